// Baselines: known findings are not told again, wherever their lines move.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Project, projectFor } from './commandLine';

const HEAD = `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("NAME"):
    EmptyOperator(task_id="a")
`;
const AGAIN = '    EmptyOperator(task_id="a")\n';

function dagFile(name: string, ...more: string[]): string {
  return HEAD.replace('NAME', name) + more.join('');
}

async function check(own: Project, ...args: string[]) {
  const { code, out, err } = await own.run(['check', '--format', 'json', ...args]);
  const found = JSON.parse(out).findings.map(({ file, line }: { file: string; line: number }) => `${file}:${line}`);
  return { code, found, err };
}

test('what is written is not told again, wherever it moves, as often as it was', async (t) => {
  const own = projectFor(t, { 'dags/a.py': dagFile('a', AGAIN), 'dags/b.py': dagFile('b', AGAIN, AGAIN) });
  const written = await own.run(['check', '--write-baseline', 'known.json', 'dags']);
  assert.deepEqual([written.code, written.err], [0, 'daglens: known.json has 3 known findings now.\n']);
  assert.match(written.out, /^No problems found in 2 files .*\n3 known findings left out by the baseline\.\n$/);
  assert.deepEqual(await check(own, '--baseline', 'known.json', 'dags'), { code: 0, found: [], err: '' });
  own.write('dags/a.py', `# moved\n\n${dagFile('a', AGAIN.replace('    ', '    '))}`);
  own.write('dags/b.py', dagFile('b', AGAIN, AGAIN, AGAIN));
  const { code, found } = await check(own, '--baseline', 'known.json', 'dags');
  assert.deepEqual([code, found], [1, ['dags/b.py:7']]);
});

test('what does not occur any more is told, and dropped when written again', async (t) => {
  const own = projectFor(t, {
    'daglens.toml': 'baseline = "qa/known.json"\n',
    'qa/x.txt': '',
    'dags/a.py': dagFile('a', AGAIN),
    'dags/b.py': dagFile('b', AGAIN, AGAIN),
  });
  await own.run(['check', '--write-baseline', 'qa/known.json', 'dags']);
  own.write('dags/b.py', dagFile('b'));
  const gone =
    'daglens: 2 findings do not occur any more of those in qa/known.json; --write-baseline qa/known.json drops them.\n';
  assert.deepEqual(await check(own, 'dags'), { code: 0, found: [], err: gone });
  assert.deepEqual(await check(own, 'dags/a.py'), { code: 0, found: [], err: '' });
  assert.deepEqual(await check(own, '--ignore', 'duplicate', 'dags'), { code: 0, found: [], err: '' });
  const rewritten = await own.run(['check', '--write-baseline', 'qa/known.json', 'dags/b.py']);
  assert.equal(rewritten.err, 'daglens: qa/known.json has 1 known finding now.\n');
  const { version, baseline } = JSON.parse(readFileSync(`${own.folder}/qa/known.json`, 'utf8'));
  assert.deepEqual(
    [version, baseline.length, baseline[0].file, baseline[0].rule],
    [1, 1, '../dags/a.py', 'duplicate-task-id'],
  );
});

test('other files are no baselines', async (t) => {
  const own = projectFor(t, { 'a.py': dagFile('a'), 'report.json': '{"version": 1, "findings": []}' });
  for (const [name, problem] of [
    ['none.json', /there is no baseline file '.*none\.json'; daglens check --write-baseline/],
    ['report.json', /'.*report\.json' is not a baseline; /],
  ] as const) {
    const { code, out, err } = await own.run(['check', '--baseline', name, 'a.py']);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, problem);
  }
  const { code, err } = await own.run(['check', '--write-baseline', 'none/known.json', 'a.py']);
  assert.equal(code, 2);
  assert.match(err, /cannot write '.*none\/known\.json': /);
});
