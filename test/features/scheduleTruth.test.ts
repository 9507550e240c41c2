// When DAGs run: against what the real scheduler reckons of the same files (test/truth/record_schedule_answers.py).

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scheduleAnswer } from '../../core/features/scheduleAnswer';
import type { ScheduleAnswer } from '../../core/ir/scheduleAnswer';
import { readAirflowConfig } from '../../core/workspace/airflowConfig';
import { checkText } from '../support/engine';

interface Row {
  readonly airflow: string;
  readonly text: string;
  readonly now: string;
  readonly error?: string;
  readonly zone: string;
  readonly timetable: string;
  readonly due: number;
  readonly runs: readonly (readonly number[])[];
}

/** Where the recording stopped counting. */
const MOST_DUE = 200;

const { rows }: { readonly rows: readonly Row[] } = JSON.parse(
  readFileSync('test/truth/schedule_answers.json', 'utf8'),
);

for (const row of rows) {
  const call = /^dag = DAG\((.*)\)$/m.exec(row.text)![1];
  test(`${row.airflow} at ${row.now}: ${call}`, async () => {
    const answer = await answerFor(row);
    if (row.error !== undefined) {
      assert.match(answer.notes[0]!.message, /^Airflow refuses this file: /);
      return;
    }
    assert.deepEqual([answer.zone, answer.timetable], [row.zone, row.timetable]);
    assert.equal(Math.min(answer.backlog!.count, MOST_DUE), row.due);
    if (row.due < MOST_DUE) assert.deepEqual(seconds(answer), row.runs);
    assert.equal(answer.outcome, row.runs.length + row.due > 0 ? 'runs' : 'never');
  });
}

async function answerFor({ airflow: version, text, now }: Row): Promise<ScheduleAnswer> {
  const report = (await checkText(text, { version })).get('dag.py')!;
  const config = readAirflowConfig(undefined, new Map(), version);
  const question = { report, dagIndex: 0, config, viewerZone: 'UTC', count: 4, updatersOf: undefined };
  return scheduleAnswer({ ...question, now: Date.parse(now) })!;
}

function seconds({ runs }: ScheduleAnswer): number[][] {
  return runs.map(({ start, end, runAfter }) => [start.at / 1000, end.at / 1000, runAfter.at / 1000].map(Math.floor));
}
