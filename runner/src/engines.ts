// The engines by name, and which one is taken when nobody says.

import type { EngineId } from '../../core/runs';
import { createBuiltinEngine } from './builtin/builtinEngine';
import type { ProductFolders } from './builtin/loading';
import type { Engine, RunSettings } from './engine';

type MakeEngine = (settings: RunSettings, folders: ProductFolders) => Engine;

/** One line for each engine. */
const ENGINES: Partial<Record<EngineId, MakeEngine>> = {
  builtin: createBuiltinEngine,
};

/** The engine of a name; undefined: this DagLens has none of that name. */
export function createEngine(id: EngineId, settings: RunSettings, folders: ProductFolders): Engine | undefined {
  return ENGINES[id]?.(settings, folders);
}
