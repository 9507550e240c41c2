// What the worker makes of small DAG files, right and wrong ones, beside what real Airflow made of them.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import airflow2 from '../truth/authoring/airflow2.json';
import airflow3 from '../truth/authoring/airflow3.json';

interface Answer {
  readonly dags: readonly unknown[];
  /** The exception, with its message. */
  readonly error?: string;
}

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

for (const recorded of [airflow2, airflow3]) {
  const ours = loaded(recorded.airflow);
  for (const [name, real] of Object.entries(recorded.answers as Record<string, Answer>)) {
    test(`${name} under Airflow ${recorded.airflow}`, () => {
      const answer = ours[name]!;
      assert.equal(classOf(answer), classOf(real), `${answer.error}, really ${real.error}`);
      if (!real.error) assert.deepEqual(answer.dags, real.dags);
    });
  }
}
