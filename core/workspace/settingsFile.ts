// What a project may tell us: the names of the settings, and daglens.toml / [tool.daglens] in pyproject.toml.

import { parse as parseToml } from 'smol-toml';
import type { RuleWishes } from '../rules/levels';
import { nearName } from '../text/nearName';
import { isVersionText } from './airflowVersions';
import { selectorProblem, selectorsIn, selectorsProblem, severityProblem } from './ruleSettings';

/** The settings as given in one place; nothing is resolved yet. Paths may be relative. */
export interface SettingsValues extends RuleWishes {
  readonly root?: string | undefined;
  /** More import roots. */
  readonly path?: readonly string[] | undefined;
  readonly 'dags-folder'?: string | undefined;
  readonly 'plugins-folder'?: string | undefined;
  readonly variables?: string | undefined;
  readonly connections?: string | undefined;
  readonly pools?: string | undefined;
  readonly env?: string | undefined;
  readonly 'airflow-cfg'?: string | undefined;
  readonly 'airflow-version'?: string | undefined;
  /** The file of the findings that are known. */
  readonly baseline?: string | undefined;
}

export type SettingName = keyof SettingsValues;

export interface SettingDescription {
  readonly name: SettingName;
  /** What the value is, for help texts. */
  readonly value: 'DIR' | 'FILE' | 'V' | 'RULE,…' | 'RULE=LEVEL,…';
  readonly repeatable: boolean;
  /** It says what is told of the findings, not what is in the project. */
  readonly aboutFindings: boolean;
  readonly summary: string;
}

/** Every setting, in the order of the help text. The names are the same on the command line, in files and in editors. */
export const SETTINGS: readonly SettingDescription[] = [
  setting('root', 'DIR', 'the project (default: the current folder)'),
  { ...setting('path', 'DIR', 'one more folder to import from; may be repeated'), repeatable: true },
  setting('dags-folder', 'DIR', "Airflow's DAGs folder"),
  setting('plugins-folder', 'DIR', "Airflow's plugins folder"),
  setting('variables', 'FILE', 'Airflow Variables: JSON, YAML or .env'),
  setting('connections', 'FILE', 'Airflow Connections: JSON, YAML or .env'),
  setting('pools', 'FILE', 'Airflow pools: JSON'),
  setting('env', 'FILE', 'environment variables (.env)'),
  setting('airflow-cfg', 'FILE', 'Airflow configuration (default: airflow.cfg in the root)'),
  setting('airflow-version', 'V', 'the version of Airflow, such as 2.11 or 3.3.2 (default: found out)'),
  aboutFindings('select', 'RULE,…', "only these rules: ids, the words ids begin with, or 'all'"),
  aboutFindings('ignore', 'RULE,…', 'all but these rules'),
  aboutFindings('severity', 'RULE=LEVEL,…', 'how severe a rule is: error, warning, info or off'),
  { ...aboutFindings('baseline', 'FILE', 'leave out the findings that this file lists'), repeatable: false },
];

const NOTHING: CheckedSettings = { values: {}, problems: [], warnings: [] };

export interface CheckedSettings {
  readonly values: SettingsValues;
  /** What is wrong, one sentence each, beginning with `where`. */
  readonly problems: readonly string[];
  /** Rules that do not exist: perhaps a newer DagLens has them. */
  readonly warnings: readonly string[];
}

/** The settings of daglens.toml; undefined text: none. @param name how problems call the file */
export function parseDaglensToml(text: string | undefined, name = 'daglens.toml'): CheckedSettings {
  return fromToml(text, name, (document) => document);
}

/** The settings in the table `[tool.daglens]` of pyproject.toml. */
export function parsePyprojectToml(text: string | undefined, name = 'pyproject.toml'): CheckedSettings {
  if (!text?.includes('daglens')) return NOTHING;
  return fromToml(text, `[tool.daglens] in ${name}`, ({ tool }) => (isRecord(tool) ? tool.daglens : undefined));
}

/**
 * Sorts settings from outside into known ones and problems. Names may be written `dags-folder`, `dags_folder` or
 * `dagsFolder`; values that are null, or empty text or lists, count as not given.
 */
export function checkSettings(record: unknown, where: string): CheckedSettings {
  if (record === undefined || record === null) return NOTHING;
  if (!isRecord(record)) return { ...NOTHING, problems: [`${where}: must be a table of settings.`] };
  const values: Record<string, unknown> = {};
  const problems: string[] = [];
  const warnings: string[] = [];
  for (const [key, value] of Object.entries(record)) {
    const name = key.replace(/_/g, '-').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    const description = SETTINGS.find((each) => each.name === name);
    const problem = description ? problemOf(description, value) : unknownName(key, name);
    if (problem !== undefined) problems.push(`${where}: ${problem}`);
    else if (description && !isEmpty(value)) {
      values[name] = settingValue(description, value);
      for (const unknown of unknownRules(description, value)) warnings.push(`${where}: ${unknown}`);
    }
  }
  return { values, problems, warnings };
}

function fromToml(
  text: string | undefined,
  where: string,
  table: (document: Record<string, unknown>) => unknown,
): CheckedSettings {
  if (text === undefined) return NOTHING;
  try {
    return checkSettings(table(parseToml(text)), where);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return { ...NOTHING, problems: [`${where}: ${reason}`] };
  }
}

function problemOf({ name, value: kind, repeatable }: SettingDescription, value: unknown): string | undefined {
  if (isEmpty(value)) return undefined;
  if (kind === 'RULE,…') return selectorsProblem(name, value);
  if (kind === 'RULE=LEVEL,…') return severityProblem(value);
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

function settingValue({ name, value: kind }: SettingDescription, value: unknown): unknown {
  if (kind === 'RULE,…') return selectorsIn(value);
  return name === 'path' && typeof value === 'string' ? [value] : value;
}

function unknownRules({ value: kind }: SettingDescription, value: unknown): string[] {
  if (kind !== 'RULE,…' && kind !== 'RULE=LEVEL,…') return [];
  return selectorsIn(value).flatMap((selector) => selectorProblem(selector) ?? []);
}

function setting(name: SettingName, value: SettingDescription['value'], summary: string): SettingDescription {
  return { name, value, repeatable: false, aboutFindings: false, summary };
}

function aboutFindings(name: SettingName, value: SettingDescription['value'], summary: string): SettingDescription {
  return { name, value, repeatable: true, aboutFindings: true, summary };
}
