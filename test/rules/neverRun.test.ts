// That no task is said never to run which some run does run: small random DAGs, every choice and every end of their tasks.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dag, Task } from '../../core/ir/dag';
import { known } from '../../core/ir/fact';
import type { RuleInput } from '../../core/rules/rule';
import { neverRun } from '../../core/rules/support/neverRun';
import { type Outcome, settle, skippedByBranch, type TaskGraph, taskGraph } from '../../core/scheduling';
import { at, dag, edges, ruleInput, task } from '../support/dagFiles';

const VERSIONS = ['1.10.15', '2.3.4', '2.11.2', '3.3.2'];

const RULES = [
  ...[
    'all_success',
    'all_success',
    'all_success',
    'all_failed',
    'all_done',
    'one_success',
    'one_failed',
    'none_failed',
  ],
  ...['none_failed_min_one_success', 'none_skipped', 'all_skipped', 'always', 'one_done', 'all_done_min_one_success'],
];

for (const version of VERSIONS) {
  test(`what never runs by the rules never runs by the scheduler (${version})`, () => {
    let said = 0;
    for (let seed = 1; seed <= 400; seed++) {
      const random = numbersFrom(seed);
      const made = randomDag(random);
      for (const { task: one, chosenBy } of neverRun(ruleInput([made], { version }))) {
        if (chosenBy) continue;
        said++;
        assert.equal(runsSometimes(made, one.id, version), false, describe(made, one.id, seed));
      }
    }
    assert.equal(said >= 10, true, `${said} found`);
  });
}

test('what is remembered of other DAGs changes no answer', () => {
  const made = Array.from({ length: 400 }, (_, seed) => randomDag(numbersFrom(seed + 1)));
  const versionMemo = new Map<string, unknown>();
  const alone = made.map((one) => answers(ruleInput([one])));
  // The second time round, all of them are remembered.
  for (const round of [1, 2])
    made.forEach((one, index) => {
      assert.deepEqual(answers({ ...ruleInput([one]), versionMemo }), alone[index], `DAG ${index}, round ${round}`);
    });
  assert.equal(alone.some((found) => found.length > 0) && alone.some((found) => found.length === 0), true);
});

function answers(input: RuleInput): unknown[] {
  return neverRun(input).map(({ task: { id }, branches, cases, chosenBy }) => ({
    ...{ id, branches, cases: cases.length, chosenBy: chosenBy?.choice.label },
  }));
}

/** True if the task runs for some choice of the branches and some end of the others. */
function runsSometimes(made: Dag, id: string, version: string): boolean {
  const graph = taskGraph(made)!;
  return [...outcomesOf([...made.tasks.values()], graph)].some((outcomes) => {
    // The mark of a run: it ends as nothing but a run can end.
    const failing = new Map(outcomes).set(id, { state: 'failed' as const });
    const before = settle(graph, failing, version);
    return before.get(id) === 'failed';
  });
}

function* outcomesOf(tasks: readonly Task[], graph: TaskGraph): Generator<Map<string, Outcome>> {
  const [first, ...rest] = tasks;
  if (!first) return yield new Map();
  for (const others of outcomesOf(rest, graph))
    for (const outcome of endsOf(first, graph)) yield new Map(others).set(first.id, outcome);
}

function endsOf({ id, operator, branch }: Task, graph: TaskGraph): Outcome[] {
  if (operator === 'EmptyOperator') return [{ state: 'success' }];
  const bad: Outcome[] = [{ state: 'failed' }, { state: 'skipped' }];
  if (!branch?.choices) return [{ state: 'success' }, ...bad];
  return [
    ...branch.choices.map((ids): Outcome => {
      const followed = ids.flatMap((fact) => (fact.known ? [fact.value] : []));
      return { state: 'success', skips: skippedByBranch(graph, id, followed) };
    }),
    ...bad,
  ];
}

function randomDag(random: (below: number) => number): Dag {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, 3 + random(4));
  const pairs = names.flatMap((name, index) =>
    names.slice(0, index).flatMap((before) => (random(5) < 2 ? [`${before} ${name}`] : [])),
  );
  const branching = random(3);
  const tasks = names.map((name, index) => {
    const triggerRule = known(RULES[random(RULES.length)]!, at(0));
    const below = pairs.filter((pair) => pair.startsWith(`${name} `)).map((pair) => pair.slice(2));
    if (index < branching && below.length > 0) return branchTask(name, below, random);
    const kind = random(3) === 0 ? EMPTY : BASH;
    return task(name, { ...kind, triggerRule });
  });
  return dag('d', { tasks, edges: edges(...pairs) });
}

const EMPTY = { operator: 'EmptyOperator', operatorPath: 'airflow.operators.empty.EmptyOperator' };
const BASH = { operator: 'BashOperator', operatorPath: 'airflow.operators.bash.BashOperator' };

function branchTask(name: string, below: readonly string[], random: (below: number) => number): Task {
  const ids = below.map((id) => known(id, at(0)));
  const choices = random(4) === 0 ? [ids] : ids.map((id) => [id]);
  const operator = { operator: 'BranchPythonOperator', operatorPath: 'airflow.operators.python.BranchPythonOperator' };
  return task(name, { ...operator, branch: { targets: ids, choices } });
}

/** Numbers below a bound, the same ones for the same seed. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed * 2654435761;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) | 0;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

function describe(made: Dag, id: string, seed: number): string {
  const lines = [...made.tasks.values()].map((one) => {
    const choices = one.branch?.choices?.map((ids) => ids.map((fact) => (fact.known ? fact.value : '?')).join('+'));
    return `${one.id} ${one.operator} ${one.triggerRule.known ? one.triggerRule.value : '?'} ${choices ?? ''}`;
  });
  return [
    `seed ${seed}: ${id} runs`,
    ...lines,
    ...made.edges.map((edge) => `${edge.upstream} >> ${edge.downstream}`),
  ].join('\n');
}
