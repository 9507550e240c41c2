// A dry run: every task is rendered, in the order in which they could run; none is executed.

import { inWaves, type RunEvent, type RunnableDag } from '../../../core/runs';
import type { RunRequest } from '../engine';
import { eventFrom } from './fromWire';
import type { Answer, WorkerProcess } from './workerProcess';

/** Renders the tasks that are asked for, and tells the results. */
export async function dryRun(
  worker: WorkerProcess,
  dag: RunnableDag,
  request: RunRequest,
  tell: (event: RunEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const kill = (): void => worker.kill();
  signal.addEventListener('abort', kill);
  try {
    for (const { id } of inWaves(dag.tasks).flat())
      if (!request.tasks || request.tasks.has(id)) await render(worker, request.runId, id, tell);
    ended(tell, 'success', 'no task was executed', false);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    ended(tell, 'failed', signal.aborted ? 'stopped' : because, signal.aborted);
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

/** @throws Error if the worker dies */
function render(worker: WorkerProcess, runId: string, taskId: string, tell: (event: RunEvent) => void): Promise<void> {
  const key = { taskId, mapIndex: -1, tryNumber: 0 };
  const hear = (answer: Answer): void => {
    const event = eventFrom(answer, key);
    if (event) tell(event);
  };
  return worker.ask({ kind: 'render', run_id: runId, task_id: taskId, map_index: -1 }, hear).then(() => undefined);
}

function ended(tell: (event: RunEvent) => void, state: 'success' | 'failed', because: string, stopped: boolean): void {
  tell({ kind: 'ended', state, because, raised: undefined, stopped, at: new Date().toISOString() });
}
