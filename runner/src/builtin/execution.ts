// Executes the tasks of a run: does what the scheduler says, and tells it what became of it.

import type { TaskId } from '../../../core/ir/dag';
import { type InstanceKey, instanceName, type RunEvent, type RunnableDag } from '../../../core/runs';
import {
  type DagRun,
  type EndOfRun,
  type Start,
  type Step,
  type TryEnd,
  tasksNamed,
} from '../../../core/scheduling/run';
import type { RunRequest } from '../engine';
import { eventFrom, raisedFrom, raisedInWords } from './fromWire';
import { RunLogs } from './runLogs';
import type { ChildEnded, TriggerAsked } from './workerMessages';
import type { Answer, WorkerProcess } from './workerProcess';

/** How the execution came to its end. */
export type Finish =
  | { readonly kind: 'whole'; readonly end: EndOfRun }
  | { readonly kind: 'stopped' }
  /** The worker ended by itself. */
  | { readonly kind: 'died'; readonly because: string };

/** A try that is running. */
interface Try extends Start {
  readonly log: string;
  because: string | undefined;
}

/** A child has this long after SIGTERM; after a bit more the whole worker is ended. */
const GRACE_SECONDS = 1;
const STOPPED_AFTER_MS = 1500;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class Execution {
  /** By the id of the request. */
  private readonly tries = new Map<number, Try>();
  private readonly firstPokes = new Map<string, string>();
  private readonly logs: RunLogs;
  private timer: NodeJS.Timeout | undefined;
  private finish: ((finish: Finish) => void) | undefined;
  private isStopping = false;

  /** @throws Error if there is no place for the logs */
  constructor(
    private readonly worker: WorkerProcess,
    private readonly run: DagRun,
    private readonly dag: RunnableDag,
    private readonly request: RunRequest,
    private readonly tell: (event: RunEvent) => void,
    /** Is told that a task asks for another run. */
    private readonly onAsked: (asked: TriggerAsked, taskId: TaskId) => void,
  ) {
    this.logs = new RunLogs(request.folder);
  }

  /** Runs to the end, or until it is stopped. */
  async whole(signal: AbortSignal): Promise<Finish> {
    const finished = new Promise<Finish>((resolve) => {
      this.finish = resolve;
    });
    const forget = this.worker.onDeath((because) => this.over({ kind: 'died', because }));
    const stop = (): void => this.stop();
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
    else this.step();
    const finish = await finished;
    signal.removeEventListener('abort', stop);
    forget();
    return finish;
  }

  private step(): void {
    if (this.isStopping || !this.finish) return;
    clearTimeout(this.timer);
    const step = this.run.advance(Date.now());
    this.tellChanges(step);
    for (const key of step.stop) this.kill(key);
    for (const one of step.start) this.execute(one);
    for (const target of step.count) void this.askForCount(target);
    if (step.end) this.over({ kind: 'whole', end: step.end });
    else if (step.wakeAt !== undefined) this.wakeAt(step.wakeAt);
  }

  private wakeAt(time: number): void {
    this.timer = setTimeout(() => this.step(), Math.min(Math.max(0, time - Date.now()), LONGEST_TIMER_MS));
  }

  private tellChanges({ changes }: Step): void {
    const at = new Date().toISOString();
    for (const change of changes) {
      if (change.kind === 'expanded') this.tell(change);
      else
        this.tell({
          ...change,
          at,
          until: change.until === undefined ? undefined : new Date(change.until).toISOString(),
        });
    }
  }

  private execute(start: Start): void {
    const { taskId, mapIndex, tryNumber } = start;
    const { request, dag } = this;
    const log = this.logs.pathOf(start, tryNumber);
    const poke = `${instanceName(start)}.${tryNumber}`;
    const firstPoke = this.firstPokes.get(poke);
    if (firstPoke === undefined && dag.tasks.some(({ id, isSensor }) => id === taskId && isSensor))
      this.firstPokes.set(poke, new Date().toISOString());
    this.tell({ kind: 'log', taskId, mapIndex, tryNumber, path: log });
    const one: Try = { taskId, mapIndex, tryNumber, log, because: undefined };
    const isDebugged = request.debug?.taskId === taskId;
    const id = this.worker.send(
      {
        ...{ kind: 'execute', run_id: request.runId, task_id: taskId, map_index: mapIndex, try_number: tryNumber },
        ...{ log, max_log_bytes: this.logs.allowance(), mark: request.marks.get(taskId) ?? null },
        ...{ first_poke: firstPoke ?? null, debug_port: isDebugged ? 0 : null },
        ...{ debugpy_folder: (isDebugged && request.debug.debugpyFolder) || null, states: this.states() },
      },
      (answer) => this.hear(id, one, answer),
    );
    this.tries.set(id, one);
  }

  private states(): Record<string, Record<string, string>> {
    const known = [...this.run.states()].map(([id, states]) => {
      const decided = [...states].filter(([, state]) => state !== 'none');
      return [id, Object.fromEntries(decided)] as const;
    });
    return Object.fromEntries(known.filter(([, states]) => Object.keys(states).length > 0));
  }

  private hear(id: number, one: Try, answer: Answer): void {
    if (answer.kind === 'ended') this.ended(id, one, answer);
    else if (answer.kind === 'trigger') this.onAsked(answer, one.taskId);
    else if (answer.kind === 'error') this.ended(id, { ...one, because: answer.message }, FAILED);
    else {
      if (answer.kind === 'raised') one.because = raisedInWords(raisedFrom(answer.raised));
      const event = eventFrom(answer, one);
      if (event) this.tell(event);
    }
  }

  private ended(id: number, one: Try, answer: Omit<ChildEnded, 'kind' | 'id'>): void {
    this.tries.delete(id);
    this.logs.count(one.log);
    // What was stopped is told as such, all at once.
    if (this.isStopping && this.tries.size === 0) this.over({ kind: 'stopped' });
    if (this.isStopping) return;
    this.run.ended(one, this.tryEnd(one, answer), Date.now());
    this.step();
  }

  private tryEnd(one: Try, { state, until, followed, short_circuit, died }: Omit<ChildEnded, 'kind' | 'id'>): TryEnd {
    return {
      state,
      until: until === null ? undefined : Date.parse(until),
      followed: followed?.flatMap((id) => tasksNamed(this.dag, id)),
      shortCircuit: short_circuit ?? undefined,
      because: state === 'success' ? undefined : died === null ? one.because : `its process ended: ${died}`,
    };
  }

  private async askForCount(target: string): Promise<void> {
    const { runId: run_id } = this.request;
    try {
      const answer = await this.worker.ask({ kind: 'expand', run_id, target, map_index: -1 });
      if (answer.kind !== 'expanded') return;
      this.run.counted(target, answer.count ?? undefined, answer.reason ?? undefined, Date.now());
    } catch (error) {
      this.run.counted(target, undefined, error instanceof Error ? error.message : String(error), Date.now());
    }
    this.step();
  }

  private kill(key: InstanceKey): void {
    for (const [id, one] of this.tries)
      if (instanceName(one) === instanceName(key))
        this.worker.send({ kind: 'kill', execute_id: id, grace_seconds: GRACE_SECONDS }, () => {});
  }

  /** Ends what runs; whoever does not end in time is ended with the worker. */
  private stop(): void {
    if (this.isStopping || !this.finish) return;
    this.isStopping = true;
    clearTimeout(this.timer);
    if (this.tries.size === 0) this.over({ kind: 'stopped' });
    for (const one of this.tries.values()) this.kill(one);
    this.timer = setTimeout(() => {
      this.worker.kill();
      this.over({ kind: 'stopped' });
    }, STOPPED_AFTER_MS);
  }

  private over(finish: Finish): void {
    clearTimeout(this.timer);
    if (!this.finish) return;
    if (finish.kind !== 'whole') this.failRunning(finish.kind === 'died' ? finish.because : 'the run was stopped');
    this.finish(finish);
    this.finish = undefined;
  }

  private failRunning(because: string): void {
    const at = new Date().toISOString();
    for (const [taskId, states] of this.run.states())
      for (const [mapIndex, state] of states)
        if (state === 'running') {
          const tryNumber = this.run.tryNumber({ taskId, mapIndex });
          this.tell({ kind: 'state', taskId, mapIndex, state: 'failed', tryNumber, at, because, until: undefined });
        }
  }
}

const FAILED = { state: 'failed', until: null, followed: null, short_circuit: null, died: null } as const;
