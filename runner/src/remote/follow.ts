// Follows a run of an Airflow elsewhere: asks again and again, and tells what has changed.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  type InstanceKey,
  instanceName,
  isFinal,
  type RunEvent,
  type RunState,
  TASK_INSTANCE_STATES,
  type TaskInstanceState,
} from '../../../core/runs';
import type { AirflowApi, RemoteInstance, RemoteRun } from './airflowApi';
import { RemoteError } from './remoteError';
import { logText, raisedInLog } from './remoteLog';

/** Between two questions: shortest after a change, then longer and longer. */
export interface Patience {
  readonly shortestMs: number;
  readonly longestMs: number;
}

export const USUAL_PATIENCE: Patience = { shortestMs: 1000, longestMs: 10_000 };
const LONGER = 1.5;
/** So many questions in a row may go unanswered. */
const MOST_FAILURES = 6;

export interface Followed {
  readonly dagId: string;
  readonly runId: string;
  /** Where logs are copied to. */
  readonly folder: string;
}

export interface Ended {
  readonly state: RunState;
  readonly because: string | undefined;
}

interface Known {
  readonly state: TaskInstanceState;
  readonly tries: number;
  readonly name: string | undefined;
}

export class Follower {
  private readonly known = new Map<string, Known>();
  private readonly counts = new Map<string, number>();
  private readonly rendered = new Map<string, string>();
  private readonly logs = new Map<string, string>();

  constructor(
    private readonly api: AirflowApi,
    private readonly followed: Followed,
    private readonly tell: (event: RunEvent) => void,
    private readonly patience: Patience = USUAL_PATIENCE,
  ) {}

  /**
   * Until the run has ended there.
   * @throws RemoteError where Airflow refuses, or does not answer for long; an AbortError when the signal comes
   */
  async toEnd(signal: AbortSignal): Promise<Ended> {
    let wait = this.patience.shortestMs;
    let failures = 0;
    for (;;) {
      try {
        const { run, hasChanged } = await this.look();
        failures = 0;
        if (run.state === 'success' || run.state === 'failed') return { state: run.state, because: this.because(run) };
        wait = hasChanged ? this.patience.shortestMs : Math.min(this.patience.longestMs, wait * LONGER);
      } catch (error) {
        if (!(error instanceof RemoteError && error.isPassing) || ++failures === MOST_FAILURES) throw error;
        wait = Math.min(this.patience.longestMs, wait * LONGER);
      }
      await pause(wait, signal);
    }
  }

  /** The run first: what its tasks did before it ended is then known, too. */
  private async look(): Promise<{ run: RemoteRun; hasChanged: boolean }> {
    const { dagId, runId } = this.followed;
    const run = await this.api.run(dagId, runId);
    const instances = await this.api.instances(dagId, runId);
    this.tellCounts(instances);
    let hasChanged = false;
    for (const instance of instances) hasChanged = (await this.tellOf(instance)) || hasChanged;
    return { run, hasChanged };
  }

  private tellCounts(instances: readonly RemoteInstance[]): void {
    const counts = new Map<string, number>();
    for (const { task_id, map_index } of instances)
      if (map_index >= 0) counts.set(task_id, Math.max(counts.get(task_id) ?? 0, map_index + 1));
    for (const [taskId, count] of counts) {
      if (count <= (this.counts.get(taskId) ?? 0)) continue;
      this.counts.set(taskId, count);
      this.tell({ kind: 'expanded', taskId, count });
    }
  }

  private async tellOf(instance: RemoteInstance): Promise<boolean> {
    const key = { taskId: instance.task_id, mapIndex: instance.map_index };
    const name = instanceName(key);
    const before = this.known.get(name);
    const now: Known = {
      ...{ state: stateOf(instance.state), tries: instance.try_number },
      name: instance.rendered_map_index ?? undefined,
    };
    this.known.set(name, now);
    const hasChanged = now.state !== (before?.state ?? 'none') || now.tries !== (before?.tries ?? 0);
    if (now.name !== undefined && now.name !== before?.name) this.tell({ kind: 'named', ...key, name: now.name });
    this.tellRendered(key, instance);
    if (instance.try_number > 0 && (hasChanged || now.state === 'running')) await this.copyLog(key, instance, now);
    if (hasChanged) this.tellState(key, now);
    if (hasChanged && isFinal(now.state) && now.tries > 0) await this.tellXComs(key, instance);
    return hasChanged;
  }

  private tellState(key: InstanceKey, { state, tries }: Known): void {
    const at = new Date().toISOString();
    this.tell({ kind: 'state', ...key, state, tryNumber: tries, at, because: undefined, until: undefined });
  }

  private tellRendered(key: InstanceKey, { rendered_fields }: RemoteInstance): void {
    const fields = Object.fromEntries(Object.entries(rendered_fields ?? {}).filter(([, value]) => !isEmpty(value)));
    const text = JSON.stringify(fields);
    if (text === '{}' || text === this.rendered.get(instanceName(key))) return;
    this.rendered.set(instanceName(key), text);
    this.tell({ kind: 'rendered', ...key, fields });
  }

  /** A log that cannot be had is no reason to stop. */
  private async copyLog(key: InstanceKey, instance: RemoteInstance, { state }: Known): Promise<void> {
    const { dagId, runId, folder } = this.followed;
    const answer = await this.api.log(dagId, runId, instance).catch(orNothing);
    if (answer === undefined) return;
    const text = logText(answer);
    const tryNumber = instance.try_number;
    const name = `${instanceName(key).replace(/[^\w.[\]-]/g, '_')}.${tryNumber}.log`;
    const file = path.join(folder, 'logs', name);
    if (!this.logs.has(file)) {
      mkdirSync(path.dirname(file), { recursive: true });
      this.tell({ kind: 'log', ...key, tryNumber, path: file });
    }
    if (this.logs.get(file) !== text) writeFileSync(file, text);
    this.logs.set(file, text);
    const raised = state === 'failed' || state === 'up_for_retry' ? raisedInLog(text) : undefined;
    if (raised) this.tell({ kind: 'raised', ...key, tryNumber, ...raised });
  }

  private async tellXComs(key: InstanceKey, instance: RemoteInstance): Promise<void> {
    const { dagId, runId } = this.followed;
    const found = (await this.api.xcoms(dagId, runId, instance).catch(orNothing)) ?? {};
    for (const [name, value] of Object.entries(found).sort())
      this.tell({ kind: 'xcom', ...key, key: name, value, stored: undefined });
  }

  private because({ state }: RemoteRun): string | undefined {
    const failed = [...this.known].filter(([, known]) => known.state === 'failed').map(([name]) => `'${name}'`);
    return state === 'failed' && failed.length > 0 ? `${failed.join(', ')} failed` : undefined;
  }
}

/** @throws the signal's reason as soon as it comes */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function orNothing(error: unknown): undefined {
  if (error instanceof RemoteError) return undefined;
  throw error;
}

const STATES: ReadonlySet<string> = new Set(TASK_INSTANCE_STATES);

/** States that only some versions have, in the words that all share. */
function stateOf(state: string | null): TaskInstanceState {
  if (state === null || state === 'no_status') return 'none';
  if (state === 'awaiting_input') return 'deferred';
  return STATES.has(state) ? (state as TaskInstanceState) : 'running';
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
