// What the worker makes of small DAG files, right and wrong ones, beside what real Airflow made of them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

interface Answer {
  readonly dags: readonly unknown[];
  /** The exception, with its message. */
  readonly error?: string;
}

interface Recorded {
  readonly airflow: string;
  readonly answers: Readonly<Record<string, Answer>>;
}

/** Arguments that are new in 3.0 are taken in 2.x, too, where Airflow refuses them. */
const LENIENT = ['dag_fail_fast under Airflow 2.11.2'];

const WORKER = ['runner/python', 'catalog', 'test/truth/authoring'];

function loaded(version: string): Record<string, Answer> {
  const script = 'test/runner/python/load_cases.py';
  const { stdout, stderr } = spawnSync('python3', [script, ...WORKER, version], { encoding: 'utf8' });
  assert.notEqual(stdout, '', stderr);
  return JSON.parse(stdout);
}

/** The class of the exception: messages may differ. */
function classOf({ error }: Answer): string | undefined {
  return error?.split(':')[0]?.split('.').pop();
}

for (const line of ['airflow2', 'airflow3']) {
  const { airflow, answers }: Recorded = JSON.parse(readFileSync(`test/truth/authoring/${line}.json`, 'utf8'));
  const ours = loaded(airflow);
  for (const [name, real] of Object.entries(answers)) {
    test(`${name} under Airflow ${airflow}`, () => {
      const answer = ours[name]!;
      if (LENIENT.includes(`${name} under Airflow ${airflow}`)) return assert.equal(answer.error, undefined);
      assert.equal(classOf(answer), classOf(real), `${answer.error}, really ${real.error}`);
      if (!real.error) assert.deepEqual(answer.dags, real.dags);
    });
  }
}
