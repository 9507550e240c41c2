// The `daglens.*` settings of the editor: what is for the server, and what is for the project.

import { checkSettings, type SettingsValues } from '../../core/workspace/settingsFile';

export type DiagnosticMode = 'openFiles' | 'workspace';

export interface EditorSettings {
  /** Which files have diagnostics. */
  readonly diagnosticMode: DiagnosticMode;
  /** The settings that the project's own file may hold too. */
  readonly project: SettingsValues;
  /** What is wrong, one sentence each. A wrong setting counts as not set. */
  readonly problems: readonly string[];
}

/** Settings of the editor alone. */
const OWN = ['trace', 'diagnosticMode'];
const MODES: readonly unknown[] = ['openFiles', 'workspace'] satisfies DiagnosticMode[];

/** Takes whatever the client sent for the section `daglens`. */
export function editorSettings(value: unknown): EditorSettings {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const mode: unknown = given.find(([name]) => name === 'diagnosticMode')?.[1];
  const wrong = mode !== undefined && mode !== null && !MODES.includes(mode);
  const project = checkSettings(Object.fromEntries(given.filter(([name]) => !OWN.includes(name))), 'Settings');
  return {
    diagnosticMode: mode === 'workspace' ? 'workspace' : 'openFiles',
    project: project.values,
    problems: [
      ...project.problems,
      ...(wrong ? ["Settings: 'diagnosticMode' must be 'openFiles' or 'workspace'."] : []),
    ],
  };
}
