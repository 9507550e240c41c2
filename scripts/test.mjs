// Bundles test/**/*.test.ts and runs them with node:test; closes with "N passed, N failed".
// node scripts/test.mjs [part of a path …] runs only the files whose path holds one of the parts.
import { copyFileSync, mkdirSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';
import { unpackPythonLibraries } from './python-libs.mjs';

const OUT = `.out/tests-${process.pid}`;
const parts = process.argv.slice(2);
const sources = readdirSync('test', { recursive: true })
  .map((name) => `test/${String(name).replaceAll('\\', '/')}`)
  .filter((name) => name.endsWith('.test.ts') && (!parts.length || parts.some((part) => name.includes(part))))
  .sort();
process.on('exit', () => rmSync(OUT, { recursive: true, force: true }));
await build({
  ...bundleOptions(),
  sourcemap: 'inline',
  external: ['esbuild'],
  entryPoints: sources,
  outbase: 'test',
  outdir: OUT,
  outExtension: { '.js': '.cjs' },
  loader: { '.py': 'text', '.wasm': 'file' },
});
copyFileSync('node_modules/web-tree-sitter/web-tree-sitter.wasm', `${OUT}/web-tree-sitter.wasm`);
copyFileSync('node_modules/tree-sitter-python/tree-sitter-python.wasm', `${OUT}/tree-sitter-python.wasm`);
// What runs need, as it lies beside the bundles of the product.
if (sources.some((name) => /^test\/(?:runner|cli)\//.test(name))) {
  const product = `${OUT}/product`;
  mkdirSync(`${product}/python`, { recursive: true });
  symlinkSync(path.resolve('catalog'), `${product}/catalog`, 'junction');
  for (const name of ['daglens_worker', 'daglens_airflow'])
    symlinkSync(path.resolve(`runner/python/${name}`), `${product}/python/${name}`, 'junction');
  for (const name of ['web-tree-sitter', 'tree-sitter-python'])
    copyFileSync(`${OUT}/${name}.wasm`, `${product}/${name}.wasm`);
  unpackPythonLibraries(`${product}/python/libs`);
}

const files = sources.map((name) => path.resolve(OUT, path.relative('test', name).replace(/\.ts$/, '.cjs')));
let passed = 0;
let failed = 0;
let skipped = 0;
// Node 20 reports each file as a test of its own.
const isFile = (name) => files.some((file) => file === name || file.endsWith(name));
const stream = run({ files, concurrency: 2, timeout: 300_000 });
stream.on('test:pass', (test) => {
  if (test.details?.type === 'suite' || isFile(test.name)) return;
  if (test.skip !== undefined || test.todo !== undefined) skipped++;
  else passed++;
});
stream.on('test:fail', (test) => {
  const error = test.details?.error;
  if (error?.failureType === 'subtestsFailed') return;
  failed++;
  console.error(`not ok - ${test.name} (${path.relative('.', test.file ?? '')}:${test.line ?? 0})`);
  console.error(error?.cause?.stack ?? error?.stack ?? String(error));
});
stream.on('test:stderr', (event) => process.stderr.write(event.message));
await new Promise((resolve) => stream.on('end', resolve).resume());
if (!files.length) {
  console.error('No test file matches.');
  failed++;
}
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed ? 1 : 0;
