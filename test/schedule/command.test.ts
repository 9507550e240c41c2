// `daglens schedule` at its edge: output, formats, exit codes.
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { scheduleCommand } from '../../server/src/cli/schedule';

function schedule(...args: string[]) {
  const written = { stdout: '', stderr: '' };
  const exit = scheduleCommand(args, {
    stdout: (text) => {
      written.stdout += text;
    },
    stderr: (text) => {
      written.stderr += text;
    },
  });
  return { exit, ...written };
}

const json = (...args: string[]) => JSON.parse(schedule(...args, '--format', 'json').stdout) as Record<string, unknown>;
const from = ['--from', '2026-01-02T00:00:00Z', '--count', '2'];

test('JSON of a preset: --from counts, Airflow 3 has points, 2 has data intervals', () => {
  assert.deepEqual(json('@daily', ...from), {
    version: 1,
    ok: true,
    description: 'At 00:00',
    ticks: ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'],
    intervals: [
      ['2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z'],
      ['2026-01-03T00:00:00Z', '2026-01-03T00:00:00Z'],
    ],
    run_after: ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z'],
    timetable: 'CronTriggerTimetable',
  });
  const two = json('@daily', ...from, '--airflow-version', '2.11');
  assert.deepEqual(two.ticks, ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']);
  assert.deepEqual((two.intervals as string[][])[0], ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']);
});

test('a schedule that is not valid: exit 1 and the words of Airflow', () => {
  const error = '[60 * * * *] is not acceptable, out of range';
  assert.deepEqual(json('60 * * * *'), { version: 1, ok: false, error });
  assert.equal(schedule('60 * * * *').exit, 1);
  assert.ok(schedule('60 * * * *').stdout.includes(error));
  assert.match(schedule('-1 0 * * *').stdout, /negative numbers not allowed/);
  const negative = schedule('timedelta(days=-1)');
  assert.equal(negative.exit, 1);
  assert.match(negative.stdout, /schedule interval must be positive, not datetime\.timedelta\(days=-1\)/);
});

test('wrong use: exit 2, one line on standard error', () => {
  const wrong = [
    [],
    ['0', '6', '*', '*', '*'],
    ['@daily', '--timezone', 'Mars/Base'],
    ['@daily', '--from', 'soon'],
    ['@daily', '--count', 'many'],
    ['@daily', '--format', 'xml'],
    ['@daily', '--airflow-version', 'three'],
    ['@daily', '--catchup', '--no-catchup'],
    ['@daily', '--airflow-cfg', 'no/such/file'],
    ['@daily', '--nonsense'],
    ['timedelta(days=n)'],
  ];
  for (const args of wrong) {
    const { exit, stdout, stderr } = schedule(...args);
    assert.deepEqual([exit, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^daglens schedule: [^\n]+\n$/);
  }
  assert.deepEqual([schedule('--help').exit, /EXPR/.test(schedule('--help').stdout)], [0, true]);
});

test('text shows the zone, a time without an offset is on its wall clock', () => {
  const { exit, stdout } = schedule(
    '30 2 * * *',
    '--timezone',
    'Europe/Amsterdam',
    '--from',
    '2026-03-28',
    '--count',
    '2',
  );
  assert.equal(exit, 0);
  assert.equal(
    stdout,
    `At 02:30  (30 2 * * *)
CronTriggerTimetable of Airflow 3.3.2, time zone Europe/Amsterdam

  Sat 2026-03-28 02:30:00 +01:00
  Sun 2026-03-29 03:30:00 +02:00
`,
  );
});

test('--catchup and --no-catchup ask the scheduler at --from', () => {
  const at = ['--from', '2024-05-17T14:23:11Z', '--start-date', '2024-05-10T00:00:00Z', '--count', '1'];
  const intervals = (...args: string[]) =>
    (json('@daily', ...at, '--airflow-version', '2.11.2', ...args).intervals as string[][])[0];
  assert.deepEqual(intervals('--catchup'), ['2024-05-10T00:00:00Z', '2024-05-11T00:00:00Z']);
  assert.deepEqual(intervals('--no-catchup'), ['2024-05-16T00:00:00Z', '2024-05-17T00:00:00Z']);
  assert.deepEqual(intervals(), ['2024-05-18T00:00:00Z', '2024-05-19T00:00:00Z']);
});

test('deltas, @once and None', () => {
  assert.deepEqual(json('timedelta(days=3)', ...from, '--start-date', '2025-12-31T00:00:00Z').ticks, [
    '2026-01-03T00:00:00Z',
    '2026-01-06T00:00:00Z',
  ]);
  assert.deepEqual(json('relativedelta(months=1)', ...from).ticks, ['2026-01-02T00:00:00Z', '2026-02-02T00:00:00Z']);
  assert.deepEqual(json('@once', ...from).ticks, ['2026-01-02T00:00:00Z']);
  const none = json('None', ...from);
  assert.deepEqual([none.ok, none.ticks, none.timetable], [true, [], 'NullTimetable']);
  assert.match(String(json('0 0 30 2 *', ...from).note), /no further date/);
});

test('airflow.cfg decides zone and data intervals', () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'daglens-')), 'airflow.cfg');
  writeFileSync(file, '[core]\ndefault_timezone = Europe/Amsterdam\n[scheduler]\ncreate_cron_data_intervals = True\n');
  const answer = json('@daily', '--airflow-cfg', file, '--from', '2026-01-01', '--count', '1');
  assert.deepEqual(answer.intervals, [['2025-12-31T23:00:00Z', '2026-01-01T23:00:00Z']]);
  assert.equal(answer.timetable, 'CronDataIntervalTimetable');
});
