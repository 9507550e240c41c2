// The runner: loaded when something is run for the first time, so that the extension starts as quickly without it.

import type * as vscode from 'vscode';
import type { setUpAirflow } from '../../../runner/src/airflow/setUp';
import type { runsAtOnce } from '../../../runner/src/backfills';
import type { ProductFolders } from '../../../runner/src/builtin/loading';
import type { chooseEngine } from '../../../runner/src/engines';
import type { History, runIdFor, xcomsOf } from '../../../runner/src/history';
import type { TriggeredRuns } from '../../../runner/src/triggeredRuns';

export interface Runner {
  readonly chooseEngine: typeof chooseEngine;
  readonly setUpAirflow: typeof setUpAirflow;
  readonly History: typeof History;
  readonly TriggeredRuns: typeof TriggeredRuns;
  readonly runsAtOnce: typeof runsAtOnce;
  readonly runIdFor: typeof runIdFor;
  readonly xcomsOf: typeof xcomsOf;
}

let loaded: Promise<Runner> | undefined;

/** Loads it once. */
export function loadRunner(): Promise<Runner> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<Runner> {
  const [engines, setUp, history, triggered, backfills] = await Promise.all([
    import('../../../runner/src/engines'),
    import('../../../runner/src/airflow/setUp'),
    import('../../../runner/src/history'),
    import('../../../runner/src/triggeredRuns'),
    import('../../../runner/src/backfills'),
  ]);
  return { ...engines, ...setUp, ...history, ...triggered, ...backfills };
}

/** Where the product's own files lie. */
export function productFolders(context: vscode.ExtensionContext): ProductFolders {
  return {
    python: context.asAbsolutePath('dist/python'),
    catalog: context.asAbsolutePath('dist/catalog'),
    cache: context.globalStorageUri.fsPath,
  };
}
