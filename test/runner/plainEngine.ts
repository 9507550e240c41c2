// The builtin engine with settings that say nothing, over a product folder.

import path from 'node:path';
import { createBuiltinEngine } from '../../runner/src/builtin/builtinEngine';
import type { Engine, RunRequest, RunSettings } from '../../runner/src/engine';

/**
 * An engine for the files of a folder.
 * @param product where the product's own files lie
 */
export function plainEngine(root: string, product: string, settings: Partial<RunSettings>): Engine {
  const none = {
    dagsFolder: undefined,
    pluginsFolder: undefined,
    variablesFile: undefined,
    connectionsFile: undefined,
  };
  return createBuiltinEngine(
    {
      ...{ version: '3.3.2', python: undefined, root, importRoots: [root], ...none, standInsFile: undefined },
      ...{ environment: {}, ...settings },
    },
    { python: path.join(product, 'python'), catalog: path.join(product, 'catalog'), cache: path.join(root, 'cache') },
  );
}

/** A request to run the only DAG of a file. */
export function plainRequest(file: string, folder: string, runId: string): RunRequest {
  return {
    ...{ file, folder, dagId: undefined, runId, runType: 'manual', tasks: undefined, xcoms: [] },
    ...{ logicalDate: undefined, conf: {}, marks: new Map(), dryRun: false, debug: undefined, parallelism: 8 },
  };
}
