// The stub that `npm run new-rule` writes.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';

const SCRIPT = path.resolve('scripts/new-rule.mjs');

/** Runs `npm run new-rule` in a copy of what it needs. */
function newRule(name: string, read: (file: (path: string) => string, status: number | null) => void): void {
  const folder = mkdtempSync(path.join(tmpdir(), 'daglens-new-rule-'));
  try {
    mkdirSync(path.join(folder, 'core/rules'), { recursive: true });
    copyFileSync('core/rules/index.ts', path.join(folder, 'core/rules/index.ts'));
    const { status } = spawnSync(process.execPath, [SCRIPT, name], { cwd: folder, encoding: 'utf8' });
    const file = (name: string) => path.join(folder, name);
    read((name) => (existsSync(file(name)) ? readFileSync(file(name), 'utf8') : ''), status);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a new rule has a marked example that it does not find yet, and stands in the index by name', () => {
  newRule('cyclic-asset', (file, status) => {
    assert.equal(status, 0);
    const rule = file('core/rules/cyclic-asset.ts');
    assert.match(rule, /export const cyclicAsset: Rule = \{\n {2}id: 'cyclic-asset',/);
    assert.match(rule, /\^ warning: /);
    assert.match(rule, /check: \(\) => \[\],/);
    const index = file('core/rules/index.ts');
    assert.match(index, /from '\.\/cycle';\nimport \{ cyclicAsset \} from '\.\/cyclic-asset';\nimport \{ d/);
    assert.match(index, /\n {2}cycle,\n {2}cyclicAsset,\n {2}d/);
  });
});

test('a name that is taken or no kebab-case is refused', () => {
  newRule('CamelCase', (file, status) => {
    assert.equal(status, 2);
    assert.equal(file('core/rules/index.ts'), readFileSync('core/rules/index.ts', 'utf8'));
  });
});
