// How runs end: what `settle` says of small DAGs, against what real dag.test() made of them (test/truth/runs.json).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Outcome, settle, skippedByBranch, type TaskGraph, taskGraph } from '../../core/scheduling';
import { checkText } from '../support/engine';

interface Scenario {
  readonly text: string;
  readonly airflow: readonly string[];
  readonly ran: Readonly<Record<string, Outcome['state']>>;
  readonly settled: Readonly<Record<string, string>>;
  readonly skipmixin?: Readonly<Record<string, { readonly followed?: string[]; readonly skipped?: string[] }>>;
}

const truth: { readonly scenarios: Readonly<Record<string, Scenario>> } = JSON.parse(
  readFileSync('test/truth/runs.json', 'utf8'),
);

for (const [name, scenario] of Object.entries(truth.scenarios)) {
  for (const version of scenario.airflow) {
    test(`${name} (${version})`, async () => {
      const graph = await graphIn(scenario.text);
      const ended = settle(graph, outcomesOf(scenario, graph), version);
      assert.deepEqual(Object.fromEntries(ended), { ...scenario.ran, ...scenario.settled });
    });
  }
}

/** The graph of the file's DAG. It is written for Airflow 3; the recordings of 2.11 imported the same names from elsewhere. */
async function graphIn(text: string): Promise<TaskGraph> {
  const report = (await checkText(text, { version: '3.3.2' })).get('dag.py')!;
  return taskGraph(report.dagFile!.dags[0]!)!;
}

function outcomesOf({ ran, skipmixin = {} }: Scenario, graph: TaskGraph): Map<string, Outcome> {
  return new Map(
    Object.entries(ran).map(([id, state]) => {
      const { followed, skipped } = skipmixin[id] ?? {};
      return [id, { state, skips: skipped ?? (followed ? skippedByBranch(graph, id, followed) : []) }];
    }),
  );
}
