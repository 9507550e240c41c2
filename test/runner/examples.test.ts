// The examples run on the builtin engine with nothing installed but Python: what they lack, the stand-ins file beside them gives.

import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { Project } from '../cli/commandLine';

const recorded: { readonly dags: readonly { readonly file: string; readonly dag_id: string }[] } = JSON.parse(
  readFileSync('test/truth/examples.json', 'utf8'),
);
const project = new Project({});
cpSync('examples', path.join(project.folder, 'examples'), { recursive: true });
after(() => project.remove());
const environment = { DAGLENS_CACHE: `${project.folder}/cache`, PATH: process.env.PATH!, HOME: process.env.HOME! };

describe('examples', { concurrency: 2 }, () => {
  for (const { file, dag_id } of recorded.dags)
    test(`${dag_id} in ${file}`, async () => {
      const root = file.slice(0, file.indexOf('/dags/'));
      const args = ['run', file, dag_id, '--root', root, '--engine', 'builtin', '--format', 'json'];
      const { code, out, err } = await project.run(args, { home: 'product', environment });
      assert.equal(code, 0, err);
      assert.equal((JSON.parse(out) as { state: string }).state, 'success');
    });
});
