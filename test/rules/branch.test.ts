// The rules of branch targets, on hand-made DAGs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dag } from '../../core/ir/dag';
import { type Fact, known, notKnown } from '../../core/ir/fact';
import { branchTargetNotDownstream } from '../../core/rules/branch-target-not-downstream';
import { unknownBranchTarget } from '../../core/rules/unknown-branch-target';
import { at, type DagParts, dag, edges, ruleInput, task } from '../support/dagFiles';

/** A DAG whose task `pick` may return these ids. */
function branching(targets: readonly (string | Fact<string>)[], parts: DagParts = {}): Dag {
  const facts = targets.map((target) => (typeof target === 'string' ? known(target, at(100, 110)) : target));
  const pick = task('pick', { branch: { targets: facts, choices: undefined } });
  return dag('d', { edges: edges('pick a', 'pick b', 'a c'), ...parts, tasks: [pick, ...(parts.tasks ?? [])] });
}

const unknown = (...dags: Dag[]) => [...unknownBranchTarget.check(ruleInput(dags))].map(({ message }) => message);
const elsewhere = (...dags: Dag[]) =>
  [...branchTargetNotDownstream.check(ruleInput(dags))].map(({ message }) => message);

test('an id that the DAG does not have', () => {
  const [finding] = unknownBranchTarget.check(ruleInput([branching(['nope'])]));
  assert.equal(
    finding!.message,
    "Branch task 'pick' returns 'nope', but this DAG has no task or task group with that id. Correct the id, or add the task.",
  );
  assert.deepEqual([finding!.at, finding!.severity, finding!.refuses], [at(100, 110), 'error', undefined]);
});

test('a task id and a task group id are fine', () => {
  const grouped = { groups: [{ id: 'g', parent: undefined }], tasks: [task('g.x', { group: 'g' })] };
  assert.deepEqual(unknown(branching(['a', 'c', 'g', 'g.x'], grouped)), []);
});

test('the forgotten prefix of a group is told', () => {
  const parts = { groups: [{ id: 'g', parent: undefined }], tasks: [task('g.load', { group: 'g' })] };
  assert.match(unknown(branching(['load'], parts))[0]!, /Did you mean 'g\.load'\?$/);
});

test('of two groups with such a task the own group of the branch is meant', () => {
  const groups = ['g', 'h'].map((id) => ({ id, parent: undefined }));
  const branch = { targets: [known('load', at(100))], choices: undefined };
  const tasks = [
    task('h.pick', { group: 'h', branch }),
    task('g.load', { group: 'g' }),
    task('h.load', { group: 'h' }),
  ];
  assert.match(unknown(dag('d', { groups, tasks }))[0]!, /Did you mean 'h\.load'\?$/);
});

test('the quick fix replaces the text inside the quotes', () => {
  const text = `${' '.repeat(100)}return "aa"`;
  const targets = [known('aa', at(107, 111))];
  const pick = task('pick', { branch: { targets, choices: undefined } });
  const input = ruleInput([dag('d', { tasks: [pick, task('ab'), task('xx')] })], {}, text);
  const [finding] = unknownBranchTarget.check(input);
  assert.deepEqual(finding!.fixes, [
    { title: "Change to 'ab'", guess: true, edits: [{ at: at(108, 110), text: 'ab' }] },
  ]);
});

test('quiet where anything is not certain', () => {
  const quiet = [
    branching([known('nope', at(0), 'a default of Variable.get')]),
    branching([notKnown('comes from an XCom', at(0))]),
    branching(['nope'], { incomplete: 'a loop could not be followed' }),
    branching(['nope'], { conditional: 'depends on a Variable' }),
    branching(['nope'], { notCollected: 'made in a function' }),
    branching(['nope'], { tasks: [task('?1', { idFact: notKnown('comes from a Variable', at(0)) })] }),
    branching([], {
      tasks: [task('other', { conditional: 'x', branch: { targets: [known('nope', at(0))], choices: undefined } })],
    }),
  ];
  assert.deepEqual(unknown(...quiet), []);
});

test('a callable of two branches is wrong only if it is wrong for both', () => {
  const [one, other] = [branching(['a', 'z']), branching(['a', 'z'], { edges: edges('pick a', 'pick z') })];
  assert.deepEqual(unknown(one, other), []);
  assert.equal(unknown(one, branching(['z'])).length, 1);
});

test('a task that is further down, beside or above is not followed', () => {
  assert.deepEqual(elsewhere(branching(['c'])), [
    "Task 'c' is not directly downstream of branch task 'pick', so returning it skips what is: 'a' and 'b'. " +
      'Return one of those, or add the dependency pick >> c.',
  ]);
  assert.deepEqual(elsewhere(branching(['a', 'b'])), []);
  assert.deepEqual(elsewhere(branching(['nope'])), []);
});

test('a branch with nothing downstream', () => {
  assert.deepEqual(elsewhere(branching(['a'], { edges: edges('a b') })), [
    "Task 'a' is not directly downstream of branch task 'pick', which has nothing downstream: " +
      'the branch decides nothing. Add the dependency pick >> a.',
  ]);
});

test('a task group stands for its first tasks, also those of groups inside it', () => {
  const groups = [
    { id: 'g', parent: undefined },
    { id: 'g.h', parent: 'g' },
  ];
  const tasks = [task('g.h.x', { group: 'g.h' }), task('g.y', { group: 'g' })];
  const toFirst = edges('pick g.h.x', 'g.h.x g.y');
  const toLast = edges('pick g.y', 'g.h.x g.y');
  assert.deepEqual(elsewhere(branching(['g'], { groups, tasks, edges: toFirst })), []);
  assert.match(elsewhere(branching(['g'], { groups, tasks, edges: toLast }))[0]!, /^Task group 'g' is not directly/);
});
