// Where a project keeps its DAGs and plugins, and which configuration holds there.

import { type AirflowConfig, readAirflowConfig } from './airflowConfig';
import { discover } from './discovery';
import { parseEnvFile } from './envFile';
import { baseName, isInside, joinPath, resolvePath } from './paths';
import type { FileSystem, ProjectSettings } from './ports';
import { detectVersion } from './versionDetection';

/** The environment variables that are known: those of the env file, then the `AIRFLOW__…` of DagLens's own environment. */
export function knownEnvironment(files: FileSystem, settings: ProjectSettings): ReadonlyMap<string, string> {
  const text = settings.envFile === undefined ? undefined : files.readText(settings.envFile);
  return new Map([...settings.environment, ...parseEnvFile(text ?? '')]);
}

/** Airflow's configuration for a project under a version: airflow.cfg, `AIRFLOW__…`, the version's defaults. */
export function projectConfig(files: FileSystem, settings: ProjectSettings, version: string): AirflowConfig {
  const text = settings.airflowCfg === undefined ? undefined : files.readText(settings.airflowCfg);
  return readAirflowConfig(text, knownEnvironment(files, settings), version);
}

/** The DAGs folder: the setting, the configured folder if it can be found here, `dags` in the root; undefined if there is none. */
export function dagsFolderOf(files: FileSystem, settings: ProjectSettings, config: AirflowConfig): string | undefined {
  return settings.dagsFolder ?? located(files, settings.root, config.dagsFolder, 'dags');
}

/** The plugins folder, found as the DAGs folder is. */
export function pluginsFolderOf(
  files: FileSystem,
  settings: ProjectSettings,
  config: AirflowConfig,
): string | undefined {
  return settings.pluginsFolder ?? located(files, settings.root, config.pluginsFolder, 'plugins');
}

/** The Python files in a folder that Airflow would look at, sorted: see `discover`. */
export function discoverDagFiles(files: FileSystem, settings: ProjectSettings, folder: string): string[] {
  const { version } = detectVersion(files, settings, joinPath(folder, '.airflowignore'));
  const config = projectConfig(files, settings, version);
  const dagsFolder = dagsFolderOf(files, settings, config);
  return discover(files, folder, { root: settings.root, dagsFolder, ignoreSyntax: config.dagIgnoreFileSyntax });
}

/**
 * A configured folder often names a place in a container (`/opt/airflow/dags`): then the folder of the same name in the
 * root is meant, else `usual` in the root.
 */
function located(files: FileSystem, root: string, configured: string | undefined, usual: string): string | undefined {
  const candidates = [usual];
  if (configured !== undefined) {
    const path = resolvePath(root, configured.replace(/^(?:~|\$\{?AIRFLOW_HOME\}?|\{AIRFLOW_HOME\})\//, ''));
    candidates.unshift(path, baseName(path));
  }
  return candidates
    .map((candidate) => resolvePath(root, candidate))
    .find((path) => isInside(root, path) && files.readDirectory(path) !== undefined);
}
