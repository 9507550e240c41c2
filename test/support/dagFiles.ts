// Hand-made DAG models for the tests of rules that read nothing else.

import type { Dag, DagFile, Edge, Task, TaskGroup } from '../../core/ir/dag';
import { known, notKnown } from '../../core/ir/fact';
import { NO_OTHERS, NOTHING_TOLD, type RuleInput } from '../../core/rules/rule';
import type { Origin } from '../../core/text/span';

export const URI = '/project/dags/dag.py';

/** An origin in the file; a start of its own for each edge tells where a finding stands. */
export function at(start: number, end = start + 1): Origin {
  return { uri: URI, start, end };
}

/** A task; what matters for a test goes in `parts`. */
export function task(id: string, parts: Partial<Task> = {}): Task {
  return {
    id,
    idFact: known(id, at(0)),
    operator: 'EmptyOperator',
    operatorPath: undefined,
    classes: [],
    colours: { fill: undefined, text: undefined },
    triggerRule: known('all_success', at(0)),
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
    at: at(0),
    via: undefined,
    ...parts,
  };
}

/** Edges of texts such as `a b`, the first one at offset 0, the second at 10, and so on. */
export function edges(...pairs: string[]): Edge[] {
  return pairs.map((pair, index) => {
    const [upstream, downstream] = pair.split(' ');
    const place = at(index * 10, index * 10 + 5);
    return { upstream: upstream!, downstream: downstream!, label: undefined, conditional: undefined, at: place };
  });
}

export interface DagParts extends Partial<Omit<Dag, 'tasks' | 'groups'>> {
  readonly tasks?: readonly Task[];
  readonly groups?: readonly Pick<TaskGroup, 'id' | 'parent'>[];
}

/** A DAG with the tasks that its edges name, and those given. */
export function dag(id: string, parts: DagParts = {}): Dag {
  const names = (parts.edges ?? []).flatMap(({ upstream, downstream }) => [upstream, downstream]);
  const tasks = new Map([...new Set(names)].map((name) => [name, task(name)]));
  for (const given of parts.tasks ?? []) tasks.set(given.id, given);
  const groups = (parts.groups ?? []).map((group) => [group.id, { ...group, mapped: false, at: at(0) }] as const);
  return {
    dialect: 'airflow',
    id: known(id, at(0)),
    schedule: known({ kind: 'manual' }, at(0)),
    startDate: notKnown('not given', at(0)),
    endDate: notKnown('not given', at(0)),
    catchup: known(false, at(0)),
    arguments: new Map(),
    moreArguments: undefined,
    edges: [],
    notCollected: undefined,
    incomplete: undefined,
    conditional: undefined,
    at: at(0),
    via: undefined,
    ...parts,
    tasks,
    groups: new Map(groups),
  };
}

/** What a rule is given for these DAGs. */
export function ruleInput(dags: readonly Dag[], parts: Partial<DagFile> = {}, text = ''): RuleInput {
  const file: DagFile = {
    uri: URI,
    dialect: 'airflow',
    version: '3.3.2',
    dags,
    events: [],
    gaps: [],
    reads: new Set([URI]),
    ...parts,
  };
  const module = {
    kind: 'Module',
    uri: URI,
    start: 0,
    end: text.length,
    body: [],
    problems: [],
    comments: [],
  } as const;
  return { file, module, text, others: NO_OTHERS, installation: NOTHING_TOLD, now: 0 };
}
