// The `daglens.*` settings of the editor: what is for the server, and what is for the project.

export type DiagnosticMode = 'openFiles' | 'workspace';

export interface EditorSettings {
  /** Which files have diagnostics. */
  readonly diagnosticMode: DiagnosticMode;
  /** The settings that the project's own file may hold too, not checked yet. */
  readonly project: Readonly<Record<string, unknown>>;
  /** What is wrong, each with what to do. A wrong setting counts as not set. */
  readonly problems: readonly string[];
}

/** Settings of the client alone. */
const CLIENT_SETTINGS = ['trace', 'diagnosticMode'];
const MODES: readonly unknown[] = ['openFiles', 'workspace'] satisfies DiagnosticMode[];

/** Takes whatever the client sent for the section `daglens`. */
export function editorSettings(value: unknown): EditorSettings {
  const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const mode: unknown = given.find(([name]) => name === 'diagnosticMode')?.[1];
  const wrong = mode !== undefined && mode !== null && !MODES.includes(mode);
  return {
    diagnosticMode: mode === 'workspace' ? 'workspace' : 'openFiles',
    project: Object.fromEntries(given.filter(([name]) => !CLIENT_SETTINGS.includes(name))),
    problems: wrong ? ['Settings: diagnosticMode must be "openFiles" or "workspace".'] : [],
  };
}
