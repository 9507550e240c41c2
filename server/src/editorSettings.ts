// The `daglens.*` settings of the editor: what is for the server, and what is for the project.

import { checkSettings, type SettingsValues } from '../../core/workspace/settingsFile';

export type DiagnosticMode = 'openFiles' | 'workspace';

/** Over what code lenses stand. */
export type CodeLensMode = 'all' | 'dags' | 'off';

export interface EditorSettings {
  readonly codeLens: CodeLensMode;
  /** What a tool beside DagLens reports is left to it. */
  readonly sideBySide: boolean;
  /** Which files have diagnostics. */
  readonly diagnosticMode: DiagnosticMode;
  /** The settings that the project's own file may hold too. */
  readonly project: SettingsValues;
  /** What is wrong, one sentence each. A wrong setting counts as not set, a rule that does not exist as not named. */
  readonly problems: readonly string[];
}

/** Settings of the editor alone. */
const OWN = ['trace', 'diagnosticMode', 'sideBySide', 'codeLens', 'run'];
const LENSES: readonly CodeLensMode[] = ['all', 'dags', 'off'];
const MODES: readonly unknown[] = ['openFiles', 'workspace'] satisfies DiagnosticMode[];

/** Takes whatever the client sent for the section `daglens`. */
export function editorSettings(value: unknown): EditorSettings {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const mode: unknown = given.find(([name]) => name === 'diagnosticMode')?.[1];
  const wrong = mode !== undefined && mode !== null && !MODES.includes(mode);
  const project = checkSettings(Object.fromEntries(given.flatMap(projectSetting)), 'Settings');
  return {
    codeLens: LENSES.find((each) => given.some(([name, setting]) => name === 'codeLens' && setting === each)) ?? 'all',
    sideBySide: given.every(([name, setting]) => name !== 'sideBySide' || setting !== false),
    diagnosticMode: mode === 'workspace' ? 'workspace' : 'openFiles',
    project: project.values,
    problems: [
      ...project.problems,
      ...project.warnings,
      ...(wrong ? ["Settings: 'diagnosticMode' must be 'openFiles' or 'workspace'."] : []),
    ],
  };
}

/** `rules.select` and its like stand in the section `rules`; settings files have them without it. */
function projectSetting([name, value]: [string, unknown]): [string, unknown][] {
  if (OWN.includes(name)) return [];
  return name === 'rules' && typeof value === 'object' && value !== null ? Object.entries(value) : [[name, value]];
}
