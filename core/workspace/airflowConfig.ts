// The options of Airflow's own configuration that change what a DAG file means.

import { compareVersions } from './airflowVersions';
import { type IniSections, parseIni } from './iniFile';

export interface AirflowConfig {
  /** What is configured under a key, as written; undefined: the default of the version holds. */
  readonly option: (section: string, key: string) => string | undefined;
  /** IANA name, `utc` or `system`, as written. */
  readonly defaultTimezone: string;
  readonly catchupByDefault: boolean;
  readonly dagsArePausedAtCreation: boolean;
  /** As written: perhaps a path that exists only where Airflow runs. Undefined: not configured. */
  readonly dagsFolder: string | undefined;
  readonly pluginsFolder: string | undefined;
  /** True: a cron schedule gives data intervals; false: single moments. */
  readonly createCronDataIntervals: boolean;
  readonly createDeltaDataIntervals: boolean;
  /** True: an operator takes arguments it does not know, with a warning. */
  readonly allowIllegalArguments: boolean;
  /** True: only files that name DAGs and Airflow are read. */
  readonly dagDiscoverySafeMode: boolean;
  readonly dagIgnoreFileSyntax: 'regexp' | 'glob';
  /** True: connections may come from a place that is not read, such as a vault. */
  readonly hasSecretsBackend: boolean;
}

type Options = AirflowConfig['option'];

/**
 * The configuration in force: `AIRFLOW__SECTION__KEY` variables first, then the text of airflow.cfg, then the defaults of
 * the version (1.10.15, 2.11.2, 3.3.2 compared). A value that Airflow could not read counts as not given.
 */
export function readAirflowConfig(
  text: string | undefined,
  environment: ReadonlyMap<string, string>,
  version: string,
): AirflowConfig {
  const sections: IniSections = text === undefined ? new Map() : parseIni(text);
  const option: Options = (section, key) =>
    environment.get(`AIRFLOW__${section.replaceAll('.', '_')}__${key}`.toUpperCase()) ??
    sections.get(section.toLowerCase())?.get(key.toLowerCase());
  const since3 = compareVersions(version, '3.0') >= 0;
  const syntax = option('core', 'dag_ignore_file_syntax');
  return {
    option,
    defaultTimezone: option('core', 'default_timezone') || 'utc',
    catchupByDefault: truth(option('scheduler', 'catchup_by_default')) ?? !since3,
    dagsArePausedAtCreation: truth(option('core', 'dags_are_paused_at_creation')) ?? true,
    dagsFolder: option('core', 'dags_folder') || undefined,
    pluginsFolder: option('core', 'plugins_folder') || undefined,
    createCronDataIntervals: truth(option('scheduler', 'create_cron_data_intervals')) ?? !since3,
    createDeltaDataIntervals: truth(option('scheduler', 'create_delta_data_intervals')) ?? !since3,
    allowIllegalArguments: illegalArguments(option, version),
    dagDiscoverySafeMode: truth(option('core', 'dag_discovery_safe_mode')) ?? true,
    hasSecretsBackend: !!(option('secrets', 'backend') || option('workers', 'secrets_backend')),
    dagIgnoreFileSyntax: syntax === 'regexp' || syntax === 'glob' ? syntax : since3 ? 'glob' : 'regexp',
  };
}

/** 1.10 only warns, 2 asks the option, 3 always refuses. */
function illegalArguments(option: Options, version: string): boolean {
  if (compareVersions(version, '2.0') < 0) return true;
  if (compareVersions(version, '3.0') >= 0) return false;
  return truth(option('operators', 'allow_illegal_arguments')) ?? false;
}

/** As Airflow's `getboolean`. */
function truth(value: string | undefined): boolean | undefined {
  const text = value?.toLowerCase().replace(/#.*/s, '').trim();
  if (text === 't' || text === 'true' || text === '1') return true;
  if (text === 'f' || text === 'false' || text === '0') return false;
  return undefined;
}
