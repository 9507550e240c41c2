// What a run would come to: against the recorded decisions and runs of real Airflow, from pictures of DAGs alone.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { BranchView, DagView, TaskView } from '../../core/ir/dagView';
import { choiceEffects, runEnd, type Setting, type WhatIfDag, whatIf } from '../../core/scheduling';
import { viewsOf } from '../support/engine';
import { isSetupAt } from './letters';

const TRUTH: {
  readonly keys: string;
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = JSON.parse(readFileSync('test/truth/trigger_rules.json', 'utf8'));

const RUNS: {
  readonly scenarios: Readonly<
    Record<
      string,
      {
        readonly text: string;
        readonly airflow: readonly string[];
        readonly ran: Readonly<Record<string, Setting['state']>>;
        readonly settled: Readonly<Record<string, string>>;
        readonly run: string;
        readonly skipmixin?: Readonly<Record<string, { readonly followed?: string[]; readonly skipped?: string[] }>>;
      }
    >
  >;
} = JSON.parse(readFileSync('test/truth/runs.json', 'utf8'));

/** `a, b: none_failed, c!` and `a>b`: ids with their trigger rules; `!` for a rule that is not known. */
function dagOf(tasks: string, edges: string, more: Partial<WhatIfDag> = {}): WhatIfDag {
  return {
    version: '3.3.2',
    failFast: false,
    tasks: tasks.split(', ').map((text) => {
      const [id, rule] = text.split(': ');
      return taskOf(id!.replace('!', ''), id!.endsWith('!') ? undefined : (rule ?? 'all_success'));
    }),
    edges: edgesOf(edges.split(' ').filter(Boolean)),
    ...more,
  };
}

function edgesOf(pairs: readonly string[]): DagView['edges'] {
  return pairs.map((pair) => {
    const [upstream, downstream] = pair.split('>');
    const nothing = { label: undefined, conditional: undefined, isInCycle: false, findings: [] };
    return { upstream: upstream!, downstream: downstream!, at: AT, ...nothing };
  });
}

const AT = { uri: '/p/dag.py', start: 0, end: 0 };

function taskOf(id: string, triggerRule: string | undefined, more: Partial<TaskView> = {}): TaskView {
  return {
    ...{ id, isIdKnown: true, operator: 'BashOperator', operatorPath: undefined, doc: undefined, fill: undefined },
    ...{
      textColour: undefined,
      triggerRule,
      kind: 'work',
      failsRun: true,
      mapped: false,
      isSensor: false,
      group: undefined,
    },
    ...{
      branch: undefined,
      conditional: undefined,
      assumed: undefined,
      templateFields: [],
      at: AT,
      via: undefined,
      findings: [],
    },
    ...more,
  };
}

function withBranch(dag: WhatIfDag, id: string, branch: Partial<BranchView>): WhatIfDag {
  const whole: BranchView = { kind: 'branch', choices: [], isWhole: true, ignoresTriggerRules: false, ...branch };
  return { ...dag, tasks: dag.tasks.map((task) => (task.id === id ? { ...task, branch: whole } : task)) };
}

/** The ends of the tasks named: `state: because`. */
function ends(dag: WhatIfDag, settings: Readonly<Record<string, Setting>>, ...ids: string[]): string[] {
  const found = whatIf(dag, new Map(Object.entries(settings)));
  return ids.map((id) => `${found.get(id)!.state} (${found.get(id)!.because})`);
}

const ENDS: Readonly<Record<string, string>> = { R: 'success', W: 'unfinished', K: 'skipped', U: 'upstream_failed' };

/** Upstream tasks that all end in the same round, each in the state of its letter. */
const MADE: Readonly<Record<string, readonly [rule: string, state: Setting['state']]>> = {
  s: ['all_done', 'success'],
  f: ['all_done', 'failed'],
  k: ['all_done', 'skipped'],
  u: ['all_success', 'success'],
  n: ['none_such', 'success'],
  g: ['none_such', 'success'],
};

function endOfKey(key: string, rule: string, version: string): string {
  const upstream = [...key].map((letter, at) =>
    taskOf(`t${at}`, MADE[letter.toLowerCase()]![0], { kind: isSetupAt(key, at) ? 'setup' : 'work' }),
  );
  const dag: WhatIfDag = {
    ...{ version, failFast: false, tasks: [taskOf('root', 'all_success'), ...upstream, taskOf('t', rule)] },
    edges: edgesOf(upstream.flatMap(({ id }) => [`root>${id}`, `${id}>t`])),
  };
  const set = [...key].map((letter, at) => [`t${at}`, { state: MADE[letter.toLowerCase()]![1] }] as const);
  return whatIf(dag, new Map([['root', { state: 'failed' }], ...set])).get('t')!.state;
}

let rows = 0;

for (const [version, answers] of Object.entries(TRUTH.versions)) {
  test(`every recorded row of a trigger rule in ${version} that holds no removed task`, () => {
    const keys = TRUTH.keys.split(' ');
    for (const [rule, recorded] of Object.entries(answers)) {
      for (const [index, key] of keys.entries()) {
        if (recorded[index] === '.' || /r/i.test(key)) continue;
        rows++;
        assert.equal(endOfKey(key, rule, version), ENDS[recorded[index]!], `${rule} after ${key}`);
      }
    }
  });
}

test('those are thousands of rows', () => assert.ok(rows > 4000, `${rows}`));

for (const [name, { text, airflow, ran, settled, run, skipmixin = {} }] of Object.entries(RUNS.scenarios)) {
  for (const version of airflow) {
    test(`${name} (${version}) from its picture`, async () => {
      const [view] = await viewsOf(text, { version: '3.3.2' });
      const settings = new Map<string, Setting>();
      for (const [id, state] of Object.entries(ran)) {
        const { followed, skipped } = skipmixin[id] ?? {};
        const all = view!.edges.filter(({ upstream }) => upstream === id).map(({ downstream }) => downstream);
        const branch = view!.tasks.find((task) => task.id === id)!.branch;
        settings.set(id, branch ? { state, follows: skipped ? [] : (followed ?? all) } : { state });
      }
      const found = whatIf({ ...view!, version }, settings);
      assert.deepEqual(Object.fromEntries([...found].map(([id, { state }]) => [id, state])), { ...ran, ...settled });
      assert.equal(runEnd({ ...view!, version }, found).state, run);
    });
  }
}

test('reasons in words', () => {
  const dag = dagOf(
    'a, b, c, ok: none_failed_min_one_success, no, low: all_done, one: one_failed',
    'a>ok b>ok c>ok a>no no>low c>one',
  );
  const settings: Record<string, Setting> = { b: { state: 'skipped' }, c: { state: 'skipped' } };
  assert.deepEqual(ends(dag, settings, 'a', 'b', 'ok', 'no', 'low', 'one'), [
    'success (runs first: nothing comes before it)',
    'skipped (set to be skipped; runs first: nothing comes before it)',
    'success (none_failed_min_one_success is met: 1 succeeded, 2 skipped)',
    'success (all_success is met: 1 succeeded)',
    'success (all_done is met: 1 succeeded)',
    'skipped (skipped: 1 skipped and the trigger rule is one_failed)',
  ]);
  assert.deepEqual(ends(dag, { a: { state: 'failed' } }, 'no', 'ok', 'low'), [
    "upstream_failed (upstream_failed: 'a' failed and the trigger rule is all_success)",
    "upstream_failed (upstream_failed: 'a' failed and the trigger rule is none_failed_min_one_success)",
    'success (all_done is met: 1 upstream_failed)',
  ]);
});

test('a cycle and a rule that no version has wait for ever', () => {
  const dag = dagOf('a, b, c: nope, d', 'a>b b>a d>c');
  assert.deepEqual(ends(dag, {}, 'a', 'b', 'c'), [
    "unfinished (waits for ever: 'b' does not end)",
    "unfinished (waits for ever: 'a' does not end)",
    "unfinished (waits for ever: 'nope' is no trigger rule of Airflow)",
  ]);
});

const BRANCHED = withBranch(
  dagOf(
    'pick, a, b, join: none_failed_min_one_success, end, naive',
    'pick>a pick>b a>join b>join join>end a>naive b>naive',
  ),
  'pick',
  {
    choices: [
      { label: "'a'", ids: ['a'] },
      { label: "'b'", ids: ['b'] },
    ],
  },
);

test('a branch skips what it does not choose', () => {
  assert.deepEqual(ends(BRANCHED, { pick: { state: 'success', follows: ['a'] } }, 'pick', 'a', 'b', 'join', 'naive'), [
    "success (chooses 'a'; runs first: nothing comes before it)",
    'success (all_success is met: 1 succeeded)',
    "skipped (skipped: 'pick' did not choose it)",
    'success (none_failed_min_one_success is met: 1 succeeded, 1 skipped)',
    "skipped (skipped: 'b' was skipped and the trigger rule is all_success)",
  ]);
});

test('of a branch of which nothing is said, only what holds for every choice is told', () => {
  assert.deepEqual(ends(BRANCHED, {}, 'pick', 'a', 'join', 'end', 'naive'), [
    'success (runs first: nothing comes before it)',
    "unknown (depends on the branches: success if 'pick' chooses 'a'; skipped if 'pick' chooses 'b')",
    'success (whatever is chosen: none_failed_min_one_success is met: 1 succeeded, 1 skipped)',
    'success (all_success is met: 1 succeeded)',
    "skipped (whatever is chosen: skipped: 'b' was skipped and the trigger rule is all_success)",
  ]);
  const open = withBranch(BRANCHED, 'pick', { isWhole: false, choices: [{ label: "'a'", ids: ['a'] }] });
  assert.deepEqual(ends(open, {}, 'pick', 'a', 'end'), [
    'success (runs first: nothing comes before it)',
    "unknown (it is not known what 'pick' chooses)",
    "unknown (it depends on 'a', and it is not known what 'pick' chooses)",
  ]);
});

test('a short circuit goes on unless it is said to stop', () => {
  const plain = dagOf('gate, a, b: all_done', 'gate>a a>b');
  const gate = (ignoresTriggerRules: boolean | undefined) =>
    withBranch(plain, 'gate', { kind: 'shortCircuit', ignoresTriggerRules });
  const stop: Record<string, Setting> = { gate: { state: 'success', follows: [] } };
  assert.deepEqual(ends(gate(true), {}, 'b'), ['success (all_done is met: 1 succeeded)']);
  assert.deepEqual(ends(gate(true), stop, 'gate', 'b'), [
    'success (stops; runs first: nothing comes before it)',
    "skipped (skipped: 'gate' stops the run here)",
  ]);
  assert.deepEqual(ends(gate(false), stop, 'a', 'b'), [
    "skipped (skipped: 'gate' stops the run here)",
    'success (all_done is met: 1 skipped)',
  ]);
  assert.deepEqual(ends(gate(undefined), stop, 'a', 'b'), [
    "skipped (skipped: 'gate' stops the run here)",
    "unknown (ignore_downstream_trigger_rules of 'gate' is not known)",
  ]);
});

test('a branch that follows all or nothing goes on too, unless it is said not to', () => {
  const dag = withBranch(dagOf('latest, a, b: all_done', 'latest>a a>b'), 'latest', {
    choices: [
      { label: 'latest run', ids: ['a'] },
      { label: 'earlier run', ids: [] },
    ],
  });
  assert.deepEqual(ends(dag, {}, 'latest', 'a'), [
    'success (runs first: nothing comes before it)',
    'success (all_success is met: 1 succeeded)',
  ]);
  assert.deepEqual(ends(dag, { latest: { state: 'success', follows: [] } }, 'latest', 'a', 'b'), [
    'success (chooses earlier run; runs first: nothing comes before it)',
    "skipped (skipped: 'latest' did not choose it)",
    'success (all_done is met: 1 skipped)',
  ]);
});

test('a trigger rule that is not known makes what depends on it unknown, unless the task is set', () => {
  const dag = dagOf('a, b!, c, d: always', 'a>b b>c b>d');
  assert.deepEqual(ends(dag, {}, 'b', 'c', 'd'), [
    'unknown (its trigger rule is not known)',
    "unknown (it depends on 'b', and the trigger rule is not known)",
    'success (runs at once: trigger rule always waits for nothing)',
  ]);
  assert.deepEqual(ends(dag, { b: { state: 'failed' } }, 'b', 'c'), [
    'failed (set to be failed; its trigger rule is not known)',
    "upstream_failed (upstream_failed: 'b' failed and the trigger rule is all_success)",
  ]);
});

test('a DAG that stops at the first failure', () => {
  const tasks = 'a, b, c: all_done, d';
  const failing: Record<string, Setting> = { a: { state: 'failed' } };
  assert.deepEqual(ends(dagOf(tasks, 'a>c d>b', { failFast: true }), failing, 'c', 'd', 'b'), [
    "skipped (skipped: 'a' failed, and the DAG stops at the first failure)",
    'success (runs first: nothing comes before it)',
    "skipped (skipped: 'a' failed, and the DAG stops at the first failure)",
  ]);
  const [unknown] = ends(dagOf(tasks, 'a>c d>b', { failFast: undefined }), failing, 'b');
  assert.equal(unknown, 'unknown (it is not known whether the DAG stops at the first failure)');
});

test('what depends on tasks or dependencies that may not be there is unknown', () => {
  const dag = dagOf('a, b, c, d: all_done, e: one_failed', 'a>c b>c c>d a>e b>e');
  const perhaps = dag.tasks.map((task) => (task.id === 'b' ? { ...task, conditional: 'depends on a file' } : task));
  const failing: Record<string, Setting> = { b: { state: 'failed' } };
  assert.deepEqual(ends({ ...dag, tasks: perhaps }, failing, 'a', 'b', 'c', 'd'), [
    'success (runs first: nothing comes before it)',
    'failed (set to be failed; runs first: nothing comes before it)',
    'unknown (depends on tasks or dependencies that may not be there: upstream_failed with them, success without)',
    'success (all_done is met: 1 upstream_failed)',
  ]);
  const edges = dag.edges.map((edge) => ({
    ...edge,
    conditional: edge.upstream === 'b' ? 'by a Variable' : undefined,
  }));
  assert.deepEqual(ends({ ...dag, edges }, failing, 'e'), [
    'unknown (depends on tasks or dependencies that may not be there: success with them, skipped without)',
  ]);
});

test('how the run ends: by its last tasks', () => {
  const state = (dag: WhatIfDag, settings: Record<string, Setting>): string => {
    const { state, because } = runEnd(dag, whatIf(dag, new Map(Object.entries(settings))));
    return `${state}: ${because}`;
  };
  const failing: Record<string, Setting> = { a: { state: 'failed' } };
  const plain = dagOf('a, b: all_done', 'a>b');
  assert.equal(state(plain, {}), 'success: no task failed');
  assert.equal(state(plain, failing), 'success: no task failed that nothing comes after');
  assert.equal(state(dagOf('a, b', 'a>b'), failing), "failed: 'b' is upstream_failed, and nothing after it counts");
  assert.equal(state(dagOf('a, b', 'a>b b>a'), {}), "failed: 'a' waits for ever");
  assert.equal(state(dagOf('a, b!', 'a>b'), {}), "unknown: it depends on 'b'");
  const teardown = (failsRun: boolean | undefined): WhatIfDag => {
    const tasks = [taskOf('a', 'all_success'), taskOf('t', 'all_done', { kind: 'teardown', failsRun })];
    return { ...plain, tasks, edges: edgesOf(['a>t']) };
  };
  assert.match(state(teardown(false), failing), /^failed: 'a' is failed/);
  assert.match(state(teardown(false), { t: { state: 'failed' } }), /^success/);
  assert.match(state(teardown(true), failing), /^success/);
  assert.match(state(teardown(true), { t: { state: 'failed' } }), /^failed/);
  assert.equal(state(teardown(undefined), failing), "unknown: on_failure_fail_dagrun of 't' is not known");
  assert.match(state(teardown(undefined), {}), /^success/);
});

test('what each choice skips, itself and by what follows', () => {
  assert.deepEqual(choiceEffects(BRANCHED, 'pick', new Map()), [
    { label: "'a'", skips: ['b'], thenSkipped: ['naive'] },
    { label: "'b'", skips: ['a'], thenSkipped: ['naive'] },
  ]);
  assert.deepEqual(choiceEffects(BRANCHED, 'a', new Map()), []);
});
