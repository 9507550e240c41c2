// What a project may tell us: the names of the settings, and daglens.toml / [tool.daglens] in pyproject.toml.

import { parse as parseToml } from 'smol-toml';
import { nearName } from '../text/nearName';
import { isVersionText } from './airflowVersions';

/** The settings as given in one place; nothing is resolved yet. Paths may be relative. */
export interface SettingsValues {
  readonly root?: string | undefined;
  /** More import roots. */
  readonly path?: readonly string[] | undefined;
  readonly 'dags-folder'?: string | undefined;
  readonly 'plugins-folder'?: string | undefined;
  readonly variables?: string | undefined;
  readonly connections?: string | undefined;
  readonly env?: string | undefined;
  readonly 'airflow-cfg'?: string | undefined;
  readonly 'airflow-version'?: string | undefined;
}

export type SettingName = keyof SettingsValues;

export interface SettingDescription {
  readonly name: SettingName;
  /** What the value is, for help texts: `DIR`, `FILE`, `V`. */
  readonly value: 'DIR' | 'FILE' | 'V';
  readonly repeatable: boolean;
  readonly summary: string;
}

/** Every setting, in the order of the help text. The names are the same on the command line, in files and in editors. */
export const SETTINGS: readonly SettingDescription[] = [
  setting('root', 'DIR', 'the project (default: the current folder)'),
  { name: 'path', value: 'DIR', repeatable: true, summary: 'one more folder to import from; may be repeated' },
  setting('dags-folder', 'DIR', "Airflow's DAGs folder"),
  setting('plugins-folder', 'DIR', "Airflow's plugins folder"),
  setting('variables', 'FILE', 'Airflow Variables: JSON, YAML or .env'),
  setting('connections', 'FILE', 'Airflow Connections: JSON, YAML or .env'),
  setting('env', 'FILE', 'environment variables (.env)'),
  setting('airflow-cfg', 'FILE', 'Airflow configuration (default: airflow.cfg in the root)'),
  setting('airflow-version', 'V', 'the version of Airflow, such as 2.11 or 3.3.2 (default: found out)'),
];

export interface CheckedSettings {
  readonly values: SettingsValues;
  /** What is wrong, one sentence each, beginning with `where`. */
  readonly problems: readonly string[];
}

/** The settings of daglens.toml; undefined text: none. */
export function parseDaglensToml(text: string | undefined): CheckedSettings {
  return fromToml(text, 'daglens.toml', (document) => document);
}

/** The settings in the table `[tool.daglens]` of pyproject.toml. */
export function parsePyprojectToml(text: string | undefined): CheckedSettings {
  if (!text?.includes('daglens')) return { values: {}, problems: [] };
  return fromToml(text, '[tool.daglens] in pyproject.toml', ({ tool }) => (isRecord(tool) ? tool.daglens : undefined));
}

/**
 * Sorts settings from outside into known ones and problems. Names may be written `dags-folder`, `dags_folder` or
 * `dagsFolder`; values that are null, or empty text or lists, count as not given.
 */
export function checkSettings(record: unknown, where: string): CheckedSettings {
  if (record === undefined || record === null) return { values: {}, problems: [] };
  if (!isRecord(record)) return { values: {}, problems: [`${where}: must be a table of settings.`] };
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, value] of Object.entries(record)) {
    const name = key.replace(/_/g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const description = SETTINGS.find((each) => each.name === name);
    const problem = description ? problemOf(description, value) : unknownName(key, name);
    if (problem !== undefined) problems.push(`${where}: ${problem}`);
    else if (!isEmpty(value)) values[name] = name === 'path' && typeof value === 'string' ? [value] : value;
  }
  return { values, problems };
}

function fromToml(
  text: string | undefined,
  where: string,
  table: (document: Record<string, unknown>) => unknown,
): CheckedSettings {
  if (text === undefined) return { values: {}, problems: [] };
  try {
    return checkSettings(table(parseToml(text)), where);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { values: {}, problems: [`${where}: ${reason}`] };
  }
}

function problemOf({ name, value: kind, repeatable }: SettingDescription, value: unknown): string | undefined {
  if (isEmpty(value)) return undefined;
  if (repeatable && Array.isArray(value) && value.every((item) => typeof item === 'string')) return undefined;
  if (typeof value !== 'string') return `'${name}' must be ${repeatable ? 'a text or a list of texts' : 'a text'}.`;
  if (kind === 'V' && !isVersionText(value))
    return `'${name}' must be MAJOR.MINOR or MAJOR.MINOR.PATCH, not '${value}'.`;
  return undefined;
}

function unknownName(key: string, name: string): string {
  const near = nearName(
    name,
    SETTINGS.map((each) => each.name),
  );
  return `there is no setting '${key}'${near ? `; did you mean '${near}'?` : '.'}`;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function setting(name: SettingName, value: SettingDescription['value'], summary: string): SettingDescription {
  return { name, value, repeatable: false, summary };
}
