// How the tasks of a DAG behave when they are run, as far as their operators tell.

import type { Dag, Task, TaskId } from '../../ir/dag';
import { type Behaviour, isMany, type StateSet, stateSet, type TaskGraph } from '../../scheduling';
import { atLeast } from '../../text/version';

/** Arguments with which an EmptyOperator is handed to a worker, or runs code of the author's. */
const RUNS_CODE = /^(pre_execute|post_execute|on_(execute|success|skipped)_callback|inlets|outlets)$/;

/** Operators of Airflow that skip tasks downstream. */
const SKIPS_OTHERS = /Branch|ShortCircuit|LatestOnly|Skip/;

const SUCCESS = stateSet(['success']);
const ANY_END = stateSet(['success', 'failed', 'skipped']);
const REMOVED = stateSet(['removed']);

/**
 * How each task of a DAG behaves.
 * @param followed the branches whose choices are known: what they skip is judged choice by choice
 */
export function behaviours(
  dag: Dag,
  graph: TaskGraph,
  followed: ReadonlySet<TaskId>,
  version: string,
): Map<TaskId, Behaviour> {
  const skippers = [...dag.tasks.values()].filter(({ id }) => !followed.has(id));
  const skippable = new Set(skippers.flatMap((task) => [...skippedBy(graph, task, version)]));
  return new Map(
    [...dag.tasks.values()].map((task) => {
      const many = isMany(dag, task);
      return [task.id, { ends: endsOf(task, many, version), many, skippable: skippable.has(task.id) }];
    }),
  );
}

function endsOf(task: Task, many: boolean, version: string): StateSet {
  if (many) return ANY_END | REMOVED;
  return isMarker(task, version) ? SUCCESS : ANY_END;
}

/** An EmptyOperator is not run by a worker: from 2.0 on, the scheduler makes it a success. */
function isMarker({ operator, operatorPath, arguments: given, moreArguments }: Task, version: string): boolean {
  if (!/^(Empty|Dummy)Operator$/.test(operator) || !operatorPath?.startsWith('airflow.')) return false;
  return atLeast(version, 2) && moreArguments === undefined && ![...given.keys()].some((name) => RUNS_CODE.test(name));
}

/** The tasks that this one may skip when it is run. */
function skippedBy(graph: TaskGraph, task: Task, version: string): Iterable<TaskId> {
  if (task.branch !== undefined) return graph.downstream(task.id);
  if (isMarker(task, version)) return [];
  const isAirflows = task.operatorPath?.startsWith('airflow.') ?? false;
  return isAirflows && !SKIPS_OTHERS.test(task.operator) ? [] : graph.descendants(task.id);
}
