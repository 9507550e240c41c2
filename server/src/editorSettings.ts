// The `daglens.*` settings of the editor, checked.

/** Undefined: not set. Paths are as the user wrote them, perhaps relative to the workspace folder. */
export interface EditorSettings {
  readonly path: readonly string[] | undefined;
  readonly dagsFolder: string | undefined;
  readonly pluginsFolder: string | undefined;
  readonly variables: string | undefined;
  readonly connections: string | undefined;
  readonly env: string | undefined;
  readonly airflowCfg: string | undefined;
  readonly airflowVersion: string | undefined;
  readonly diagnosticMode: 'openFiles' | 'workspace';
}

export interface CheckedSettings {
  readonly settings: EditorSettings;
  /** What is wrong with them, each with what to do. A wrong setting counts as not set. */
  readonly problems: readonly string[];
}

const VERSION = /^\d+\.\d+(\.\d+)?$/;

/** Takes whatever the client sent for the section `daglens`. */
export function checkEditorSettings(value: unknown): CheckedSettings {
  const given: Given = isRecord(value) ? value : {};
  const problems: string[] = [];
  const text = (name: string, allowed?: (text: string) => boolean, wanted = 'text'): string | undefined => {
    const item = given[name];
    if (item === undefined || item === null || item === '') return undefined;
    if (typeof item === 'string' && (allowed?.(item) ?? true)) return item;
    problems.push(`The setting daglens.${name} must be ${wanted}, not ${JSON.stringify(item)}. It is ignored.`);
    return undefined;
  };
  const settings: EditorSettings = {
    path: paths(given.path, problems),
    dagsFolder: text('dagsFolder'),
    pluginsFolder: text('pluginsFolder'),
    variables: text('variables'),
    connections: text('connections'),
    env: text('env'),
    airflowCfg: text('airflowCfg'),
    airflowVersion: text('airflowVersion', (version) => VERSION.test(version), 'a version such as 2.11 or 3.3.2'),
    diagnosticMode:
      text('diagnosticMode', (mode) => mode === 'openFiles' || mode === 'workspace', '"openFiles" or "workspace"') ===
      'workspace'
        ? 'workspace'
        : 'openFiles',
  };
  return { settings, problems };
}

function paths(value: unknown, problems: string[]): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && value.every((item): item is string => typeof item === 'string' && item !== ''))
    return value.length ? value : undefined;
  problems.push(`The setting daglens.path must be a list of folders, not ${JSON.stringify(value)}. It is ignored.`);
  return undefined;
}

interface Given {
  readonly [name: string]: unknown;
  readonly path?: unknown;
}

function isRecord(value: unknown): value is Given {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
