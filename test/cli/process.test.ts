// The command line as a program: its bundle, its threads, its pipes.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { build } from 'esbuild';

const FILES = 120;
const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-process-'));
const cli = path.join(folder, 'dist/cli.js');

function dagFile(number: number): string {
  return `from airflow.sdk import DAG
from airflow.providers.standard.operators.empty import EmptyOperator
with DAG("dag_${number}"):
    EmptyOperator(task_id="a")
    EmptyOperator(task_id="a")
`;
}

before(async () => {
  await build({
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'warning',
    alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
    entryPoints: { cli: 'server/src/cli/main.ts', worker: 'server/src/cli/worker.ts' },
    outdir: path.dirname(cli),
  });
  for (const name of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'])
    copyFileSync(`node_modules/${name}`, path.join(path.dirname(cli), path.basename(name)));
  copyFileSync('package.json', path.join(folder, 'package.json'));
  for (let number = 0; number < FILES; number++) {
    const into = path.join(folder, `dags/team_${number % 7}`);
    mkdirSync(into, { recursive: true });
    writeFileSync(path.join(into, `dag_${String(number).padStart(3, '0')}.py`), dagFile(number));
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

function daglens(...args: string[]) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
}

it('checks many files in threads, and answers in their order', () => {
  const { status, stdout, stderr } = daglens('check', '--format', 'json', 'dags');
  assert.equal(stderr, '');
  assert.equal(status, 1);
  const files = JSON.parse(stdout).findings.map((finding: { file: string }) => finding.file);
  assert.equal(files.length, FILES);
  assert.deepEqual(files, [...files].sort());
});

it('tells in threads too what files say of each other, each under the settings of its folder', () => {
  const twins = path.join(folder, 'twins');
  for (const team of ['strict', 'lenient', 'ours'])
    for (let number = 0; number < 20; number++) {
      const into = path.join(twins, `dags/${team}`);
      mkdirSync(into, { recursive: true });
      const id = team === 'ours' ? `ours_${number}` : `shared_${number}`;
      writeFileSync(path.join(into, `${team}_${number}.py`), dagFile(number).replace(`dag_${number}`, id));
    }
  writeFileSync(path.join(twins, 'dags/lenient/daglens.toml'), '[severity]\nduplicate-dag-id = "off"\n');
  writeFileSync(path.join(twins, 'dags/strict/daglens.toml'), '[severity]\nduplicate-dag-id = "error"\n');
  const { stdout } = daglens('check', '--format', 'json', '--root', 'twins', 'twins');
  const found: { file: string; rule: string; severity: string }[] = JSON.parse(stdout).findings;
  const duplicates = found.filter(({ rule }) => rule === 'duplicate-dag-id');
  assert.equal(found.length - duplicates.length, 60);
  assert.equal(duplicates.length, 20);
  for (const { file, severity } of duplicates) {
    assert.match(file, /dags\/strict\//);
    assert.equal(severity, 'error');
  }
});

it('answers with the version of the package', () => {
  const { status, stdout } = daglens('--version');
  assert.equal(status, 0);
  assert.match(stdout, /^daglens \d+\.\d+\.\d+\n$/);
});

it('writes a report that is longer than a pipe holds', () => {
  const { stdout } = daglens('graph', 'dags');
  assert.equal(JSON.parse(stdout).errors.length, FILES);
});

it('ends in silence when nobody reads on', async () => {
  const child = spawn(process.execPath, [cli, 'check', 'dags'], { cwd: folder });
  let err = '';
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  await new Promise((resolve) => child.once('close', resolve));
  assert.equal(err, '');
});

it('speaks the language server protocol', async () => {
  const child = spawn(process.execPath, [cli, 'lsp', '--stdio'], { cwd: folder });
  const body = JSON.stringify({
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { processId: null, rootUri: null, capabilities: {} },
  });
  child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const answer = await new Promise<string>((resolve) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('"id":1')) resolve(text);
    });
  });
  child.kill();
  assert.match(answer, /"textDocumentSync"/);
});
