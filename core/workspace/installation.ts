// What the project says that its Airflow installation has: the connections and pools that tasks may use.

import type { Installation, KnownNames } from '../rules/rule';
import type { AirflowConfig } from './airflowConfig';
import { baseName } from './paths';
import type { FileSystem, ProjectSettings } from './ports';
import { type EntriesFile, parseConnectionsFile, parsePoolsFile } from './variablesFile';

/**
 * Reads the files that the settings `connections` and `pools` name. A file that is not there, cannot be read or holds nothing
 * tells nothing. With a secrets backend nobody can list the connections.
 */
export function readInstallation(
  files: FileSystem,
  { connectionsFile, poolsFile }: ProjectSettings,
  config: AirflowConfig,
  environment: ReadonlyMap<string, string>,
): Installation {
  const connections = config.hasSecretsBackend ? undefined : readNames(files, connectionsFile, parseConnectionsFile);
  const pools = readNames(files, poolsFile, parsePoolsFile);
  return {
    connections: connections && withUsualConnections(connections, environment),
    pools: pools && { ...pools, has: (name) => pools.has(name) || name === DEFAULT_POOL },
  };
}

/** `Pool.DEFAULT_POOL_NAME`: Airflow makes it by itself, and it cannot be deleted. */
const DEFAULT_POOL = 'default_pool';

/** Those of `create_default_connections` (airflow/utils/db.py, 1.10 to 3.1) whose ids do not end in `_default`. */
const MADE_BY_AIRFLOW = ['airflow_db', 'local_mysql'];

/** The listed ones, those that Airflow makes by itself, and those that `AIRFLOW_CONN_…` variables define. */
function withUsualConnections(listed: KnownNames, environment: ReadonlyMap<string, string>): KnownNames {
  return {
    ...listed,
    has: (id) =>
      listed.has(id) ||
      id.endsWith('_default') ||
      MADE_BY_AIRFLOW.includes(id) ||
      environment.has(`AIRFLOW_CONN_${id.toUpperCase()}`),
  };
}

function readNames(
  files: FileSystem,
  path: string | undefined,
  parse: (path: string, text: string) => EntriesFile,
): KnownNames | undefined {
  const text = path === undefined ? undefined : files.readText(path);
  if (path === undefined || text === undefined) return undefined;
  const parsed = parse(path, text);
  if ('problem' in parsed || parsed.entries.size === 0) return undefined;
  const names = new Set(parsed.entries.keys());
  return { file: baseName(path), names, has: (name) => names.has(name) };
}
