// Which run tasks with `depends_on_past` look at, as PrevDagrunDep of 2.11.2 and 3.3.2 chooses it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runsAtOnce } from '../../runner/src/backfills';
import { runBefore } from '../../runner/src/builtin/runBefore';
import type { LocalRun, PreviousRun } from '../../runner/src/engine';
import { runnableDag } from '../runs/events';

function run(kind: string, day: number, dagId = 'd'): LocalRun {
  const logicalDate = `2026-01-0${day}T00:00:00+00:00`;
  return { dagId, runId: `${kind}__${logicalDate}`, logicalDate, state: 'success', states: {} };
}

const AT = '2026-01-05T00:00:00+00:00';
const localRuns = [
  ...[run('scheduled', 6), run('manual', 4), run('scheduled', 4, 'other'), run('backfill', 2), run('scheduled', 1)],
];

function chosen(previous: LocalRun | undefined, catchup: boolean): string | undefined {
  const dates = { start: AT, end: AT, dataInterval: [AT, AT] as const };
  const request = { localRuns, previous: previous && ({ ...previous, ...dates } as PreviousRun) };
  return runBefore({ dagId: 'd', catchup }, request, AT)?.runId;
}

test('the last run before counts; with catchup, the last one of the schedule', () => {
  assert.equal(chosen(run('manual', 4), false), run('manual', 4).runId);
  assert.equal(chosen(run('manual', 4), true), run('backfill', 2).runId);
  assert.equal(chosen(run('scheduled', 3), true), run('scheduled', 3).runId);
  assert.equal(chosen(undefined, true), undefined);
});

test('runs of a range go side by side as far as the DAG allows, and in turn where one depends on the one before', () => {
  const dag = runnableDag('a');
  assert.equal(runsAtOnce({ ...dag, maxActiveRuns: 16 }), 4);
  assert.equal(runsAtOnce({ ...dag, maxActiveRuns: 2 }), 2);
  const [task] = dag.tasks;
  assert.equal(runsAtOnce({ tasks: [{ ...task!, dependsOnPast: true }], maxActiveRuns: 16 }), 1);
});
