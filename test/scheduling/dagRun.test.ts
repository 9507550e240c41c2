// The scheduler of a run: what starts when, and what follows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RunnableTask } from '../../core/runs';
import { type Outcome, settle, skippedByBranch, skippedByShortCircuit } from '../../core/scheduling';
import { graphToRun } from '../../core/scheduling/run';
import { type Behaviour, dagOf, runOf, type Tasks } from './runsOf';

const failing = (...names: string[]): Behaviour => ({
  ends: (name) => (names.includes(name) ? { state: 'failed' } : undefined),
});

test('tasks start when what is before them has ended, as wide as the DAG is', () => {
  const ran = runOf(dagOf({ a: {}, b: {}, c: {}, d: {} }, 'a>b a>c b>d c>d'));
  assert.deepEqual(ran.started, [
    ['a', 0],
    ['b', 10],
    ['c', 10],
    ['d', 20],
  ]);
  assert.equal(ran.end.state, 'success');
});

test('a failure passes on, and a last task with all_done hides it', () => {
  const ran = runOf(dagOf({ a: {}, b: {}, c: { triggerRule: 'all_done' } }, 'a>b b>c'), failing('a'));
  assert.deepEqual(ran.states, { a: 'failed', b: 'upstream_failed', c: 'success' });
  assert.equal(ran.because.b, "'a' failed and the trigger rule is all_success");
  assert.equal(ran.end.state, 'success');
});

test('an empty task succeeds without being run', () => {
  const ran = runOf(dagOf({ a: { isEmpty: true }, b: {} }, 'a>b'));
  assert.deepEqual(ran.started, [['b', 0]]);
  assert.deepEqual(ran.tries, { a: 1, b: 1 });
});

test('of a DAG without tasks the run succeeds at once', () => {
  assert.equal(runOf(dagOf({}, '')).end.state, 'success');
});

test('only the tasks asked for are run, the others count as done', () => {
  const ran = runOf(dagOf({ a: {}, b: {}, c: {} }, 'a>b b>c'), {}, { tasks: new Set(['b']) });
  assert.deepEqual(ran.states, { b: 'success' });
});

test('which of two tasks is faster does not decide between skipped and upstream_failed', () => {
  const dag = dagOf({ s: {}, f: {}, t: {} }, 's>t f>t');
  for (const [fast, slow] of ['sf', 'fs']) {
    const ends = (name: string) => ({ state: name === 's' ? ('skipped' as const) : ('failed' as const) });
    const ran = runOf(dag, {
      ends: (name) => (name === 't' ? undefined : ends(name)),
      takes: (n) => (n === fast ? 5 : 500),
    });
    assert.equal(ran.states.t, 'upstream_failed', `${fast} before ${slow}`);
  }
});

test('a decision does not wait for a task that takes long', () => {
  const dag = dagOf({ s: {}, long: {}, t: {}, after: { triggerRule: 'all_done' } }, 's>t long>t t>after');
  const ran = runOf(dag, {
    ends: (name) => (name === 's' ? { state: 'skipped' } : undefined),
    takes: (name) => (name === 'long' ? 60_000 : 10),
  });
  assert.equal(ran.states.t, 'skipped');
  assert.deepEqual(ran.started.at(-1), ['after', 1010]);
});

test('a branch skips what it does not follow, but what comes after that what it follows', () => {
  const dag = dagOf({ b: {}, x: {}, y: {}, j: { triggerRule: 'none_failed_min_one_success' } }, 'b>x b>y x>j y>j b>j');
  const ran = runOf(dag, { ends: (name) => (name === 'b' ? { followed: ['x'] } : undefined) });
  assert.deepEqual(ran.states, { b: 'success', x: 'success', y: 'skipped', j: 'success' });
  assert.equal(ran.because.y, "skipped by 'b'");
});

test('a short circuit skips all that comes after it, or what directly does', () => {
  const dag = dagOf(
    { s: {}, x: {}, y: { triggerRule: 'all_done' }, z: { kind: 'teardown', triggerRule: 'all_done_setup_success' } },
    's>x x>y y>z',
  );
  const all = runOf(dag, { ends: (name) => (name === 's' ? { shortCircuit: 'all' } : undefined) });
  assert.deepEqual([all.states.x, all.states.y, all.states.z], ['skipped', 'skipped', 'success']);
  const direct = runOf(dag, { ends: (name) => (name === 's' ? { shortCircuit: 'direct' } : undefined) });
  assert.deepEqual([direct.states.x, direct.states.y], ['skipped', 'success']);
});

test('retries wait, and count', () => {
  const ran = runOf(dagOf({ a: { retries: 1, retryDelaySeconds: 3 }, b: {} }, 'a>b'), {
    ends: (name, tryNumber) => (name === 'a' && tryNumber === 1 ? { state: 'up_for_retry' } : undefined),
  });
  assert.deepEqual(ran.started, [
    ['a', 0],
    ['a', 3010],
    ['b', 3020],
  ]);
  assert.equal(ran.tries.a, 2);
});

test('a rescheduled sensor keeps its try', () => {
  let pokes = 0;
  const ran = runOf(dagOf({ s: { isSensor: true } }, ''), {
    ends: () => (++pokes < 3 ? { state: 'up_for_reschedule', until: pokes * 1000 } : undefined),
  });
  assert.deepEqual(ran.started, [
    ['s', 0],
    ['s', 1000],
    ['s', 2000],
  ]);
  assert.equal(ran.tries.s, 1);
});

test('backoff grows with the tries, by at most twice the delay, up to its limit', () => {
  const gaps = (task: Partial<RunnableTask>): number[] => {
    const ran = runOf(dagOf({ a: { retries: 3, retryDelaySeconds: 10, retryBackoff: 2, ...task } }, ''), {
      ends: (_, tryNumber) => ({ state: tryNumber < 4 ? 'up_for_retry' : 'failed' }),
      takes: () => 0,
    });
    return ran.started.slice(1).map(([, at], index) => (at - ran.started[index]![1]) / 1000);
  };
  for (const [index, gap] of gaps({}).entries()) {
    const grown = 10 * 2 ** index;
    assert.ok(gap >= grown && gap < 2 * grown, `${gap} after ${index + 1} tries`);
  }
  assert.deepEqual(gaps({ maxRetryDelaySeconds: 12 }).slice(1), [12, 12]);
  assert.deepEqual(gaps({ retryBackoff: 0 }), [10, 10, 10]);
});

test('the first failure ends a DAG with fail_fast: what runs fails, the rest is skipped, teardowns run', () => {
  const dag = dagOf(
    { a: {}, long: {}, b: {}, t: { kind: 'teardown', triggerRule: 'all_done_setup_success' } },
    'a>b b>t',
    {
      failFast: true,
    },
  );
  const ran = runOf(dag, { ...failing('a'), takes: (name) => (name === 'long' ? 9999 : 10) });
  assert.deepEqual(ran.states, { a: 'failed', long: 'failed', b: 'skipped', t: 'success' });
  assert.equal(ran.end.state, 'failed');
});

test('no task that can run: the run fails, and says which tasks wait', () => {
  const { end, states } = runOf(dagOf({ a: {}, b: { triggerRule: 'no_such_rule' } }, 'a>b'));
  assert.deepEqual([end.state, end.reason, states.b], ['failed', 'all_tasks_deadlocked', 'none']);
  assert.equal(end.because, "no task can run any more: 'b' wait for ever");
});

test('a run that takes longer than dagrun_timeout fails; what runs is skipped, what waits stays as it is', () => {
  const ran = runOf(dagOf({ a: {}, b: {} }, 'a>b', { dagrunTimeoutSeconds: 2 }), { takes: () => 60_000 });
  assert.deepEqual(ran.states, { a: 'skipped', b: 'none' });
  assert.deepEqual([ran.end.state, ran.end.reason, ran.took], ['failed', 'timed_out', 2000]);
});

test('tasks wait for the run before where they depend on it', () => {
  const dag = dagOf({ a: { dependsOnPast: true }, b: {} }, 'a>b');
  const past = (state: 'success' | 'failed') => new Map([['a', [state]]]);
  assert.equal(runOf(dag, {}, { past: past('success') }).end.state, 'success');
  const held = runOf(dag, {}, { past: past('failed') });
  assert.deepEqual(held.states, { a: 'none', b: 'none' });
  assert.equal(held.end.because, "'a' waits for ever: depends_on_past: it did not succeed in the run before");
  const waiting = dagOf({ a: { dependsOnPast: true, waitForDownstream: true }, b: {} }, 'a>b');
  const downstream = new Map<string, ('success' | 'failed')[]>([
    ['a', ['success']],
    ['b', ['failed']],
  ]);
  assert.equal(runOf(waiting, {}, { past: downstream }).states.a, 'none');
});

const WIDE: Tasks = Object.fromEntries([...'abcdefgh'].map((id) => [id, {}]));

test('limits: parallelism, max_active_tasks, pools and slots, instances of a task', () => {
  assert.equal(runOf(dagOf(WIDE, ''), {}, { parallelism: 3 }).widest, 3);
  assert.equal(runOf(dagOf(WIDE, '', { maxActiveTasks: 2 })).widest, 2);
  const pooled = Object.fromEntries(Object.keys(WIDE).map((id) => [id, { pool: 'p', poolSlots: 2 }]));
  assert.equal(runOf(dagOf(pooled, ''), {}, { pools: new Map([['p', 5]]) }).widest, 2);
  const mapped = dagOf({ m: { mapped: true, maxActiveTisPerRun: 2 } }, '');
  assert.equal(runOf(mapped, { counts: () => 9 }).widest, 2);
  const never = runOf(dagOf({ a: { pool: 'p', poolSlots: 9 } }, ''), {}, { pools: new Map([['p', 5]]) });
  assert.equal(never.end.because, "'a' never starts: it asks for more slots than its pool has");
});

test('what has more weight starts first', () => {
  const ran = runOf(dagOf({ a: {}, b: { priorityWeight: 5 }, c: { priorityWeight: 3 } }, ''), {}, { parallelism: 1 });
  assert.deepEqual(
    ran.started.map(([name]) => name),
    ['b', 'c', 'a'],
  );
});

test('a mapped task: each instance counts as one upstream task', () => {
  const dag = dagOf({ p: {}, m: { mapped: true }, all: {}, done: { triggerRule: 'all_done' } }, 'p>m m>all m>done');
  const three = runOf(dag, { counts: () => 3 });
  assert.deepEqual(Object.values(three.states), Array(6).fill('success'));
  const failed = runOf(dag, { counts: () => 3, ...failing('m[1]') });
  assert.deepEqual(
    [failed.states['m[0]'], failed.states['m[1]'], failed.states.all],
    ['success', 'failed', 'upstream_failed'],
  );
  assert.equal(failed.states.done, 'success');
  const none = runOf(dag, { counts: () => 0 });
  assert.deepEqual(none.states, { p: 'success', m: 'skipped', all: 'skipped', done: 'success' });
  assert.equal(none.tries.m, 0);
  const unknown = runOf(dag, { counts: () => undefined });
  assert.deepEqual([unknown.states.m, unknown.states.all], ['upstream_failed', 'upstream_failed']);
});

test('what is written out has its instances from the beginning', () => {
  const dag = dagOf({ p: {}, m: { mapped: true, literalCount: 2 }, z: { mapped: true, literalCount: 0 } }, 'p>m p>z');
  const ran = runOf(dag, failing('p'));
  const bad = 'upstream_failed';
  assert.deepEqual(ran.states, { p: 'failed', 'm[0]': bad, 'm[1]': bad, z: bad });
  assert.equal(runOf(dag).states.z, 'skipped');
});

test('a short circuit skips what is expanded already by the version', () => {
  const far = { mapped: true, literalCount: 1, triggerRule: 'none_failed' };
  const dag = dagOf({ s: { skips: 'all' }, near: { mapped: true, literalCount: 1 }, far }, 's>near near>far');
  const stops = { ends: (name: string) => (name === 's' ? { shortCircuit: 'all' as const } : undefined) };
  const states = (version: string) => Object.values(runOf(dag, stops, { version }).states);
  assert.deepEqual(states('2.11.2'), ['success', 'skipped', 'skipped']);
  assert.deepEqual(states('3.3.2'), ['success', 'skipped', 'success']);
});

test('a branch skips what is expanded already by the version', () => {
  const dag = dagOf({ b: { skips: 'direct' }, m: { mapped: true, literalCount: 1 }, x: {} }, 'b>m b>x');
  const branch = { ends: (name: string) => (name === 'b' ? { followed: ['x'] } : undefined) };
  assert.equal(runOf(dag, branch, { version: '2.11.2' }).states['m[0]'], 'success');
  assert.equal(runOf(dag, branch).states['m[0]'], 'skipped');
});

test('a retry without delay is of the next round', () => {
  const dag = dagOf(
    { r: { retries: 1, retryDelaySeconds: 0 }, a: {}, k: { triggerRule: 'one_failed' }, z: {} },
    'r>z a>k k>z',
  );
  const behaviour = {
    ends: (name: string, tryNumber: number) =>
      name === 'r' ? { state: tryNumber === 1 ? ('up_for_retry' as const) : ('failed' as const) } : undefined,
  };
  assert.equal(runOf(dag, behaviour).states.z, 'upstream_failed');
});

test('a branch comes in time for a task that others have made ready', () => {
  const tasks = { b: { skips: 'direct' as const }, e: { isEmpty: true }, j: { triggerRule: 'one_success' }, z: {} };
  const branch = { ends: (name: string) => (name === 'b' ? { followed: ['z'] } : undefined) };
  const ran = runOf(dagOf(tasks, 'b>j e>j b>z'), branch);
  assert.deepEqual([ran.states.j, ran.states.z], ['skipped', 'success']);
  const slow = runOf(dagOf(tasks, 'b>j e>j b>z'), { ...branch, takes: (name) => (name === 'b' ? 5000 : 10) });
  assert.equal(slow.states.j, 'success');
  const after = runOf(dagOf({ ...tasks, j: { triggerRule: 'always' } }, 'b>j e>j b>z'), branch);
  assert.equal(after.states.j, 'success');
});

test('up to 2.11, a branch that fails after it chose has skipped the others', () => {
  const dag = dagOf({ b: { skips: 'direct' }, x: {}, y: {} }, 'b>x b>y');
  const branch = { ends: (name: string) => (name === 'b' ? { state: 'failed' as const, followed: ['x'] } : undefined) };
  assert.equal(runOf(dag, branch, { version: '2.11.2' }).states.y, 'skipped');
  assert.equal(runOf(dag, branch).states.y, 'upstream_failed');
});

const GROUP: Tasks = {
  p: {},
  'g.a': { mappedGroup: 'g', group: 'g' },
  'g.b': { mappedGroup: 'g', group: 'g' },
  z: { triggerRule: 'all_done' },
};
const IN_GROUP = { mappedGroups: [{ id: 'g', parent: null, expandsOver: ['p'] }] };

test('in a mapped group, an instance follows those of its own index', () => {
  const ran = runOf(dagOf(GROUP, 'p>g.a g.a>g.b g.b>z', IN_GROUP), { counts: () => 3, ...failing('g.a[1]') });
  const b = [0, 1, 2].map((index) => ran.states[`g.b[${index}]`]);
  assert.deepEqual(b, ['success', 'upstream_failed', 'success']);
  assert.equal(ran.states.z, 'success');
});

test('a mapped group over nothing, and over what failed', () => {
  const dag = dagOf(GROUP, 'p>g.a g.a>g.b g.b>z', IN_GROUP);
  const states = (behaviour: Behaviour) => runOf(dag, behaviour).states;
  assert.deepEqual(states({ counts: () => 0 }), { p: 'success', 'g.a': 'skipped', 'g.b': 'skipped', z: 'success' });
  const failed = states(failing('p'));
  assert.deepEqual([failed['g.a'], failed['g.b']], ['upstream_failed', 'upstream_failed']);
});

test('one_failed in a mapped group: for every index up to 3.2, for that which failed from 3.3 on', () => {
  const tasks = { ...GROUP, 'g.b': { ...GROUP['g.b'], triggerRule: 'one_failed' } };
  const dag = dagOf(tasks, 'p>g.a g.a>g.b g.b>z', IN_GROUP);
  const b = (version: string) => {
    const { states } = runOf(dag, { counts: () => 3, ...failing('g.a[1]') }, { version });
    return [0, 1, 2].map((index) => states[`g.b[${index}]`]);
  };
  assert.deepEqual(b('2.11.2'), ['success', 'success', 'success']);
  assert.deepEqual(b('3.3.2'), ['skipped', 'success', 'skipped']);
});

test('a branch in a mapped group skips by index up to 3.1, and nothing from 3.2 on', () => {
  const dag = dagOf({ ...GROUP, 'g.c': { mappedGroup: 'g', group: 'g' } }, 'p>g.a g.a>g.b g.a>g.c', IN_GROUP);
  const states = (version: string) =>
    runOf(
      dag,
      { counts: () => 2, ends: (name) => (name.startsWith('g.a') ? { followed: ['g.b'] } : undefined) },
      { version },
    ).states;
  assert.deepEqual([states('2.11.2')['g.b[0]'], states('2.11.2')['g.c[0]']], ['success', 'skipped']);
  assert.equal(states('3.3.2')['g.c[0]'], 'success');
});

test('500 instances of a mapped task and 500 tasks in a row are decided without going over all of them again and again', () => {
  const begun = performance.now();
  runOf(dagOf({ m: { mapped: true, maxActiveTisPerRun: 500 }, z: {} }, 'm>z', { maxActiveTasks: 500 }), {
    counts: () => 500,
  });
  const ids = Array.from({ length: 500 }, (_, index) => `t${index}`);
  const edges = ids.slice(1).map((id, index) => `${ids[index]}>${id}`);
  runOf(dagOf(Object.fromEntries(ids.map((id) => [id, {}])), edges.join(' ')));
  assert.ok(performance.now() - begun < 20_000, `${performance.now() - begun} ms`);
});

/** Where a rule starts a task before all is done above it, it depends on how long tasks take: there all take equally long. */
const RULES = [
  'all_success',
  'all_success',
  'all_done',
  'one_success',
  'one_failed',
  'none_failed',
  'all_failed',
  'none_skipped',
].concat(['none_failed_min_one_success', 'all_skipped', 'one_done', 'all_done_min_one_success', 'always']);

/** Numbers from 0 to 1, the same for the same seed. */
function randomFrom(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32;
  };
}

test('random DAGs: every run ends, nothing starts too early, and the result is that of what-if', () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = randomFrom(seed);
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
    const isEven = random() < 0.5;
    const rules = isEven ? RULES : RULES.filter((rule) => !/^one_|^always/.test(rule));
    const ids = Array.from({ length: 2 + Math.floor(random() * 8) }, (_, index) => `t${index}`);
    const tasks = Object.fromEntries(ids.map((id) => [id, { triggerRule: pick(rules) }]));
    const edges = ids.flatMap((to, at) =>
      ids
        .slice(0, at)
        .filter(() => random() < 0.35)
        .map((from) => `${from}>${to}`),
    );
    const dag = dagOf(tasks, edges.join(' '));
    const version = pick(['1.10.15', '2.3.4', '2.11.2', '3.3.2']);
    const graph = graphToRun(dag);
    const outcomes = new Map<string, Outcome>(
      ids.map((id) => [id, { state: pick(['success', 'success', 'failed', 'skipped']) }]),
    );
    const kinds = new Map(
      ids.map((id) => [
        id,
        outcomes.get(id)!.state === 'success' ? pick(['none', 'none', 'branch', 'all', 'direct']) : 'none',
      ]),
    );
    const followed = new Map(ids.map((id) => [id, graph.downstream(id).filter(() => random() < 0.5)]));
    for (const id of ids) {
      const kind = kinds.get(id)!;
      if (kind === 'branch')
        outcomes.set(id, { state: 'success', skips: skippedByBranch(graph, id, followed.get(id)!) });
      if (kind === 'all' || kind === 'direct')
        outcomes.set(id, { state: 'success', skips: skippedByShortCircuit(graph, id, kind === 'direct', version) });
    }
    const ran = runOf(
      dag,
      {
        takes: () => (isEven ? 10 : Math.ceil(random() * 100)),
        ends: (id) => {
          const kind = kinds.get(id)!;
          const shortCircuit = kind === 'all' || kind === 'direct' ? kind : undefined;
          return {
            state: outcomes.get(id)!.state,
            followed: kind === 'branch' ? followed.get(id)! : undefined,
            shortCircuit,
          };
        },
      },
      { version },
    );
    const order = new Map(ran.started.map(([name, at]) => [name, at]));
    for (const { id, upstream, triggerRule } of dag.tasks)
      if (triggerRule === 'all_success' && order.has(id))
        for (const one of upstream) assert.ok(order.get(one)! < order.get(id)!, `seed ${seed}: ${id} before ${one}`);
    const settled = Object.fromEntries(
      [...settle(graph, outcomes, version)].map(([id, state]) => [id, state === 'unfinished' ? 'none' : state]),
    );
    assert.deepEqual(ran.states, settled, `seed ${seed}`);
  }
});
