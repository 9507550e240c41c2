// The `daglens.*` settings of the editor: what is for the server, and what is for the project.

import { checkSettings, type SettingsValues } from '../../core/workspace/settingsFile';

export type DiagnosticMode = 'openFiles' | 'workspace';

export interface EditorSettings {
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
const OWN = ['trace', 'diagnosticMode', 'sideBySide'];
const MODES: readonly unknown[] = ['openFiles', 'workspace'] satisfies DiagnosticMode[];

/** Takes whatever the client sent for the section `daglens`. */
export function editorSettings(value: unknown): EditorSettings {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const mode: unknown = given.find(([name]) => name === 'diagnosticMode')?.[1];
  const wrong = mode !== undefined && mode !== null && !MODES.includes(mode);
  const project = checkSettings(Object.fromEntries(given.flatMap(projectSetting)), 'Settings');
  return {
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
