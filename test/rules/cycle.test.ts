// Cycles: the path they name and the edge they mark.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { findCycles } from '../../core/ir/cycles';
import type { Edge } from '../../core/ir/dag';
import { cycle } from '../../core/rules/cycle';
import { at, dag, edges, ruleInput, task } from '../support/dagFiles';

const said = (...pairs: string[]) => [...cycle.check(ruleInput([dag('d', { edges: edges(...pairs) })]))];

test('names the path and stands at the edge that closes it', () => {
  const [finding, ...more] = said('a b', 'b c', 'c a', 'c d');
  assert.deepEqual(more, []);
  assert.equal(finding!.message, 'This dependency closes a cycle: a -> b -> c -> a. Remove one of its dependencies.');
  assert.deepEqual(finding!.at, at(20, 25));
  assert.deepEqual(finding!.related, [
    { at: at(0, 5), message: 'a -> b' },
    { at: at(10, 15), message: 'b -> c' },
  ]);
  assert.equal(finding!.refuses, 0);
});

test('the closing edge is the one written last of the cycle, wherever the walk starts', () => {
  assert.deepEqual(
    said('c a', 'a b', 'b c').map((finding) => finding.at),
    [at(20, 25)],
  );
});

test('a task that waits for itself', () => {
  assert.deepEqual(
    said('a b', 'b b').map((finding) => finding.message),
    ["Task 'b' waits for itself. Remove this dependency."],
  );
});

test('two knots are two findings, one knot of many cycles is one', () => {
  assert.equal(said('a b', 'b a', 'c d', 'd c').length, 2);
  assert.equal(said('a b', 'b a', 'a c', 'c a', 'b c').length, 1);
});

test('a shorter way round is told, not the longest', () => {
  const [finding] = said('a b', 'b c', 'c d', 'a d', 'd a');
  assert.match(finding!.message, /: a -> d -> a\./);
});

test('a long path is cut in the middle', () => {
  const names = Array.from({ length: 30 }, (_, i) => `t${i}`);
  const [finding] = said(...names.map((name, i) => `${name} ${names[(i + 1) % 30]}`));
  assert.match(finding!.message, /: t0 -> t1 -> t2 -> t3 -> t4 -> \(21 more\) -> t26 -> t27 -> t28 -> t29 -> t0\./);
});

test('conditional edges, tasks and DAGs, and DAGs that Airflow does not find, are left alone', () => {
  const loop = edges('a b', 'b a');
  const perhaps = loop.map((edge, i) => (i === 1 ? { ...edge, conditional: 'depends on a Variable' } : edge));
  const inputs = [
    dag('d', { edges: perhaps }),
    dag('d', { edges: loop, tasks: [task('a', { conditional: 'depends on a Variable' })] }),
    dag('d', { edges: loop, conditional: 'depends on a Variable' }),
    dag('d', { edges: loop, notCollected: 'made in a function' }),
  ];
  assert.deepEqual([...cycle.check(ruleInput(inputs))], []);
});

test('refuses the DAG with the cycle, not its neighbour', () => {
  const found = [...cycle.check(ruleInput([dag('d', { edges: edges('a b') }), dag('e', { edges: edges('a a') })]))];
  assert.deepEqual(
    found.map((finding) => finding.refuses),
    [1],
  );
});

test('finds a cycle exactly where check_cycle of Airflow does, and what it names is one', () => {
  const name = fc.integer({ min: 0, max: 8 }).map((number) => `t${number}`);
  const pair = fc.tuple(name, name).map(([upstream, downstream]) => `${upstream} ${downstream}`);
  fc.assert(
    fc.property(fc.array(pair, { maxLength: 16 }), (pairs) => {
      const graph = edges(...pairs);
      const cycles = findCycles(graph);
      assert.equal(cycles.length > 0, airflowRefuses(graph));
      for (const found of cycles) {
        found.forEach((edge, i) => {
          assert.equal(edge.downstream, found[(i + 1) % found.length]!.upstream);
        });
        assert.equal(Math.max(...found.map((edge) => graph.indexOf(edge))), graph.indexOf(found.at(-1)!));
      }
    }),
    { numRuns: 2000 },
  );
});

test('200,000 tasks in a row and back again: no recursion, time grows with the size', () => {
  const size = 200_000;
  const row = Array.from({ length: size }, (_, i) => edges(`t${i} t${(i + 1) % size}`)[0]!);
  assert.equal(findCycles(row)[0]!.length, size);
});

/** airflow.sdk.definitions.dag.DAG.check_cycle of Airflow 3.3.2, line by line (2.11.2 has the same in dag_cycle_tester). */
function airflowRefuses(graph: readonly Edge[]): boolean {
  const ids = [...new Set(graph.flatMap(({ upstream, downstream }) => [upstream, downstream]))];
  const visited = new Map<string, 'in progress' | 'done'>();
  for (const id of ids) {
    if (visited.get(id) === 'done') continue;
    const stack = [id];
    while (stack.length > 0) {
      const current = stack.at(-1)!;
      if (!visited.has(current)) visited.set(current, 'in progress');
      let child: string | undefined;
      for (const { upstream, downstream } of graph) {
        if (upstream !== current) continue;
        if (visited.get(downstream) === 'in progress') return true;
        if (!visited.has(downstream)) {
          child = downstream;
          break;
        }
      }
      if (child !== undefined) stack.push(child);
      else {
        visited.set(current, 'done');
        stack.pop();
      }
    }
  }
  return false;
}
