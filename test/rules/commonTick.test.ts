// Whether two cron schedules ever tick together.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neverMeet, zoneDifferences } from '../../core/rules/support/commonTick';
import { type CronSchedule, parseCron } from '../../core/schedule';
import { findingsOf } from '../support/engine';

const HOUR = 3_600_000;

function cron(text: string): CronSchedule {
  const parsed = parseCron(text);
  assert.ok(parsed.ok);
  return parsed.schedule;
}

test('schedules meet where they share one moment, however rare', () => {
  const meeting: [string, string, number][] = [
    ['@daily', '@hourly', 0],
    ['@hourly', '@daily', 0],
    ['*/5 * * * *', '0 0 29 2 *', 0],
    ['0 0 29 2 *', '*/5 * * * *', 0],
    ['@weekly', '@monthly', 0],
    ['0 6 * * *', '0 5 * * *', HOUR],
    ['0 0 * * 1', '0 23 * * 0', HOUR],
    ['0 0 * * *', '0 1 * * *', -HOUR],
  ];
  for (const [asking, offering, shift] of meeting)
    assert.equal(neverMeet(cron(asking), cron(offering), shift), undefined, `${asking} and ${offering}`);
});

test('schedules that never meet are told with the first ticks that miss each other', () => {
  const apart: [string, string, number][] = [
    ['0 6 * * *', '0 5 * * *', 0],
    ['0 6 * * *', '0 5 * * *', -HOUR],
    ['*/10 * * * *', '5-59/10 * * * *', 0],
    ['0 0 * * 1', '0 0 * * 2', 0],
    ['0 0 1 * *', '0 0 2 * *', 0],
  ];
  for (const [asking, offering, shift] of apart)
    assert.notEqual(neverMeet(cron(asking), cron(offering), shift), undefined, `${asking} and ${offering}`);
  assert.deepEqual(neverMeet(cron('0 6 * * *'), cron('0 5 * * *'), 0), {
    wanted: Date.UTC(2024, 0, 1, 6),
    offered: Date.UTC(2024, 0, 2, 5),
  });
});

test('the clocks of two zones differ by what a year has', () => {
  const hours = (here: string, there: string) => zoneDifferences(here, there).map((each) => each / HOUR);
  assert.deepEqual(hours('UTC', 'Europe/Berlin'), [-1, -2]);
  assert.deepEqual(hours('Europe/Berlin', 'Europe/Athens'), [-1]);
  assert.deepEqual(hours('America/New_York', 'Europe/Berlin'), [-6, -5]);
  assert.deepEqual(hours('Asia/Kolkata', '+00:00'), [5.5]);
  assert.deepEqual(hours('UTC', 'Europe/Atlantis'), []);
});

test('schedules of two zones are told only where they never meet, in summer and in winter', async () => {
  const told = async (cron: string, zone: string, delta = 'None') => {
    const text = `
import pendulum
from datetime import timedelta
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor

with DAG("first", schedule="${cron}", start_date=pendulum.datetime(2025, 1, 1, tz="${zone}")):
    EmptyOperator(task_id="load")
with DAG("second", schedule="0 3 * * *", start_date=pendulum.datetime(2025, 1, 1, tz="UTC")):
    ExternalTaskSensor(task_id="wait", external_dag_id="first", execution_delta=${delta})
`;
    const findings = await findingsOf(text, { version: '3.3.2' });
    return findings.some(({ rule }) => rule === 'external-schedule-mismatch');
  };
  assert.equal(await told('0 3 * * *', 'Europe/Berlin'), true);
  assert.equal(await told('0 4 * * *', 'Europe/Berlin'), false);
  assert.equal(await told('0 5 * * *', 'Europe/Berlin'), false);
  assert.equal(await told('0 3 * * *', 'Europe/Berlin', 'timedelta(hours=2)'), false);
  assert.equal(await told('0 8 * * *', 'Asia/Tokyo', 'timedelta(hours=4)'), false);
  assert.equal(await told('0 8 * * *', 'Asia/Tokyo', 'timedelta(hours=3)'), true);
});
