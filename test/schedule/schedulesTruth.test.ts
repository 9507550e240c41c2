// Every row of test/truth/schedules.json: what real Airflow 3.3.2 made of expressions, zones, catchup and deltas.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  deltaRepr,
  describeTimetable,
  isRandom,
  manualInterval,
  neverFires,
  nextRuns,
  parseCron,
  parseDelta,
  relativedelta,
  type ScheduleArgument,
  timedelta,
  timetableFor,
  UTC,
  zoneNamed,
} from '../../core/schedule';
import { cronSteps } from '../../core/schedule/steps';
import { cron, iso, recorded, timetableOf, trigger, triples } from './recorded';

type Triple = [string, string, string];
type Answer = { timetable?: string; validate?: string; description?: string; error?: string };

interface Truth {
  base: string;
  now: string;
  schedule_argument: Record<string, Answer>;
  manual_at_now: Record<string, [string, string]>;
  delta_dst: Record<string, Triple[]>;
  expressions: Record<
    string,
    { ok: boolean; error?: string; ticks?: string[]; next_error?: string; random?: boolean; description?: string }
  >;
  zones: Record<string, Record<string, Record<string, { interval: Triple[]; trigger: string[]; prev: string[] }>>>;
  catchup: Record<string, Record<string, Record<string, (Triple | null)[]>>>;
}

const truth = recorded<Truth>('schedules.json');
const airflowVersion = '3.3.2';
const now = Date.parse(truth.now);

test('expressions: valid or the error text, and the ticks after base (219 rows)', () => {
  const base = Date.parse(truth.base);
  const rows = Object.entries(truth.expressions);
  for (const [text, row] of rows) {
    const parsed = parseCron(text);
    const error = parsed.ok ? undefined : `AirflowTimetableInvalid: ${parsed.error}`;
    assert.deepEqual({ ok: parsed.ok, error }, { ok: row.ok, error: row.error }, text);
    if (!parsed.ok) continue;
    assert.equal(parsed.schedule.random, row.random === true, text);
    assert.equal(neverFires(parsed.schedule), row.next_error !== undefined, text);
    const ticks = row.ticks ?? [];
    const count = ticks.length || 1;
    const timetable = trigger(text);
    const list = nextRuns({ timetable, startDate: base, catchup: true, now: base, zone: UTC, count, airflowVersion });
    assert.deepEqual(
      list.runs.map((run) => iso(run.runAfter)),
      ticks,
      text,
    );
  }
  assert.equal(rows.length, 219);
});

test('zones: trigger ticks, data intervals and previous ticks across clock changes (324 cases)', () => {
  let cases = 0;
  for (const [zoneName, starts] of Object.entries(truth.zones)) {
    const zone = zoneNamed(zoneName)!;
    for (const [start, expressions] of Object.entries(starts)) {
      const startDate = Date.parse(start);
      for (const [text, row] of Object.entries(expressions)) {
        cases++;
        const at = `${text} in ${zoneName} from ${start}`;
        const common = { startDate, catchup: true, now: startDate, zone, airflowVersion };
        const ticks = nextRuns({ ...common, timetable: trigger(text), count: row.trigger.length });
        assert.deepEqual(
          ticks.runs.map((run) => iso(run.runAfter)),
          row.trigger,
          at,
        );
        const timetable = { kind: 'CronDataIntervalTimetable', cron: cron(text) } as const;
        assert.deepEqual(triples(nextRuns({ ...common, timetable, count: row.interval.length })), row.interval, at);
        const steps = cronSteps(cron(text), zone);
        const previous = [steps.previous(startDate)];
        while (previous.length < row.prev.length) previous.push(steps.previous(previous.at(-1)!));
        assert.deepEqual(previous.map(iso), row.prev, at);
      }
    }
  }
  assert.equal(cases, 324);
});

test('catchup: first runs with and without it, and up to an end date (19 timetables)', () => {
  const starts: Record<string, number | undefined> = {
    none: undefined,
    past: Date.parse('2024-05-10T03:30:00Z'),
    exact: Date.parse('2024-05-13T00:00:00Z'),
    future: Date.parse('2024-06-03T01:05:00Z'),
  };
  let lists = 0;
  for (const [key, cases] of Object.entries(truth.catchup)) {
    for (const [name, modes] of Object.entries(cases)) {
      for (const [mode, rows] of Object.entries(modes)) {
        lists++;
        const common = { timetable: timetableOf(key), now, zone: UTC, airflowVersion };
        const wanted = rows.filter((row) => row !== null);
        const where = `${key}, start ${name}, ${mode}`;
        if (mode === 'catchup_end_2d_later') {
          // The recording starts at 10 May without a start date, stops after 60 runs and keeps the last three answers.
          const startDate = starts[name] ?? Date.parse('2024-05-10T00:00:00Z');
          const endDate = startDate + 2 * 86_400_000;
          const list = nextRuns({ ...common, startDate, endDate, catchup: true, count: 60 });
          assert.deepEqual(triples(list).slice(list.runs.length - wanted.length), wanted, where);
          assert.equal(list.because !== undefined, rows.includes(null), where);
        } else {
          const count = rows.length;
          const list = nextRuns({ ...common, startDate: starts[name], catchup: mode === 'catchup', count });
          assert.deepEqual(triples(list), wanted, where);
        }
      }
    }
  }
  assert.equal(Object.keys(truth.catchup).length, 19);
  assert.equal(lists, 228);
});

test('the data interval of a manual run (41 rows)', () => {
  const rows = Object.entries(truth.manual_at_now);
  for (const [key, [start, end]] of rows) {
    const found = manualInterval(timetableOf(key), now, UTC);
    assert.deepEqual([iso(found.start), iso(found.end)], [start, end], key);
  }
  assert.equal(rows.length, 41);
});

test('deltas across clock changes, the timetable asked directly with an aware start (9 rows)', () => {
  const rows = Object.entries(truth.delta_dst);
  for (const [key, wanted] of rows) {
    const [, zoneName, text] = /^(?:(\S+\/\S+) )?(.*?)(?: from .*)?$/.exec(key)!;
    const zone = zoneName ? zoneNamed(zoneName)! : UTC;
    const startDate = Date.parse(wanted[0]![0]);
    const timetable = timetableOf(`DeltaDataInterval ${text}`);
    const common = { timetable, startDate, catchup: true, now, zone, airflowVersion };
    assert.deepEqual(triples(nextRuns({ ...common, startZone: zone, count: wanted.length })), wanted, key);
  }
  assert.equal(rows.length, 9);
});

const OTHER: Record<string, ScheduleArgument> = {
  none: { kind: 'none' },
  'timedelta(days=1)': { kind: 'delta', delta: timedelta({ days: 1 }) },
  'relativedelta(months=1)': { kind: 'delta', delta: relativedelta({ months: 1 }) },
  'timedelta(0)': { kind: 'delta', delta: timedelta({}) },
  'timedelta(days=-1)': { kind: 'delta', delta: timedelta({ days: -1 }) },
  'int 5': { kind: 'other', repr: '5' },
  'float 1.5': { kind: 'other', repr: '1.5' },
  True: { kind: 'other', repr: 'True' },
  False: { kind: 'other', repr: 'False' },
  datetime: { kind: 'other', repr: 'datetime.datetime(2024, 1, 1, 0, 0)' },
  'list []': { kind: 'assets' },
  'empty string': { kind: 'text', text: '' },
  text: { kind: 'text', text: 'every day' },
};
/** Whether the elements are assets is not a question of time. */
const NOT_OURS = ['list of str', 'dict'];

test('what schedule= becomes (25 of 27 rows; lists of assets belong to the dialect)', () => {
  const rows = Object.entries(truth.schedule_argument).filter(([key]) => !NOT_OURS.includes(key));
  for (const [key, row] of rows) {
    const result = timetableFor(OTHER[key] ?? { kind: 'text', text: key }, { airflowVersion });
    if (row.error !== undefined || row.validate !== 'ok') {
      assert.equal(result.ok, false, key);
      if (result.ok) continue;
      const type = result.raised === 'construct' ? 'ValueError' : 'AirflowTimetableInvalid';
      assert.equal(`${type}: ${result.error}`, row.error ?? row.validate, key);
      assert.equal(result.raised, row.error === undefined ? 'validate' : 'construct', key);
    } else {
      assert.equal(result.ok && result.timetable.kind, row.timetable, key);
      if (result.ok && row.description) assert.equal(describeTimetable(result.timetable), row.description, key);
    }
  }
  assert.equal(rows.length, 25);
});

test('a delta reads back from its own repr', () => {
  for (const text of [
    'datetime.timedelta(days=1)',
    'datetime.timedelta(days=-1, seconds=3600)',
    'relativedelta(months=+1)',
  ]) {
    const read = parseDelta(text);
    assert.ok(read && 'delta' in read);
    assert.equal(deltaRepr(read.delta), text);
  }
  assert.equal(isRandom(trigger('R * * * *')), true);
});
