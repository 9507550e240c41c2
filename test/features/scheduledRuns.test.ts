// The scheduled runs of the past: for a backfill, and to compare a dry run with.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBefore, runsBetween, type ScheduledRunsQuestion } from '../../core/features/scheduledRuns';
import { readAirflowConfig } from '../../core/workspace/airflowConfig';
import { checkText } from '../support/engine';

async function question(args: string, version = '3.3.2'): Promise<ScheduledRunsQuestion> {
  const text = `from datetime import datetime, timedelta\nfrom airflow import DAG\ndag = DAG("d", ${args})\n`;
  const report = (await checkText(text, { version })).get('dag.py')!;
  return { report, dagIndex: 0, config: readAirflowConfig(undefined, new Map(), version) };
}

const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);

async function between(args: string, from: string, to: string, most = 100): Promise<(string | undefined)[]> {
  const { runs, isMore, because } = runsBetween(await question(args), {
    ...{ from: Date.parse(`${from}Z`), to: Date.parse(`${to}Z`), most },
  });
  return [...runs.map(({ logicalDate }) => iso(logicalDate)), ...(isMore ? ['…'] : []), ...(because ? [because] : [])];
}

const START = 'start_date=datetime(2026, 1, 1)';

test('the runs of a range, both ends included, not before the start date', async () => {
  assert.deepEqual(await between(`schedule="0 5 * * *", ${START}`, '2025-12-30T00:00', '2026-01-02T05:00'), [
    '2026-01-01T05:00',
    '2026-01-02T05:00',
  ]);
  assert.deepEqual(await between(`schedule=timedelta(hours=6), ${START}`, '2026-01-01T05:00', '2026-01-01T12:00'), [
    '2026-01-01T06:00',
    '2026-01-01T12:00',
  ]);
});

test('no more runs than wanted', async () => {
  assert.deepEqual(await between(`schedule="@hourly", ${START}`, '2026-01-01T00:00', '2026-01-02T00:00', 2), [
    '2026-01-01T00:00',
    '2026-01-01T01:00',
    '…',
  ]);
});

test('why there are none', async () => {
  const none = (args: string) => between(args, '2026-01-01T00:00', '2026-01-02T00:00');
  assert.deepEqual(await none(`schedule=None, ${START}`), [
    'The DAG has no schedule of times, so it has no runs of the past to fill in.',
  ]);
  assert.deepEqual(await none(`schedule="0 0 1 7 *", ${START}`), ['The schedule has no run in this range.']);
  assert.match(String(await none(`schedule=unknown(), ${START}`)), /When the DAG runs is not known/);
});

test('the run before a moment', async () => {
  const before = async (args: string, moment: string) => {
    const run = runBefore(await question(args), Date.parse(`${moment}Z`));
    return run && iso(run.logicalDate);
  };
  assert.equal(await before(`schedule="0 5 * * *", ${START}`, '2026-02-01T05:00'), '2026-01-31T05:00');
  assert.equal(await before(`schedule="0 5 * * *", ${START}`, '2026-01-01T05:00'), undefined);
  assert.equal(await before(`schedule="* * * * *", ${START}`, '2026-02-01T05:00'), '2026-02-01T04:59');
  assert.equal(
    await before(`schedule="@yearly", start_date=datetime(2020, 1, 1)`, '2026-02-01T05:00'),
    '2026-01-01T00:00',
  );
});
