// `Set up Airflow`: the commands, the constraints, and what becomes of a failure.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { SetUpError, setUpAirflow } from '../../runner/src/airflow/setUp';
import { constraintsAddress, type SetUpMeans, type SetUpRequest, setUpPlan } from '../../runner/src/airflow/setUpPlan';

const GOOGLE = 'apache-airflow-providers-google';
const REQUEST: SetUpRequest = {
  ...{ version: '3.3.2', providers: [GOOGLE, 'apache-airflow-providers-amazon', GOOGLE], folder: '/venv' },
  ...{ python: '/usr/bin/python3', constraintsUrl: undefined },
};
const WANTED = ['apache-airflow==3.3.2', 'apache-airflow-providers-amazon', GOOGLE];

const TABLE: [SetUpMeans, string[]][] = [
  [
    { hasUv: true, constraints: '/c.txt' },
    [
      'uv venv --python /usr/bin/python3 /venv',
      `uv pip install --python /venv/bin/python ${WANTED.join(' ')} --constraint /c.txt`,
    ],
  ],
  [
    { hasUv: false, constraints: undefined },
    [
      '/usr/bin/python3 -m venv /venv',
      `/venv/bin/python -m pip install --disable-pip-version-check ${WANTED.join(' ')}`,
    ],
  ],
];

test('the commands, with uv and without', () => {
  for (const [means, wanted] of TABLE)
    assert.deepEqual(
      setUpPlan(REQUEST, means).map(({ command, args }) => [command, ...args].join(' ')),
      wanted,
    );
});

test('the address of the constraints, as Airflow has it or another one', () => {
  assert.match(constraintsAddress(REQUEST, '3.11'), /^https:.*constraints-3\.3\.2\/constraints-3\.11\.txt$/);
  const other = { ...REQUEST, constraintsUrl: 'https://mirror/{version}/{python}' };
  assert.equal(constraintsAddress(other, '3.12'), 'https://mirror/3.3.2/3.12');
});

test('a failure is told with the last words and leaves nothing; what is there is not touched', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-setup-'));
  const signal = new AbortController().signal;
  const python = path.join(folder, 'python');
  const script = '#!/bin/sh\ncase "$1" in -c) echo 3.11;; *) echo no room >&2; exit 1;; esac\n';
  writeFileSync(python, script, { mode: 0o755 });
  const before = process.env.PATH;
  process.env.PATH = folder;
  const request = { ...REQUEST, python, folder: path.join(folder, 'venv'), constraintsUrl: 'http://127.0.0.1:9/c' };
  try {
    const told: string[] = [];
    const failed = (words: RegExp) => (error: unknown) => error instanceof SetUpError && words.test(error.message);
    await assert.rejects(
      setUpAirflow(request, (line) => told.push(line), signal),
      failed(/environment failed:\nno room/),
    );
    assert.deepEqual(told, ['Making a virtual environment', 'no room']);
    assert.equal(existsSync(request.folder), false);
    await assert.rejects(
      setUpAirflow(request, () => {}, AbortSignal.abort()),
      failed(/cancelled/),
    );
    mkdirSync(path.join(request.folder, 'mine'), { recursive: true });
    await assert.rejects(
      setUpAirflow(request, () => {}, signal),
      failed(/is not empty/),
    );
    assert.ok(existsSync(path.join(request.folder, 'mine')));
  } finally {
    process.env.PATH = before;
    rmSync(folder, { recursive: true, force: true });
  }
});
