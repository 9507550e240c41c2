// The environment of Airflow in a home of ours: the user's variables, but never the user's database, executor or servers.

import path from 'node:path';
import type { RunSettings } from '../engine';
import { placeIn } from '../placeIn';

/** What would lead this Airflow to another home, database or log, or let it tell others what runs. */
const OTHERS =
  /^(AIRFLOW_HOME|AIRFLOW_CONFIG|AIRFLOW__(DATABASE|LOGGING|API|API_AUTH|WEBSERVER|SCHEDULER|CELERY|KUBERNETES|METRICS|SENTRY|OPENLINEAGE|OPERATORS__DEFAULT_QUEUE)_.*|AIRFLOW__CORE__(SQL_ALCHEMY|EXECUTOR|FERNET_KEY|EXECUTION_API|AUTH_MANAGER|LOAD_EXAMPLES|DAGS_FOLDER|PLUGINS_FOLDER|DAGBAG_IMPORT_ERROR).*|OPENLINEAGE_.*)$/;

/** @param home an existing folder for this Airflow alone */
export function airflowEnvironment(settings: RunSettings, home: string): Record<string, string> {
  const kept = Object.entries(settings.environment).filter(([name]) => !OTHERS.test(name));
  return { ...Object.fromEntries(kept), ...ours(settings, home) };
}

function ours({ pluginsFolder }: RunSettings, home: string): Record<string, string> {
  return {
    AIRFLOW_HOME: home,
    AIRFLOW__DATABASE__SQL_ALCHEMY_CONN: `sqlite:///${path.join(home, 'none.db')}`,
    AIRFLOW__DATABASE__LOAD_DEFAULT_CONNECTIONS: 'False',
    AIRFLOW__CORE__LOAD_EXAMPLES: 'False',
    AIRFLOW__CORE__DAGS_FOLDER: path.join(home, 'dags'),
    AIRFLOW__CORE__PLUGINS_FOLDER: pluginsFolder ?? path.join(home, 'plugins'),
    AIRFLOW__CORE__DAGBAG_IMPORT_ERROR_TRACEBACK_DEPTH: '50',
    // Airflow 3 asks for one before it talks to itself; nothing outside of the process can use it.
    AIRFLOW__API_AUTH__JWT_SECRET: 'only for tasks that talk to the process they run in',
    AIRFLOW__LOGGING__BASE_LOG_FOLDER: path.join(home, 'logs'),
    // In Airflow 3 the log of a try would tell of the server in its process, too.
    AIRFLOW__LOGGING__NAMESPACE_LEVELS: 'airflow.api_fastapi=WARNING httpx=WARNING',
    AIRFLOW__OPENLINEAGE__DISABLED: 'True',
  };
}

/** The folder of DAGs that a file lies in: where none is set, or another one, its own. */
export function dagsFolderOf(file: string, { dagsFolder }: RunSettings): string {
  const isInside = dagsFolder !== undefined && placeIn(dagsFolder, file) !== undefined;
  return isInside ? dagsFolder : path.dirname(file);
}
