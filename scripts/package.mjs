// Builds the product and packs it into daglens.vsix; needs neither git nor the network.
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';

const OUTPUT = 'daglens.vsix';
const LARGEST_BYTES = 2_000_000;

run('scripts/build.mjs', '--production');
run(
  'node_modules/@vscode/vsce/vsce',
  'package',
  '--no-dependencies',
  '--allow-missing-repository',
  '--no-rewrite-relative-links',
  '--out',
  OUTPUT,
);
const { size } = statSync(OUTPUT);
console.log(`${OUTPUT}: ${Math.round(size / 1000)} kB`);
if (size > LARGEST_BYTES) {
  console.error(`${OUTPUT} is larger than ${LARGEST_BYTES / 1e6} MB: see what got into "files" of package.json.`);
  process.exitCode = 1;
}

function run(script, ...args) {
  const { status, error } = spawnSync(process.execPath, [script, ...args], { stdio: 'inherit' });
  if (status === 0) return;
  console.error(`${script} failed${error ? `: ${error.message}` : ''}.`);
  process.exit(1);
}
