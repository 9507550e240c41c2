// The typed tree of real constructs.

import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { parsePython } from '../../core/syntax/parse';
import { loadPythonParser } from '../../server/src/parser';

test('a DAG file becomes statements in order', async () => {
  const parser = await loadPythonParser(path.join(__dirname, '..'));
  const text = 'from airflow import DAG\nwith DAG("a") as dag:\n    a >> b >> [c, d]\n';
  const { module } = parsePython(parser, 'a.py', text);
  assert.deepEqual(
    module.body.map((statement) => statement.kind),
    ['ImportFrom', 'With'],
  );
});
