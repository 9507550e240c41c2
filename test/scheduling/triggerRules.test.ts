// Trigger rules: every decision that was recorded from real Airflow (test/truth/record_trigger_rules.py).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { countStates, decide, decideTask, TaskGraph } from '../../core/scheduling';
import { isSetupAt, LETTERS, statesOf } from './letters';

/** Answers by trigger rule; the letter at a place answers the key at that place. */
type Answers = Readonly<Record<string, string>>;

interface Truth {
  readonly keys: string;
  readonly versions: Readonly<Record<string, Answers>>;
  readonly indirect: { readonly keys: string; readonly versions: Readonly<Record<string, Answers>> };
  readonly teardown: { readonly keys: string; readonly versions: Readonly<Record<string, string>> };
}

const truth: Truth = JSON.parse(readFileSync('test/truth/trigger_rules.json', 'utf8'));

for (const [version, answers] of Object.entries(truth.versions)) {
  for (const [rule, recorded] of Object.entries(answers)) {
    test(`${rule} in ${version}`, () => {
      const said = truth.keys.split(' ').map((key, index) => {
        if (recorded[index] === '.') return '.';
        const upstream = statesOf(key).map((state, at) => ({ state, isSetup: isSetupAt(key, at) }));
        return LETTERS[decide(rule, countStates(upstream), version)];
      });
      assert.equal(said.join(''), recorded);
    });
  }
}

/** The decision about the task `t` of a small DAG whose other tasks are in given states. */
function decideIn(graph: TaskGraph, ids: readonly string[], key: string, version: string): string {
  const states = new Map(statesOf(key).map((state, index) => [ids[index]!, state]));
  return LETTERS[decideTask(graph, 't', (id) => [states.get(id) ?? 'unfinished'], version)];
}

function graphOf(tasks: Readonly<Record<string, [kind: 'work' | 'setup' | 'teardown', rule: string]>>, edges: string) {
  return new TaskGraph(
    new Map(Object.entries(tasks).map(([id, [kind, rule]]) => [id, { id, kind, rule }])),
    edges.split(' ').map((edge) => ({ upstream: edge.split('>')[0]!, downstream: edge.split('>')[1]! })),
  );
}

for (const [version, answers] of Object.entries(truth.indirect.versions)) {
  for (const [rule, recorded] of Object.entries(answers)) {
    test(`${rule} within a setup in ${version}`, () => {
      const graph = graphOf(
        {
          s: ['setup', 'all_success'],
          mid: ['work', 'all_success'],
          t: ['work', rule],
          end: ['teardown', 'all_done_setup_success'],
        },
        's>mid mid>t t>end s>end',
      );
      const said = truth.indirect.keys.split(' ').map((key) => decideIn(graph, ['s', 'mid'], key, version));
      assert.equal(said.join(''), recorded);
    });
  }
}

for (const [version, recorded] of Object.entries(truth.teardown.versions)) {
  test(`a teardown in ${version}`, () => {
    const graph = graphOf(
      {
        s: ['setup', 'all_success'],
        a: ['work', 'all_success'],
        b: ['work', 'all_success'],
        t: ['teardown', 'all_done_setup_success'],
      },
      's>a a>b b>t s>t',
    );
    const said = truth.teardown.keys.split(' ').map((key) => decideIn(graph, ['s', 'a', 'b'], key, version));
    assert.equal(said.join(''), recorded);
  });
}
