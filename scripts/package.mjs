// Builds the product and packs it into daglens.vsix; needs neither git nor the network.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packedManifest } from './manifest.mjs';

const OUTPUT = path.resolve('daglens.vsix');
/** 3 MB for the product, 1 MB for the Python libraries that DAG files need. */
const LARGEST_BYTES = 4_000_000;
const STAGE = path.resolve(`.out/package-${process.pid}`);

process.on('exit', () => rmSync(STAGE, { recursive: true, force: true }));
run('.', 'scripts/build.mjs', '--production');
mkdirSync(STAGE, { recursive: true });
for (const name of JSON.parse(readFileSync('package.json', 'utf8')).files)
  cpSync(name, path.join(STAGE, name), { recursive: true });
writeFileSync(path.join(STAGE, 'package.json'), await packedManifest());
run(
  STAGE,
  path.resolve('node_modules/@vscode/vsce/vsce'),
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  OUTPUT,
);
const { size } = statSync(OUTPUT);
console.log(`${path.basename(OUTPUT)}: ${Math.round(size / 1000)} kB`);
if (size > LARGEST_BYTES) {
  console.error(
    `${path.basename(OUTPUT)} is larger than ${LARGEST_BYTES / 1e6} MB: see what got into "files" of package.json.`,
  );
  process.exitCode = 1;
}

function run(folder, script, ...args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], { cwd: folder, stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${script} failed${error ? `: ${error.message}` : ''}.`);
  process.exit(1);
}
