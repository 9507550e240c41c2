// When a DAG will run, and why not: over real DAG files, at 2026-01-01T00:00Z.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ScheduleQuestion, scheduleAnswer } from '../../core/features/scheduleAnswer';
import type { ScheduleAnswer } from '../../core/ir/scheduleAnswer';
import { readAirflowConfig } from '../../core/workspace/airflowConfig';
import { checkText } from '../support/engine';

interface Asked extends Partial<Pick<ScheduleQuestion, 'viewerZone' | 'count' | 'now' | 'updatersOf'>> {
  readonly version?: string;
  /** `AIRFLOW__…` variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

const IMPORTS = `
from datetime import datetime, timedelta
import pendulum
from dateutil.relativedelta import relativedelta
from airflow import DAG
`;

/** The answer for `DAG("d", …)` with these arguments. */
async function ask(args: string, asked: Asked = {}, before = ''): Promise<ScheduleAnswer> {
  return askFile(`${IMPORTS}${before}\ndag = DAG("d", ${args})\n`, asked);
}

async function askFile(text: string, asked: Asked = {}): Promise<ScheduleAnswer> {
  const { version = '3.3.2', environment = {}, ...rest } = asked;
  const report = (await checkText(text, { version })).get('dag.py')!;
  const config = readAirflowConfig(undefined, new Map(Object.entries(environment)), version);
  const question = {
    report,
    dagIndex: 0,
    config,
    now: NOW,
    viewerZone: 'UTC',
    count: 3,
    updatersOf: undefined,
    ...rest,
  };
  return scheduleAnswer(question)!;
}

const NOW = Date.UTC(2026, 0, 1);

const runTimes = ({ runs }: ScheduleAnswer): string[] => runs.map(({ runAfter }) => runAfter.local);
const intervals = ({ runs }: ScheduleAnswer): string[] => runs.map(({ start, end }) => `${start.local} ${end.local}`);

function said({ notes }: ScheduleAnswer, kind: 'stops' | 'doubt' | 'info'): string[] {
  return notes.filter((note) => note.kind === kind).map(({ message }) => message);
}

const PAUSED =
  'When Airflow first sees this DAG it is paused: nothing runs until somebody switches it on (dags_are_paused_at_creation).';

test('a cron in the zone of its start_date, on both clocks', async () => {
  const answer = await ask(
    'schedule="0 6 * * *", start_date=datetime(2025, 1, 1, tzinfo=pendulum.timezone("Europe/Paris"))',
    {
      viewerZone: 'America/New_York',
    },
  );
  assert.equal(answer.outcome, 'runs');
  assert.deepEqual(
    [answer.zone, answer.viewerZone, answer.timetable],
    ['Europe/Paris', 'America/New_York', 'CronTriggerTimetable'],
  );
  assert.deepEqual(runTimes(answer), [
    '2026-01-01T06:00:00+01:00',
    '2026-01-02T06:00:00+01:00',
    '2026-01-03T06:00:00+01:00',
  ]);
  assert.equal(answer.runs[0]!.runAfter.viewer, '2026-01-01T00:00:00-05:00');
  assert.deepEqual(answer.backlog, { count: 1, isAtLeast: false });
  assert.deepEqual(said(answer, 'stops'), []);
  assert.ok(said(answer, 'info').includes(PAUSED));
});

test('data intervals in Airflow 2, and in 3 where they are configured', async () => {
  const args = 'schedule="@daily", start_date=datetime(2025, 12, 1), catchup=False';
  const expected = [
    '2026-01-01T00:00:00+00:00 2026-01-02T00:00:00+00:00',
    '2026-01-02T00:00:00+00:00 2026-01-03T00:00:00+00:00',
  ];
  const two = await ask(args, { version: '2.11.2', count: 2 });
  const three = await ask(args, { count: 2, environment: { AIRFLOW__SCHEDULER__CREATE_CRON_DATA_INTERVALS: 'True' } });
  for (const answer of [two, three]) {
    assert.equal(answer.timetable, 'CronDataIntervalTimetable');
    assert.deepEqual(intervals(answer), expected);
    assert.deepEqual(answer.backlog, { count: 1, isAtLeast: false });
  }
});

test('the backlog of a DAG that catches up', async () => {
  const days = await ask('schedule="@daily", start_date=datetime(2025, 12, 1), catchup=True');
  assert.deepEqual(days.backlog, { count: 32, isAtLeast: false });
  assert.ok(
    said(days, 'info').includes(
      'A DAG that has not run yet starts 32 runs once it is switched on, one for each interval since 2025-12-01 (catchup=True).',
    ),
  );
  const minutes = await ask('schedule="* * * * *", start_date=datetime(2020, 1, 1)', { version: '2.11.2' });
  assert.deepEqual(minutes.backlog, { count: 1000, isAtLeast: true });
  assert.equal(minutes.catchup, true);
  const never = await ask('schedule="* * * * *", start_date=datetime(2020, 1, 1)', {
    version: '2.11.2',
    environment: { AIRFLOW__SCHEDULER__CATCHUP_BY_DEFAULT: 'False' },
  });
  assert.equal(never.runs.length, 3);
});

test('clock changes: a skipped time, a time that comes twice, another offset', async () => {
  const berlin = 'start_date=datetime(2025, 1, 1, tzinfo=pendulum.timezone("Europe/Berlin"))';
  const spring = await ask(`schedule="30 2 * * *", ${berlin}`, { now: Date.UTC(2026, 2, 28, 12) });
  assert.deepEqual(
    spring.runs.map(({ runAfter, clockChange }) => [runAfter.local, clockChange]),
    [
      ['2026-03-29T03:30:00+02:00', 'The clock skips 02:30 that day, so it runs at 03:30.'],
      ['2026-03-30T02:30:00+02:00', undefined],
      ['2026-03-31T02:30:00+02:00', undefined],
    ],
  );
  const autumn = await ask(`schedule="30 2 * * *", ${berlin}`, { now: Date.UTC(2026, 9, 24, 12), count: 2 });
  assert.deepEqual(
    autumn.runs.map(({ runAfter, clockChange }) => [runAfter.local, clockChange]),
    [
      ['2026-10-25T02:30:00+01:00', 'The clock shows 02:30 twice that day; it runs at the second.'],
      ['2026-10-26T02:30:00+01:00', undefined],
    ],
  );
  const noon = await ask(`schedule="0 12 * * *", ${berlin}`, { now: Date.UTC(2026, 2, 28), count: 2 });
  assert.deepEqual(
    noon.runs.map(({ runAfter, clockChange }) => [runAfter.local, clockChange]),
    [
      ['2026-03-28T12:00:00+01:00', undefined],
      ['2026-03-29T12:00:00+02:00', 'The clock has changed since the run before: from +01:00 to +02:00.'],
    ],
  );
  const hourly = await ask(`schedule="0 * * * *", ${berlin}`, { now: Date.UTC(2026, 9, 24, 23, 30) });
  assert.deepEqual(
    hourly.runs.map(({ runAfter, clockChange }) => [runAfter.local, clockChange]),
    [
      ['2026-10-25T02:00:00+02:00', 'The clock shows 02:00 twice that day; it runs at the first.'],
      ['2026-10-25T02:00:00+01:00', 'The clock shows 02:00 twice that day; it runs at the second.'],
      ['2026-10-25T03:00:00+01:00', undefined],
    ],
  );
});

/** Arguments → outcome and the first note, for what does not simply run. */
const OUTCOMES: readonly [args: string, outcome: ScheduleAnswer['outcome'], first: RegExp, asked?: Asked][] = [
  ['schedule=None', 'never', /^It has no schedule: it runs only when somebody or another DAG triggers it\.$/],
  ['default_args={"schedule": "@daily"}', 'never', /^It has no schedule/],
  [
    'schedule="@daily", start_date=datetime(2025, 1, 1), end_date=datetime(2025, 6, 1)',
    'never',
    /^end_date has passed: 2025-06-01/,
  ],
  ['schedule="0 0 30 2 *", start_date=datetime(2025, 1, 1)', 'never', /^It never fires/],
  ['schedule="0 0 1 1 * 0 2020", start_date=datetime(2019, 1, 1)', 'never', /^It never fires/],
  ['schedule="0 25 * * *"', 'never', /^Airflow refuses this DAG: /],
  ['schedule=7', 'never', /^Airflow refuses this file: /],
  ['schedule=[]', 'never', /^Its schedule is a list of assets without any/],
  ['schedule=read()', 'unknown', /^When it runs is not known: /],
  ['schedule="R 0 * * *", start_date=datetime(2025, 1, 1)', 'unknown', /drawn anew/],
  [
    'schedule=timedelta(days=1), start_date=read()',
    'unknown',
    /^When it runs is not known: it is counted from start_date/,
  ],
  [
    'schedule="@daily", start_date=read()',
    'runs',
    /^start_date is not known \(.*\): the runs are right if it lies in the past\.$/,
  ],
  ['schedule="@daily", end_date=read()', 'runs', /^end_date is not known/],
  ['schedule="@daily", catchup=read()', 'runs', /^Whether it catches up is not known/],
  [
    'schedule="@daily", start_date=datetime(2026, 6, 1)',
    'runs',
    /^start_date lies in the future: nothing runs before 2026-06-01T00:00:00\+00:00\.$/,
  ],
  ['schedule="@daily", start_date=datetime.now()', 'runs', /./],
  ['schedule="@once", start_date=datetime(2025, 1, 1)', 'runs', /^@once runs a single time/],
  [
    'schedule="@continuous", max_active_runs=1, start_date=datetime(2025, 1, 1)',
    'runs',
    /^@continuous starts the next run/,
  ],
  ['**read()', 'unknown', /^When it runs is not known: /],
  ['schedule="@daily", **read()', 'runs', /^start_date is not known/],
  ['schedule="@daily", start_date=datetime(2025, 1, 1), **read()', 'runs', /^end_date is not known/],
  ['schedule="@daily", default_args=read()', 'runs', /^start_date is not known/],
  ['schedule=Ours()', 'unknown', /what Ours does is not known/],
];

for (const [args, outcome, first, asked] of OUTCOMES) {
  test(`${outcome}: ${args}`, async () => {
    const before =
      'from somewhere import read\nfrom airflow.timetables.base import Timetable\nclass Ours(Timetable):\n    pass\n';
    const answer = await ask(args, asked, before);
    assert.equal(answer.outcome, outcome);
    assert.match(answer.notes[0]!.message, first);
    if (outcome === 'never') assert.equal(answer.notes[0]!.kind, 'stops');
    if (outcome !== 'runs') assert.deepEqual(answer.runs, []);
  });
}

test('what is written where it has no effect is told', async () => {
  const three = await ask('default_args={"schedule_interval": "@daily", "catchup": False}');
  assert.deepEqual(said(three, 'info'), [
    'schedule_interval in default_args has no effect: it is an argument of the DAG. Give it to DAG(…).',
    'catchup in default_args has no effect: it is an argument of the DAG. Give it to DAG(…).',
  ]);
  const two = await ask('start_date=datetime(2025, 1, 1), default_args={"schedule": "@hourly"}', { version: '2.11.2' });
  assert.equal(two.words, 'Every day');
  assert.deepEqual(said(two, 'info').slice(-3, -1), [
    'schedule in default_args has no effect: it is an argument of the DAG. Give it to DAG(…).',
    'No schedule is given: before Airflow 3 that means a run every day.',
  ]);
});

test('whether a new DAG starts paused', async () => {
  const schedule = 'schedule="@daily"';
  const paused = async (args: string, environment = {}): Promise<string[]> => {
    const answer = await ask(args, { environment });
    return answer.notes.map(({ message }) => message).filter((message) => message.includes('paused'));
  };
  assert.deepEqual(await paused(schedule), [PAUSED]);
  assert.deepEqual(await paused(schedule, { AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION: 'False' }), []);
  assert.deepEqual(await paused(`${schedule}, is_paused_upon_creation=False`), []);
  assert.match((await paused(`${schedule}, is_paused_upon_creation=True`))[0]!, /\(is_paused_upon_creation=True\)\.$/);
  assert.match(
    (await paused(`${schedule}, is_paused_upon_creation=unknown()`))[0] ?? 'refused',
    /is not known|refused/,
  );
  assert.deepEqual(await paused('schedule=None'), []);
});

test('assets: who updates them', async () => {
  const text = `
from airflow.sdk import DAG, Asset
dag = DAG("d", schedule=[Asset("a"), Asset("s3://b/c")])
`;
  const updatersOf = (asset: string): string[] => (asset === 'a' ? ['load', 'fix'] : []);
  const answer = await askFile(text, { updatersOf });
  assert.equal(answer.outcome, 'events');
  assert.deepEqual(said(answer, 'doubt'), [
    "No DAG of the workspace is seen to update 's3://b/c', so something else has to, such as the API.",
  ]);
  assert.equal(said(answer, 'info')[0], "'a' is updated by DAG 'load', DAG 'fix'.");
  const none = await askFile(text, { updatersOf: () => [] });
  assert.equal(said(none, 'stops').length, 2);
  assert.equal(said(await askFile(text), 'info')[0], 'It runs when its assets are updated.');
});

test('timetables of Airflow with a zone of their own', async () => {
  const before = 'from airflow.timetables.trigger import CronTriggerTimetable, MultipleCronTriggerTimetable\n';
  const own = await ask(
    'schedule=CronTriggerTimetable("0 6 * * *", timezone="Asia/Tokyo", interval=timedelta(hours=2)), start_date=datetime(2025, 1, 1)',
    { count: 1 },
    before,
  );
  assert.equal(own.zone, 'Asia/Tokyo');
  assert.deepEqual(runTimes(own), ['2026-01-02T06:00:00+09:00']);
  assert.deepEqual(intervals(own), ['2026-01-02T04:00:00+09:00 2026-01-02T06:00:00+09:00']);
  const several = await ask(
    'schedule=MultipleCronTriggerTimetable("0 6 * * *", "0 7 * * *", timezone="UTC"), start_date=datetime(2025, 1, 1)',
    {},
    before,
  );
  assert.deepEqual(runTimes(several), [
    '2026-01-01T06:00:00+00:00',
    '2026-01-01T07:00:00+00:00',
    '2026-01-02T06:00:00+00:00',
  ]);
});

test('a schedule of times and assets', async () => {
  const before = `from airflow.sdk import Asset
from airflow.timetables.assets import AssetOrTimeSchedule
from airflow.timetables.trigger import CronTriggerTimetable
`;
  const timetable = 'CronTriggerTimetable("0 6 * * *", timezone="UTC")';
  const answer = await ask(
    `schedule=AssetOrTimeSchedule(timetable=${timetable}, assets=[Asset("x")]), start_date=datetime(2025, 1, 1)`,
    { count: 1 },
    before,
  );
  assert.equal(answer.words, 'By AssetOrTimeSchedule: At 06:00 (0 6 * * *); and when assets are updated: x');
  assert.deepEqual(runTimes(answer), ['2026-01-01T06:00:00+00:00']);
  assert.equal(said(answer, 'info')[0], 'It runs when its assets are updated, too.');
  // Airflow 2.11.2 and 3.3.2 load it: the timetable within is not validated.
  const wrong = timetable.replace('6', '25');
  const loaded = await ask(`schedule=AssetOrTimeSchedule(timetable=${wrong}, assets=[Asset("x")])`, {}, before);
  assert.equal(loaded.outcome, 'unknown');
  assert.match(loaded.notes[0]!.message, /its cron expression is not valid/);
});

test('deltas are counted from start_date where the DAG catches up, else from the grid of the version', async () => {
  const args = 'schedule=timedelta(hours=5), start_date=datetime(2025, 12, 31, 1)';
  const three = await ask(`${args}, catchup=True`, { count: 2 });
  assert.deepEqual(runTimes(three), ['2026-01-01T02:00:00+00:00', '2026-01-01T07:00:00+00:00']);
  const two = await ask(args, { version: '2.11.2', count: 2 });
  assert.deepEqual(intervals(two), [
    '2025-12-31T21:00:00+00:00 2026-01-01T02:00:00+00:00',
    '2026-01-01T02:00:00+00:00 2026-01-01T07:00:00+00:00',
  ]);
  assert.deepEqual(two.backlog, { count: 4, isAtLeast: false });
  const loose = await ask(`${args}, catchup=False`);
  assert.match(said(loose, 'doubt')[0]!, /counted from the one before, here from now/);
});

test('a start_date of a task counts where the DAG has none', async () => {
  const answer = await askFile(
    `
from datetime import datetime
from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("d", schedule="@daily"):
    EmptyOperator(task_id="a", start_date=datetime(2026, 3, 1))
    EmptyOperator(task_id="b", start_date=datetime(2026, 2, 1))
`,
    { count: 1 },
  );
  assert.deepEqual(runTimes(answer), ['2026-02-01T00:00:00+00:00']);
});

test('default_timezone holds for dates without a zone', async () => {
  const args = 'schedule="0 6 * * *", start_date=datetime(2025, 1, 1)';
  const configured = await ask(args, { environment: { AIRFLOW__CORE__DEFAULT_TIMEZONE: 'Asia/Kolkata' }, count: 1 });
  assert.deepEqual(runTimes(configured), ['2026-01-01T06:00:00+05:30']);
  const system = await ask(args, {
    environment: { AIRFLOW__CORE__DEFAULT_TIMEZONE: 'system' },
    viewerZone: 'Asia/Tokyo',
  });
  assert.deepEqual(said(system, 'doubt'), ["default_timezone is 'system': taken to be Asia/Tokyo."]);
});

test('a DAG that Airflow does not have', async () => {
  const lost = await askFile('from airflow.sdk import DAG\ndef make():\n    d = DAG("d", schedule="@daily")\nmake()\n');
  assert.match(said(lost, 'stops')[0]!, /^Airflow does not find this DAG: no module-level name/);
  assert.equal(lost.outcome, 'never');
  const broken = await ask('schedule="@daily"', {}, 'x = (\n');
  assert.match(said(broken, 'stops')[0]!, /^Airflow refuses this file: Python cannot read/);
});
