// The folders that Airflow's configuration names: those of the workspace stand for them.

import type { Interpreter } from '../../eval/interpreter';
import { StrValue, type Value } from '../../eval/values';
import type { Origin } from '../../text/span';

const ASSUMED = 'the folders of the workspace stand for those of the installation';

/** The folder of a configuration key of section `core`, or of a name of `airflow.settings`; undefined: not a folder, or not there. */
export function configuredFolder(I: Interpreter, key: string, at: Origin): Value | undefined {
  const roots = I.environment.searchPath.filter((root) => root.assumed === undefined).map((root) => root.path);
  const dags = roots.find((path) => path.endsWith('/dags')) ?? roots[0];
  const path = folderOf(key.toLowerCase(), dags, roots);
  return path === undefined ? undefined : new StrValue(path, at, ASSUMED);
}

function folderOf(key: string, dags: string | undefined, roots: readonly string[]): string | undefined {
  switch (key) {
    case 'dags_folder':
      return dags;
    case 'plugins_folder':
      return roots.find((path) => path.endsWith('/plugins'));
    case 'airflow_home':
      return dags?.endsWith('/dags') ? dags.slice(0, -'/dags'.length) : undefined;
    default:
      return undefined;
  }
}
