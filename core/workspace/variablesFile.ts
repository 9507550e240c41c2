// Files of Airflow Variables, Connections and pools, as `airflow variables import` and its sisters take them.

import { parse as parseYaml } from 'yaml';

/** What a file holds, or why it cannot be used. */
export type EntriesFile = { readonly entries: ReadonlyMap<string, string> } | { readonly problem: string };

/**
 * Airflow Variables: key → the text that `Variable.get` gives. Values that are not text are stored as JSON, and
 * `{"value": …, "description": …}` counts as its value (variable_command.py and local_filesystem.py of 3.3.2).
 * @param path tells the format by its ending: .json, .yaml, .yml or .env
 */
export function parseVariablesFile(path: string, text: string): EntriesFile {
  return readEntries(path, text, (value) => {
    const stored = isRecord(value) && 'value' in value ? value.value : value;
    return typeof stored === 'string' ? stored : JSON.stringify(stored, null, 2);
  });
}

/**
 * Airflow Connections: id → its URI, or the JSON of its fields; formats as for Variables. Like Airflow, it takes no other
 * fields than those of a Connection (`_create_connection` in local_filesystem.py of 3.1.0).
 */
export function parseConnectionsFile(path: string, text: string): EntriesFile {
  return readEntries(path, text, (value) => {
    if (typeof value === 'string') return value;
    const isConnection = Array.isArray(value) || (isRecord(value) && Object.keys(value).every(isConnectionField));
    return isConnection ? JSON.stringify(value) : undefined;
  });
}

/** Airflow pools: name → the JSON of what it says of the pool (`pool_import_helper` in pool_command.py of 3.1.0). */
export function parsePoolsFile(path: string, text: string): EntriesFile {
  if (!/\.json$/i.test(path)) return { problem: 'its name must end in .json' };
  return readEntries(path, text, (value) => (isRecord(value) && 'slots' in value ? JSON.stringify(value) : undefined));
}

function isConnectionField(name: string): boolean {
  return /^(?:conn_id|conn_type|description|host|login|password|schema|port|extra|extra_dejson|uri|team_\w+|is_\w+)$/.test(
    name,
  );
}

function readEntries(path: string, text: string, stored: (value: unknown) => string | undefined): EntriesFile {
  const format = /\.(json|ya?ml|env)$/i.exec(path)?.[1]?.toLowerCase();
  if (format === undefined) return { problem: 'its name must end in .json, .yaml, .yml or .env' };
  if (format === 'env') return { entries: envEntries(text) };
  try {
    const value: unknown = format === 'json' ? JSON.parse(text) : parseYaml(text, { version: '1.1' });
    if (!isRecord(value)) return { problem: 'it must hold one object of names and values' };
    return storedEntries(value, stored);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { problem: `it is not valid ${format === 'json' ? 'JSON' : 'YAML'}: ${reason}` };
  }
}

function storedEntries(
  values: Readonly<Record<string, unknown>>,
  stored: (value: unknown) => string | undefined,
): EntriesFile {
  const entries = new Map<string, string>();
  for (const [key, value] of Object.entries(values)) {
    const text = stored(value);
    if (text === undefined) return { problem: `what it says of '${key}' is not in the form that Airflow takes` };
    entries.set(key, text);
  }
  return { entries };
}

/** Airflow takes these lines as they are: no quotes, no spaces around `=`. */
function envEntries(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    const equals = line.indexOf('=');
    if (equals > 0 && equals < line.length - 1 && !/^\s*#/.test(line)) {
      entries.set(line.slice(0, equals), line.slice(equals + 1));
    }
  }
  return entries;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
