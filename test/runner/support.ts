// The builtin engine over files of the tests.

import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { applyEvent, emptyRecord, type RunEvent, type RunRecord } from '../../core/runs';
import type { Engine, RunRequest, RunSettings } from '../../runner/src/engine';
import { runIdFor } from '../../runner/src/history';
import { plainEngine, plainRequest } from './plainEngine';

/** What lies beside the bundles of the product. */
const PRODUCT = path.join(__dirname, '..', 'product');

/** An engine for the files of a folder. */
export function engineFor(root: string, settings: Partial<RunSettings> = {}): Engine {
  const environment = { PATH: process.env.PATH!, HOME: process.env.HOME ?? root };
  return plainEngine(root, PRODUCT, { environment, ...settings });
}

/** A request to run a file. */
export function requestFor(file: string, folder: string, more: Partial<RunRequest> = {}): RunRequest {
  const runId = runIdFor('manual', more.logicalDate ?? '2026-01-01T00:00:00+00:00');
  return { ...plainRequest(file, folder, runId), ...more };
}

/** Runs to the end. @param onEvent is told what happens on the way */
export async function ran(
  engine: Engine,
  request: RunRequest,
  {
    signal = new AbortController().signal,
    onEvent = () => {},
  }: { signal?: AbortSignal; onEvent?: (event: RunEvent) => void } = {},
): Promise<RunRecord> {
  let record = emptyRecord(engine.id, request.runId);
  for await (const event of engine.run(request, signal)) {
    record = applyEvent(record, event);
    onEvent(event);
  }
  return record;
}

/** A folder that is removed after its use. */
export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'daglens-run-')));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
