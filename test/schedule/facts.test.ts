// The rules that the recordings do not spell out: presets, descriptions, zones, versions, settings, odd expressions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  backlog,
  catchupByDefault,
  describeCron,
  describeDelta,
  instantOf,
  isKnownZone,
  neverFires,
  nextRuns,
  nextTick,
  parseCron,
  parseDelta,
  previousTick,
  type ScheduleArgument,
  timedelta,
  timetableFor,
  UTC,
  upcomingRuns,
  wallClock,
  zoneNamed,
} from '../../core/schedule';
import { cron, iso, timetableOf, trigger, triples } from './recorded';

const kindOf = (argument: ScheduleArgument, airflowVersion: string, createCronDataIntervals?: boolean) => {
  const result = timetableFor(argument, { airflowVersion, createCronDataIntervals });
  return result.ok ? result.timetable.kind : `${result.raised}: ${result.error}`;
};
const text = (value: string): ScheduleArgument => ({ kind: 'text', text: value });
const oneDay: ScheduleArgument = { kind: 'delta', delta: timedelta({ days: 1 }) };

test('a bad preset and a bad cron are told apart', () => {
  const kinds = ['@reboot', ' @daily', '@every 5m', '@Quarterly', '60 * * * *', 'every day', ''].map((value) => {
    const parsed = parseCron(value);
    return parsed.ok ? 'ok' : parsed.kind;
  });
  assert.deepEqual(kinds, [...Array(4).fill('invalid-preset'), ...Array(3).fill('invalid-cron')]);
  for (const preset of ['@hourly', '@Daily', '@MIDNIGHT', '@annually', '@quarterly']) assert.ok(parseCron(preset).ok);
});

test('the timetable by version and setting', () => {
  assert.equal(kindOf(text('@daily'), '2.11.2'), 'CronDataIntervalTimetable');
  assert.equal(kindOf(text('@daily'), '3.0'), 'CronTriggerTimetable');
  assert.equal(kindOf(text('@daily'), '3.3.2', true), 'CronDataIntervalTimetable');
  assert.equal(kindOf(oneDay, '2.11.2'), 'DeltaDataIntervalTimetable');
  assert.equal(kindOf(oneDay, '3.3.2'), 'DeltaTriggerTimetable');
  assert.equal(kindOf(oneDay, '3.3.2', true), 'DeltaDataIntervalTimetable');
  assert.equal(kindOf({ kind: 'left-out' }, '3.3.2'), 'NullTimetable');
  assert.equal(kindOf({ kind: 'left-out' }, '2.11.2'), 'DeltaDataIntervalTimetable');
  assert.equal(kindOf({ kind: 'assets' }, '2.11.2'), 'DatasetTriggeredTimetable');
  assert.equal(kindOf({ kind: 'other', repr: '5' }, '2.11.2'), 'construct: 5 is not a valid schedule_interval.');
  assert.deepEqual([catchupByDefault('2.11.2'), catchupByDefault('3.0.6')], [true, false]);
});

test('without a start date Airflow 2.11 schedules nothing with catchup, 3 starts at the next tick', () => {
  const now = Date.parse('2024-05-17T14:23:11Z');
  const first = (airflowVersion: string, catchup: boolean) => {
    const list = nextRuns({ timetable: trigger('@daily'), catchup, now, zone: UTC, count: 1, airflowVersion });
    return list.runs.map((run) => iso(run.runAfter)).join();
  };
  assert.equal(first('3.3.2', true), '2024-05-18T00:00:00Z');
  assert.equal(first('2.11.2', true), '');
  assert.equal(first('2.11.2', false), '2024-05-17T00:00:00Z');
  const once = { timetable: { kind: 'OnceTimetable' }, catchup: true, now, zone: UTC, count: 2 } as const;
  assert.equal(nextRuns({ ...once, airflowVersion: '2.11.2' }).runs.length, 0);
  assert.equal(nextRuns({ ...once, airflowVersion: '3.3.2' }).runs.length, 1);
});

test('the backlog counts the runs that are due', () => {
  const query = { timetable: timetableOf('CronDataInterval @daily'), zone: UTC, airflowVersion: '2.11.2' };
  const dates = { startDate: Date.parse('2024-05-01T00:00:00Z'), now: Date.parse('2024-05-17T14:23:11Z') };
  assert.equal(backlog({ ...query, ...dates, catchup: true }), 16);
  assert.equal(backlog({ ...query, ...dates, catchup: false }), 1);
  assert.equal(backlog({ ...query, ...dates, catchup: true }, 10), 10);
});

test('why there are no runs is said', () => {
  const list = (value: string) =>
    nextRuns({
      timetable: trigger(value),
      startDate: 0,
      catchup: true,
      now: 0,
      zone: UTC,
      count: 3,
      airflowVersion: '3.3.2',
    });
  assert.deepEqual(list('0 0 30 2 *'), { runs: [], because: 'The expression names no further date.' });
  assert.match(list('R * * * *').because!, /drawn anew/);
  const delta = timedelta({ days: 3_000_000 });
  const timetable = { kind: 'DeltaTriggerTimetable', delta, interval: timedelta({}) } as const;
  const query = { timetable, startDate: 0, catchup: true, now: 0, zone: UTC, count: 3, airflowVersion: '3.3.2' };
  const beyond = nextRuns(query);
  assert.equal(beyond.because, 'The next run lies beyond the year 9999.');
});

test('expressions that never fire, and years that are over', () => {
  for (const value of ['0 0 30 2 *', '0 0 31 4,6 *', '0 0 L * 5#1', '0 0 29 2 * 0 2025'])
    assert.ok(neverFires(cron(value)), value);
  for (const value of ['0 0 29 2 *', '0 0 31 4 1', '0 0 1 1 * 0 2030', 'R R * * *'])
    assert.ok(!neverFires(cron(value)), value);
  assert.ok(neverFires(cron('0 0 1 1 * 0 2020'), Date.UTC(2024, 0, 1)));
});

test('the first years of the calendar are years like others', () => {
  const start = Date.parse('0050-06-15T00:00:00Z');
  assert.equal(iso(nextTick(cron('@yearly'), start)!), '0051-01-01T00:00:00Z');
  assert.equal(iso(previousTick(cron('@yearly'), start)!), '0050-01-01T00:00:00Z');
});

test('words: only what Airflow accepts, and what croniter will really do', () => {
  const words: Record<string, string | undefined> = {
    '@daily': 'At 00:00',
    '@midnight': 'At 00:00',
    '0 6 * * 1-5': 'At 06:00, Monday through Friday',
    '0 0 1 * 1': 'At 00:00, on day 1 of the month (or) At 00:00, only on Monday',
    '0 0 1 * 0-7': 'At 00:00',
    '0 0 1 * 1#1': 'At 00:00, on the first Monday of the month',
    '0 0 * * L5': 'At 00:00, on the last Friday of the month',
    '0 0 15,L * *': 'At 00:00, on day 15 and the last day of the month',
    '0 12-12 * * *': 'Every hour',
    '*/61 * * * *': 'Every hour',
    '0 0 * * mon/2': 'At 00:00, only on Monday, Wednesday, and Friday',
    '0 0 12 * * 30': 'At 00:00, on day 12 of the month, at second 30',
    '* * * * * */10': 'Every 10 seconds',
    '0 0 1 1 * 0 2030': 'At 00:00, on day 1 of the month, only in January, only in 2030',
    'R 1 * * *': 'Drawn at random each time Airflow reads it: r 1 * * *',
    '0 0 12 * * ?': undefined,
    '60 * * * *': undefined,
  };
  for (const [value, wanted] of Object.entries(words)) assert.equal(describeCron(value), wanted, value);
  assert.equal(describeDelta(timedelta({ days: 1 })), 'Every day');
  assert.equal(describeDelta(timedelta({ minutes: 90 })), 'Every 1 hour 30 minutes');
});

test('zone names as pendulum takes them: exact case, but UTC in any', () => {
  for (const name of ['Europe/Amsterdam', 'US/Pacific', 'EST5EDT', 'utc', 'Etc/GMT+5'])
    assert.ok(isKnownZone(name), name);
  for (const name of ['europe/amsterdam', 'PST', 'Z', 'Mars/Base', '', '+02:00', 'UTC+2'])
    assert.ok(!isKnownZone(name), name);
  assert.equal(zoneNamed('-02:30')?.offset(0), -150);
  assert.equal(zoneNamed('nowhere'), undefined);
});

test('a wall clock that occurs twice is the later instant, one that is skipped moves on', () => {
  const zone = zoneNamed('Europe/Amsterdam')!;
  assert.equal(iso(instantOf(Date.parse('2024-10-27T02:30:00Z'), zone)), '2024-10-27T01:30:00Z');
  assert.equal(iso(instantOf(Date.parse('2024-03-31T02:30:00Z'), zone)), '2024-03-31T01:30:00Z');
  assert.equal(iso(wallClock(Date.parse('2024-07-01T00:00:00Z'), zone)), '2024-07-01T02:00:00Z');
});

test('upcoming runs count from the moment itself; a delta keeps to its start date', () => {
  const from = Date.parse('2026-01-02T00:00:00Z');
  const common = { from, zone: UTC, count: 2, airflowVersion: '3.3.2' };
  const firstOf = (list: ReturnType<typeof upcomingRuns>) => triples(list)[0]?.[2];
  assert.equal(firstOf(upcomingRuns({ ...common, timetable: trigger('@daily') })), '2026-01-02T00:00:00Z');
  const startDate = Date.parse('2025-12-31T06:00:00Z');
  assert.equal(
    firstOf(upcomingRuns({ ...common, startDate, timetable: timetableOf('DeltaTrigger 7d') })),
    '2026-01-07T06:00:00Z',
  );
  assert.equal(
    firstOf(upcomingRuns({ ...common, startDate, timetable: timetableOf('DeltaTrigger rel 1 month') })),
    '2026-01-31T06:00:00Z',
  );
  assert.equal(upcomingRuns({ ...common, startDate, timetable: { kind: 'OnceTimetable' } }).runs.length, 0);
  const endDate = Date.parse('2026-01-02T12:00:00Z');
  assert.equal(upcomingRuns({ ...common, endDate, timetable: trigger('@daily') }).runs.length, 1);
});

test('calls of timedelta and relativedelta are read from text', () => {
  const read = (value: string) => {
    const result = parseDelta(value);
    return result && 'delta' in result ? result.delta : result?.error;
  };
  assert.deepEqual(read('timedelta(1, hours=-2)'), timedelta({ hours: 22 }));
  assert.deepEqual(read('datetime.timedelta(weeks=1, minutes=0.5,)'), timedelta({ days: 7, seconds: 30 }));
  assert.deepEqual(read('relativedelta(years=1, months=2)'), { kind: 'relativedelta', months: 14, microseconds: 0 });
  assert.equal(read('timedelta(days=n)'), "'days=n' is not a plain number.");
  assert.equal(read('timedelta(months=1)'), "'months' is not an argument of timedelta that DagLens reads.");
  assert.equal(read('0 0 * * *'), undefined);
});
