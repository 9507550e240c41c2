// The hooks for pre-commit: they call a command that there is, and that takes files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse } from 'yaml';
import { Project } from './commandLine';

test('the hook is a command of the package, and finds what is wrong in the files that it is given', async (context) => {
  const hooks: unknown = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8'));
  assert.ok(Array.isArray(hooks) && hooks.length > 0);
  const project = new Project({ 'a.py': 'x = 1\n', 'dags/b.py': 'from airflow import DAG\nx = (\n' });
  context.after(() => project.remove());
  for (const { id, name, entry, language, types } of hooks) {
    assert.deepEqual([id, name, language, types], ['daglens', 'DagLens', 'node', ['python']]);
    const [program, ...args] = entry.split(' ');
    const { bin, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.equal(bin[program], 'dist/cli.js');
    // pre-commit installs from the repository, which has no bundles.
    assert.match(scripts.prepare, /scripts\/build\.mjs/);
    const { code, out } = await project.run([...args, 'a.py', 'dags/b.py']);
    assert.equal(code, 1);
    assert.match(out, /^dags\/b\.py:2:\d+: error: .*\[syntax-error\]/);
  }
});
