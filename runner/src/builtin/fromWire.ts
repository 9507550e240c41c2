// What the worker says, in the words of the engines.

import path from 'node:path';
import type { InstanceKey, RunEvent, RunnableDag, RunnableTask, TaskRaised } from '../../../core/runs';
import type { WireRaised } from './workerMessages';
import type { Answer } from './workerProcess';

interface TryKey extends InstanceKey {
  readonly tryNumber: number;
}

type Raised = Omit<TaskRaised, 'kind' | 'taskId' | 'mapIndex' | 'tryNumber'>;

/** What was raised, as an event tells it. */
export function raisedFrom({ type, message, frames }: WireRaised): Raised {
  // On Windows a path may come with both kinds of separators.
  return { type, message, frames: frames.map((frame) => ({ ...frame, file: path.normalize(frame.file) })) };
}

/** What was raised, in one line: `ValueError: no rows`. */
export function raisedInWords({ type, message }: Raised): string {
  const [first = ''] = message.trim().split('\n');
  return first ? `${type}: ${first}` : type;
}

/** What an answer about a try tells; undefined: nothing of interest to others. */
export function eventFrom(answer: Answer, { taskId, mapIndex, tryNumber }: TryKey): RunEvent | undefined {
  const key = { taskId, mapIndex };
  switch (answer.kind) {
    case 'rendered':
      return { kind: 'rendered', ...key, fields: answer.fields };
    case 'named':
      return { kind: 'named', ...key, name: answer.name };
    case 'xcom':
      return { kind: 'xcom', ...key, key: answer.key, value: answer.value, stored: answer.stored ?? undefined };
    case 'simulated':
      return { kind: 'simulated', ...key, because: answer.because };
    case 'debugging':
      return { kind: 'debugging', ...key, port: answer.port };
    case 'note':
      return { kind: 'note', level: answer.level, message: answer.message };
    case 'raised':
      return { kind: 'raised', ...key, tryNumber, ...raisedFrom(answer.raised) };
    default:
      return undefined;
  }
}

/** A DAG with the worker's snake_case keys. The values of params and templates are the user's: nothing in them is renamed. */
export function dagFromWire(wire: unknown): RunnableDag {
  const dag = camelKeys(wire) as unknown as RunnableDag;
  const objects = (value: unknown) => (value as readonly unknown[]).map((one) => camelKeys(one));
  return {
    ...dag,
    tasks: objects(dag.tasks) as unknown as readonly RunnableTask[],
    mappedGroups: objects(dag.mappedGroups) as unknown as RunnableDag['mappedGroups'],
    params: objects(dag.params) as unknown as RunnableDag['params'],
  };
}

function camelKeys(value: unknown): Record<string, unknown> {
  const entries = Object.entries(value as Record<string, unknown>);
  return Object.fromEntries(entries.map(([key, each]) => [camel(key), each]));
}

function camel(key: string): string {
  return key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
