// A dry run: every task is rendered, in the order in which they could run; none is executed.

import { type InstanceKey, inWaves, type RunEvent, type RunnableDag } from '../../../core/runs';
import type { RunRequest } from '../engine';
import { eventFrom } from './fromWire';
import type { Answer, WorkerProcess } from './workerProcess';

/** Of a mapped task, so many instances are rendered. */
const MOST_RENDERED = 10;

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
    for (const { id, mapped } of inWaves(dag.tasks).flat()) {
      if (request.tasks && !request.tasks.has(id)) continue;
      const count = mapped ? await countOf(worker, request.runId, id) : 0;
      // What an instance is given is known only when there are instances.
      if (mapped && count === 0) continue;
      if (mapped) tell({ kind: 'expanded', taskId: id, count });
      for (const mapIndex of mapped ? Array(Math.min(count, MOST_RENDERED)).keys() : [-1])
        await render(worker, request.runId, { taskId: id, mapIndex }, tell);
    }
    ended(tell, 'success', 'no task was executed', false);
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error);
    ended(tell, 'failed', signal.aborted ? 'stopped' : because, signal.aborted);
  } finally {
    signal.removeEventListener('abort', kill);
  }
}

/** How many instances a mapped task has; 0: that is known only when it is run. @throws Error if the worker dies */
async function countOf(worker: WorkerProcess, run_id: string, target: string): Promise<number> {
  const answer = await worker.ask({ kind: 'expand', run_id, target, map_index: -1 });
  return answer.kind === 'expanded' ? (answer.count ?? 0) : 0;
}

/** @throws Error if the worker dies */
function render(
  worker: WorkerProcess,
  runId: string,
  instance: InstanceKey,
  tell: (event: RunEvent) => void,
): Promise<void> {
  const key = { ...instance, tryNumber: 0 };
  const hear = (answer: Answer): void => {
    const event = eventFrom(answer, key);
    if (event) tell(event);
  };
  return worker
    .ask({ kind: 'render', run_id: runId, task_id: instance.taskId, map_index: instance.mapIndex }, hear)
    .then(() => undefined);
}

function ended(tell: (event: RunEvent) => void, state: 'success' | 'failed', because: string, stopped: boolean): void {
  tell({ kind: 'ended', state, because, raised: undefined, stopped, at: new Date().toISOString() });
}
