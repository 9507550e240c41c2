// The documents that are made from the code are up to date, and what they point to is there.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RULES } from '../core/rules/index';
import { SETTINGS } from '../core/workspace/settingsFile';

const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'examples/README.md',
  'docs/graph-pane.md',
  'docs/running.md',
];
const LONGEST_ARCHITECTURE = 150;

test('the pages about rules, the settings and their schema are fresh', () => {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/docs.mjs', '--check'], { encoding: 'utf8' });
  assert.equal(status, 0, stderr);
});

test('the packed settings offer every rule', () => {
  const script = "import('./scripts/manifest.mjs').then(async (made) => console.log(await made.packedManifest()))";
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  const { properties } = JSON.parse(stdout).contributes.configuration;
  const ids = RULES.map(({ id }) => id);
  assert.deepEqual(Object.keys(properties['daglens.rules.severity'].properties), ids);
  assert.deepEqual(properties['daglens.rules.ignore'].items.anyOf[0].enum, ['all', ...ids]);
});

test('every setting of a project is a setting of the editor too', () => {
  const { properties } = JSON.parse(readFileSync('package.json', 'utf8')).contributes.configuration;
  const camelCase = (name: string) => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  const missing = SETTINGS.map(({ name }) => camelCase(name)).filter(
    (name) => !(`daglens.${name}` in properties) && !(`daglens.rules.${name}` in properties),
  );
  assert.deepEqual(missing, []);
});

for (const document of DOCUMENTS) {
  test(`what ${document} points to is there`, () => {
    const text = readFileSync(document, 'utf8');
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].map((match) => match[1]!);
    const missing = links.filter((link) => !existsSync(path.join(path.dirname(document), link)));
    assert.deepEqual(missing, []);
  });
}

test('ARCHITECTURE.md names files, folders and tests that exist, in few lines', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const named = [
    ...text.matchAll(/`((?:core|graph|protocol|server|client|test|scripts|docs|examples|syntaxes)\/[\w./-]*)`/g),
  ];
  const missing = named.map((match) => match[1]!).filter((name) => !existsSync(name));
  assert.deepEqual(missing, [], 'ARCHITECTURE.md tells of what is no longer there.');
  assert.ok(text.split('\n').length <= LONGEST_ARCHITECTURE, `keep it within ${LONGEST_ARCHITECTURE} lines`);
});

test('ARCHITECTURE.md has every folder of core/', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const folders = readdirSync('core', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const untold = folders.map(({ name }) => name).filter((name) => !new RegExp(`^\\s+${name}/`, 'm').test(text));
  assert.deepEqual(untold, []);
});
