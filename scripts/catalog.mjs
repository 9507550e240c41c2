// Writes the catalog of Airflow's modules, operators and moves (catalog/) from the wheels that scripts/catalog/locks/ pins.
// node scripts/catalog.mjs: the wheels go to $DAGLENS_CACHE/wheels (default .cache/conformance) and are read, not installed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deflateSync } from 'node:zlib';

const HERE = import.meta.dirname;
const CACHE = path.resolve(process.env.DAGLENS_CACHE ?? '.cache/conformance');
const WHEELS = path.join(CACHE, 'wheels');
const JSON_FILES = mkdtempSync(path.join(tmpdir(), 'daglens-catalog-'));
/** Line → the Python whose wheels are taken: 1.10 knows none later than 3.8. */
const PYTHONS = { 1: '3.8', 2: '3.11', 3: '3.11' };

function run(command, args) {
  const { status, error } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${command} ${args[0]} failed${error ? `: ${error.message}` : ''}`);
}

const lockLines = (name) =>
  readFileSync(path.join(HERE, 'catalog/locks', `${name}.txt`), 'utf8')
    .trim()
    .split('\n');

function isThere(requirement) {
  const stem = requirement.replaceAll('-', '_').replace('==', '-');
  return readdirSync(WHEELS).some((name) => name.startsWith(`${stem}-`));
}

function download(python, ...requirements) {
  const missing = requirements.filter((requirement) => !isThere(requirement));
  const flags = ['--no-deps', '--only-binary=:all:', '--python-version', python, '-d', WHEELS];
  if (missing.length) run('python3', ['-m', 'pip', 'download', '-q', ...flags, ...missing]);
}

/** Compresses a file of the catalog, as Python's own library can read it, too; small ones as well, so that there is one way. */
function compress(name) {
  const packed = deflateSync(readFileSync(path.join(JSON_FILES, name)), { level: 9 });
  const target = path.join('catalog', `${name}.z`);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, packed);
  return packed.length;
}

mkdirSync(WHEELS, { recursive: true });
for (const [line, python] of Object.entries(PYTHONS)) download(python, ...lockLines(`airflow${line}`));
// Earlier releases each by itself, since pip takes one version of a package at a time.
for (const line of lockLines('earlier')) download(...line.split(' '));
for (const line of Object.keys(PYTHONS)) rmSync(`catalog/${line}`, { recursive: true, force: true });
run('python3', [path.join(HERE, 'catalog/generate.py'), WHEELS, JSON_FILES]);
const names = readdirSync(JSON_FILES, { recursive: true }).filter((name) => String(name).endsWith('.json'));
const bytes = names.map((name) => compress(String(name))).reduce((sum, size) => sum + size, 0);
console.log(`catalog: ${names.length} files, ${Math.round(bytes / 1000)} kB`);
rmSync(JSON_FILES, { recursive: true, force: true });
