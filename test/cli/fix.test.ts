// `daglens fix`: what it writes, and what it leaves alone.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { unifiedDiff } from '../../server/src/cli/unifiedDiff';
import { projectFor } from './commandLine';

const TYPO = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator

with DAG("a", schedule=None):
    EmptyOperator(task_id="x", trigger_rule="all_sucess")  # daglens: ignore[invalid-cron, invalid-corn]
    y = EmptyOperator(task_id="y", trigger_rule="al_done")
    y >> y
`;
const FIXED = TYPO.replace('all_sucess', 'all_success')
  .replace('al_done', 'all_done')
  .replace('  # daglens: ignore[invalid-cron, invalid-corn]', '');

test('fixes are made until nothing changes; what is left decides the exit', async (t) => {
  const own = projectFor(t, { 'dags/a.py': TYPO, 'dags/plain.py': 'x = 1\n' });
  const { code, out, err } = await own.run(['fix', 'dags']);
  assert.equal(readFileSync(`${own.folder}/dags/a.py`, 'utf8'), FIXED);
  assert.deepEqual([code, err], [1, '']);
  const lines = out.trimEnd().split('\n');
  assert.equal(lines[0], "dags/a.py:5:45: Change to 'all_success' [invalid-trigger-rule]");
  assert.match(
    lines.at(-1)!,
    /^Fixed \d findings in 1 file\. 1 finding left, for you to repair: daglens check shows it\.$/,
  );
  const again = await own.run(['fix', '--ignore', 'cycle', 'dags']);
  assert.deepEqual([again.code, again.out], [0, 'There is nothing to fix.\n']);
});

test('a guess is left to the user', async (t) => {
  const guess = TYPO.replace('al_done', 'all_finished').replace('all_sucess', 'all_success');
  const own = projectFor(t, { 'a.py': guess });
  const { code, out } = await own.run(['fix', 'a.py']);
  assert.deepEqual([code, readFileSync(`${own.folder}/a.py`, 'utf8')], [1, guess]);
  assert.match(out, /^There is nothing to fix\. \d findings? left, for you to repair/);
  const { summary, findings } = JSON.parse((await own.run(['check', '--format', 'json', 'a.py'])).out);
  assert.deepEqual([summary.fixable, findings[0].fixes[0].guess], [0, true]);
});

test('a dry run prints a patch and writes nothing', async (t) => {
  const own = projectFor(t, { 'dags/a.py': TYPO });
  const { code, out, err } = await own.run(['fix', '--dry-run', 'dags']);
  assert.equal(code, 1);
  assert.match(err, /^daglens: Would fix \d findings in 1 file\. /);
  assert.equal(readFileSync(`${own.folder}/dags/a.py`, 'utf8'), TYPO);
  writeFileSync(`${own.folder}/fix.patch`, out);
  execFileSync('git', ['apply', 'fix.patch'], { cwd: own.folder });
  assert.equal(readFileSync(`${own.folder}/dags/a.py`, 'utf8'), FIXED);
});

test('only the rules asked for are fixed, and nothing that the baseline knows', async (t) => {
  const own = projectFor(t, { 'a.py': TYPO });
  await own.run(['fix', '--select', 'invalid', 'a.py']);
  const rules = TYPO.replace('all_sucess', 'all_success').replace('al_done', 'all_done');
  assert.equal(readFileSync(`${own.folder}/a.py`, 'utf8'), rules);
  await own.run(['check', '--write-baseline', 'known.json', 'a.py']);
  const { code, out } = await own.run(['fix', '--baseline', 'known.json', 'a.py']);
  assert.deepEqual([code, out], [0, 'There is nothing to fix.\n']);
});

test('byte order mark, line ends, permissions and links stay as they are', async (t) => {
  const windows = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
  const own = projectFor(t, { 'real/a.py': windows(TYPO), 'dags/b.py': '' });
  chmodSync(`${own.folder}/real/a.py`, 0o754);
  symlinkSync('../real/a.py', `${own.folder}/dags/a.py`);
  await own.run(['fix', 'dags']);
  assert.equal(readFileSync(`${own.folder}/real/a.py`, 'utf8'), windows(FIXED));
  assert.equal(statSync(`${own.folder}/real/a.py`).mode & 0o777, 0o754);
  assert.ok(lstatSync(`${own.folder}/dags/a.py`).isSymbolicLink());
  assert.deepEqual(readdirSync(`${own.folder}/real`), ['a.py']);
});

test('patches of any two texts are those that git makes the second from the first with', (t) => {
  const own = projectFor(t, {});
  const texts = [
    '',
    'a\n',
    'a',
    'a\nb\nc\n',
    'b\nc\na\n',
    'x\na\nb\nc',
    `${'l\n'.repeat(20)}m\n${'n\n'.repeat(20)}`,
    `z\n${'l\n'.repeat(19)}${'n\n'.repeat(21)}y`,
  ];
  for (const before of texts.filter(Boolean)) {
    for (const after of texts.filter(Boolean)) {
      const patch = unifiedDiff('f.txt', before, after);
      own.write('f.txt', before);
      own.write('p.patch', patch);
      if (patch) execFileSync('git', ['apply', '--unidiff-zero', 'p.patch'], { cwd: own.folder });
      assert.equal(readFileSync(`${own.folder}/f.txt`, 'utf8'), after);
      assert.equal(patch === '', before === after);
    }
  }
});
