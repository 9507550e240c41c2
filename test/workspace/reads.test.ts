// What an analysis reads: the workspace and what the settings name, and nothing else, whatever paths the code holds.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import type { FileSystem } from '../../core/workspace/ports';
import { Snapshot } from '../../core/workspace/snapshot';
import { catalogFiles } from '../../server/src/catalogFiles';
import { loadPythonParser } from '../../server/src/parser';
import { memoryFiles } from '../support/engine';
import { projectSettings } from './settings';

const HEAD = 'from pathlib import Path\nfrom airflow.sdk import DAG\nfrom airflow.sdk import BaseOperator\n';

interface Answer {
  readonly tasks: readonly string[];
  readonly read: readonly string[];
}

/** Checks `/project/dags/dag.py` among other files; the ids of its tasks, and every path that was read. */
async function check(dag: string, others: Readonly<Record<string, string>>): Promise<Answer> {
  const files = memoryFiles(new Map([['/project/dags/dag.py', HEAD + dag], ...Object.entries(others)]));
  const read: string[] = [];
  const watched: FileSystem = {
    readText: (file) => {
      read.push(file);
      return files.readText(file);
    },
    readDirectory: (folder) => {
      read.push(folder);
      return files.readDirectory(folder);
    },
  };
  const parser = await loadPythonParser(path.join(__dirname, '..'));
  const settings = projectSettings({ root: '/project', paths: ['/shared/lib'], airflowVersion: '3.3.2' });
  const { dagFile } = Snapshot.create({
    settings,
    files: watched,
    parser,
    catalog: catalogFiles('catalog'),
    now: Date.now,
  }).check('/project/dags/dag.py');
  return { tasks: [...(dagFile?.dags[0]?.tasks.keys() ?? [])], read };
}

const TASK_OF = (file: string) => `with DAG("d"):\n    BaseOperator(task_id=Path("${file}").read_text())\n`;

test('a file of the workspace is read', async () => {
  const { tasks } = await check(TASK_OF('/project/config/name.txt'), { '/project/config/name.txt': 'inside' });
  assert.deepEqual(tasks, ['inside']);
});

test('a file below a folder that the settings name is read', async () => {
  const { tasks } = await check(TASK_OF('/shared/lib/name.txt'), { '/shared/lib/name.txt': 'named' });
  assert.deepEqual(tasks, ['named']);
});

for (const file of ['/elsewhere/secret.txt', '/project/../elsewhere/secret.txt', '../../elsewhere/secret.txt']) {
  test(`${file} is not read`, async () => {
    const { tasks, read } = await check(TASK_OF(file), { '/elsewhere/secret.txt': 'secret' });
    assert.deepEqual(tasks.length, 1);
    assert.notEqual(tasks[0], 'secret');
    assert.deepEqual(
      read.filter((each) => !each.startsWith('/project') && !each.startsWith('/shared/lib')),
      [],
    );
  });
}

test('the path of a deployed project means the same file in the workspace, and is only assumed', async () => {
  const dag = `${TASK_OF('/opt/airflow/dags/names/one.txt')}    BaseOperator(task_id="bad id")\n`;
  const { tasks } = await check(dag, { '/project/dags/names/one.txt': 'deployed' });
  assert.deepEqual(tasks, ['deployed', 'bad id']);
});
