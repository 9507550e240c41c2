// The engines by name, and which one is taken when nobody says.

import type { EngineId } from '../../core/runs';
import { createAirflowEngine } from './airflow/engine';
import { seemsToHaveAirflow } from './airflow/findAirflow';
import { createBuiltinEngine } from './builtin/builtinEngine';
import type { ProductFolders } from './builtin/loading';
import type { Engine, RunSettings } from './engine';
import { createRemoteEngine } from './remote/engine';
import type { SecretStore } from './remote/remoteSettings';

type MakeEngine = (settings: RunSettings, folders: ProductFolders, secrets: SecretStore | undefined) => Engine;

/** One line for each engine. */
const ENGINES: Partial<Record<EngineId, MakeEngine>> = {
  builtin: createBuiltinEngine,
  airflow: createAirflowEngine,
  remote: (settings, _folders, secrets) => createRemoteEngine(settings, secrets),
};

/**
 * The engine that is asked for; `auto`: a real Airflow where the project's interpreter has one, else our own.
 * @throws Error if this DagLens has none of that name
 */
export function chooseEngine(
  id: EngineId | 'auto',
  settings: RunSettings,
  folders: ProductFolders,
  secrets?: SecretStore,
): Engine {
  const named = id !== 'auto' ? id : seemsToHaveAirflow(settings) ? 'airflow' : 'builtin';
  const engine = createEngine(named, settings, folders, secrets);
  if (!engine) throw new Error(`There is no engine '${named}'.`);
  return engine;
}

/**
 * The engine of a name; undefined: this DagLens has none of that name.
 * @param secrets where the engine `remote` finds passwords and tokens; left out: in the environment
 */
export function createEngine(
  id: EngineId,
  settings: RunSettings,
  folders: ProductFolders,
  secrets?: SecretStore,
): Engine | undefined {
  return ENGINES[id]?.(settings, folders, secrets);
}
