// `daglens schedule` at its edge: output, formats, exit codes.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { Project } from '../cli/commandLine';

const project = new Project({
  'airflow.cfg': '[core]\ndefault_timezone = Europe/Amsterdam\n[scheduler]\ncreate_cron_data_intervals = True\n',
});
const empty = new Project({});
after(() => {
  project.remove();
  empty.remove();
});

const schedule = (...args: string[]) => empty.run(['schedule', ...args]);

async function json(...args: string[]): Promise<Record<string, unknown>> {
  return JSON.parse((await schedule(...args, '--format', 'json')).out) as Record<string, unknown>;
}

const from = ['--from', '2026-01-02T00:00:00Z', '--count', '2'];

test('JSON of a preset: --from counts, Airflow 3 has points, 2 has data intervals', async () => {
  assert.deepEqual(await json('@daily', ...from), {
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
  const two = await json('@daily', ...from, '--airflow-version', '2.11');
  assert.deepEqual(two.ticks, ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']);
  assert.deepEqual((two.intervals as string[][])[0], ['2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z']);
});

test('a schedule that is not valid: exit 1 and the words of Airflow', async () => {
  const error = '[60 * * * *] is not acceptable, out of range';
  assert.deepEqual(await json('60 * * * *'), { version: 1, ok: false, error });
  const invalid = await schedule('60 * * * *');
  assert.equal(invalid.code, 1);
  assert.ok(invalid.out.includes(error));
  assert.match((await schedule('-1 0 * * *')).out, /negative numbers not allowed/);
  const negative = await schedule('timedelta(days=-1)');
  assert.equal(negative.code, 1);
  assert.match(negative.out, /schedule interval must be positive, not datetime\.timedelta\(days=-1\)/);
});

test('wrong use: exit 2, one line on standard error', async () => {
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
    const { code, out, err } = await schedule(...args);
    assert.deepEqual([code, out], [2, ''], args.join(' '));
    assert.match(err, /^daglens: [^\n]+\n$/);
  }
  const help = await schedule('--help');
  assert.equal(help.code, 0);
  assert.match(help.out, /EXPR[\s\S]*--no-catchup /);
});

test('text shows the zone, a time without an offset is on its wall clock', async () => {
  const { code, out } = await schedule(
    '30 2 * * *',
    '--timezone',
    'Europe/Amsterdam',
    '--from',
    '2026-03-28',
    '--count',
    '2',
  );
  assert.equal(code, 0);
  assert.equal(
    out,
    `At 02:30  (30 2 * * *)
CronTriggerTimetable of Airflow 3.3.2, time zone Europe/Amsterdam

  Sat 2026-03-28 02:30:00 +01:00
  Sun 2026-03-29 03:30:00 +02:00
`,
  );
});

test('--catchup and --no-catchup ask the scheduler at --from', async () => {
  const at = ['--from', '2024-05-17T14:23:11Z', '--start-date', '2024-05-10T00:00:00Z', '--count', '1'];
  const intervals = async (...args: string[]) =>
    ((await json('@daily', ...at, '--airflow-version', '2.11.2', ...args)).intervals as string[][])[0];
  assert.deepEqual(await intervals('--catchup'), ['2024-05-10T00:00:00Z', '2024-05-11T00:00:00Z']);
  assert.deepEqual(await intervals('--no-catchup'), ['2024-05-16T00:00:00Z', '2024-05-17T00:00:00Z']);
  assert.deepEqual(await intervals(), ['2024-05-18T00:00:00Z', '2024-05-19T00:00:00Z']);
});

test('deltas, @once and None', async () => {
  assert.deepEqual((await json('timedelta(days=3)', ...from, '--start-date', '2025-12-31T00:00:00Z')).ticks, [
    '2026-01-03T00:00:00Z',
    '2026-01-06T00:00:00Z',
  ]);
  assert.deepEqual((await json('relativedelta(months=1)', ...from)).ticks, [
    '2026-01-02T00:00:00Z',
    '2026-02-02T00:00:00Z',
  ]);
  assert.deepEqual((await json('@once', ...from)).ticks, ['2026-01-02T00:00:00Z']);
  const none = await json('None', ...from);
  assert.deepEqual([none.ok, none.ticks, none.timetable], [true, [], 'NullTimetable']);
  assert.match(String((await json('0 0 30 2 *', ...from)).note), /no further date/);
});

test('airflow.cfg decides zone and data intervals', async () => {
  const { out } = await project.run(['schedule', '@daily', '--from', '2026-01-01', '--count', '1', '--format', 'json']);
  const answer = JSON.parse(out) as Record<string, unknown>;
  assert.deepEqual(answer.intervals, [['2025-12-31T23:00:00Z', '2026-01-01T23:00:00Z']]);
  assert.equal(answer.timetable, 'CronDataIntervalTimetable');
});
