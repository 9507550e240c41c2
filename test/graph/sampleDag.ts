// A DAG for tests of what is made of DAGs.

import type { Dag, Edge, Task, TaskGroup } from '../../core/ir/dag';
import { known } from '../../core/ir/fact';

export const AT = { uri: '/p/etl.py', start: 0, end: 1 };

export function task(id: string, some: Partial<Task> = {}): Task {
  return {
    id,
    idFact: known(id, AT),
    operator: 'EmptyOperator',
    operatorPath: undefined,
    classes: [],
    colours: { fill: undefined, text: undefined },
    triggerRule: known('all_success', AT),
    kind: 'work',
    kindDoubt: undefined,
    mapped: false,
    group: undefined,
    branch: undefined,
    arguments: new Map(),
    moreArguments: undefined,
    templated: undefined,
    templateFields: undefined,
    templates: [],
    updates: [],
    failsRun: true,
    conditional: undefined,
    assumed: undefined,
    at: AT,
    via: undefined,
    ...some,
  };
}

export function edge(upstream: string, downstream: string): Edge {
  return { upstream, downstream, label: undefined, conditional: undefined, at: AT };
}

export function group(id: string, parent?: string): TaskGroup {
  return { id, parent, mapped: false, at: AT };
}

export function dag(id: string, some: Partial<Dag> = {}): Dag {
  return {
    dialect: 'airflow',
    id: known(id, AT),
    schedule: known({ kind: 'manual' }, AT),
    startDate: known(null, AT),
    endDate: known(null, AT),
    catchup: known(false, AT),
    arguments: new Map(),
    moreArguments: undefined,
    tasks: new Map(),
    edges: [],
    groups: new Map(),
    notCollected: undefined,
    incomplete: undefined,
    conditional: undefined,
    at: AT,
    via: undefined,
    ...some,
  };
}

export function tasks(...list: Task[]): Map<string, Task> {
  return new Map(list.map((each) => [each.id, each]));
}

/** Two groups, one in the other; a mapped task, a setup; a group that adds no prefix. */
export const SAMPLE = dag('etl "x"', {
  tasks: tasks(
    task('start', { kind: 'setup' }),
    task('g.load', { group: 'g', mapped: true, operator: 'BashOperator' }),
    task('g.inner.b', { group: 'g.inner' }),
    task('free', { group: 'g' }),
  ),
  edges: [edge('start', 'g.load'), edge('g.load', 'g.inner.b'), edge('start', 'g.load')],
  groups: new Map([
    ['g', group('g')],
    ['g.inner', group('g.inner', 'g')],
  ]),
});
