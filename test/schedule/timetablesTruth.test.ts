// Random schedules in nine zones: the runs of the real timetables of 2.11.2 and 3.3.2 (test/truth/record_timetables.py).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRuns, type Timetable, ZERO, zoneNamed } from '../../core/schedule';
import { cron, delta, type RecordedDelta, recorded, trigger } from './recorded';

interface Row {
  timetable: string;
  schedule: string | string[] | RecordedDelta | null;
  zone: string;
  start: number | null;
  end: number | null;
  now: number;
  catchup: boolean;
  runs: [number, number, number][];
  stopped: string | null;
}

function timetableOf({ timetable, schedule }: Row): Timetable {
  switch (timetable) {
    case 'CronDataInterval':
      return { kind: 'CronDataIntervalTimetable', cron: cron(schedule as string) };
    case 'CronTrigger':
      return trigger(schedule as string);
    case 'MultipleCronTrigger':
      return {
        kind: 'MultipleCronTriggerTimetable',
        members: (schedule as string[]).map((text) => trigger(text)),
      };
    case 'DeltaDataInterval':
      return { kind: 'DeltaDataIntervalTimetable', delta: delta(schedule as RecordedDelta) };
    case 'DeltaTrigger':
      return { kind: 'DeltaTriggerTimetable', delta: delta(schedule as RecordedDelta), interval: ZERO };
    default:
      return { kind: 'OnceTimetable' };
  }
}

/** The exception of Airflow behind our sentence. */
function stopOf(because: string | undefined): RegExp | null {
  if (because === undefined) return null;
  if (because === 'The expression names no further date.') return /^CroniterBadDateError/;
  return because.includes('did not advance') ? /^ValueError: .* did not advance past/ : /^none$/;
}

for (const version of ['2', '3']) {
  test(`runs of the real timetables of Airflow ${version} (836 rows)`, () => {
    const { airflow, rows } = recorded<{ airflow: string; rows: Row[] }>(`timetables-${version}.json`);
    const ms = (seconds: number | null) => (seconds === null ? undefined : seconds * 1000);
    for (const row of rows) {
      const { runs, because } = nextRuns({
        timetable: timetableOf(row),
        zone: zoneNamed(row.zone)!,
        startDate: ms(row.start),
        endDate: ms(row.end),
        catchup: row.catchup,
        now: row.now * 1000,
        count: 5,
        airflowVersion: airflow,
      });
      const seconds = runs.map(({ interval, runAfter }) =>
        [interval.start, interval.end, runAfter].map((at) => at / 1000),
      );
      assert.deepEqual(seconds, row.runs, JSON.stringify(row));
      const stop = stopOf(because);
      if (stop === null || row.stopped === null) assert.equal(stop, row.stopped, JSON.stringify(row));
      else assert.match(row.stopped, stop);
    }
    assert.equal(rows.length, 836);
  });
}
