// Headless neovim as a client that knows nothing of us: the same diagnostics as in the workbench, over stdio.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FILE, WRONG } from './mistakes.mjs';

const SEVERITIES = [undefined, 'error', 'warning', 'info'];
const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'neovim.lua');

/** `problems`: what the workbench's Problems panel said about the same text. */
export async function checkNeovim(report, cli, problems) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'nvim-'));
  try {
    await report.step('neovim gets the same diagnostics', () => compare(folder, path.resolve(cli), problems));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function compare(folder, cli, problems) {
  const out = path.join(folder, 'out.json');
  writeFileSync(path.join(folder, FILE), WRONG);
  const env = {
    ...process.env,
    DAGLENS_FILE: FILE,
    DAGLENS_CLI: cli,
    DAGLENS_NODE: process.execPath,
    DAGLENS_OUT: out,
    DAGLENS_WANTED: String(problems.length),
    XDG_STATE_HOME: folder,
  };
  const { status, stderr } = spawnSync('nvim', ['--clean', '--headless', '-n', '-S', script], {
    cwd: folder,
    env,
    timeout: 90_000,
  });
  assert.equal(status, 0, `neovim ended with ${status}: ${stderr}`);
  const { diagnostics } = JSON.parse(readFileSync(out, 'utf8'));
  const rows = diagnostics.map(({ severity, ...rest }) => ({ severity: SEVERITIES[severity], ...rest }));
  assert.ok(rows.length > 0, 'neovim shows diagnostics');
  assert.deepEqual(inOrder(rows), inOrder(problems));
}

function inOrder(rows) {
  const keys = ['line', 'column', 'severity', 'source', 'code', 'message'];
  return rows
    .map((row) => Object.fromEntries(keys.map((key) => [key, row[key]])))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
