// Checks files that no one would write: no exception, none over 2 s, memory flat; and edits: incremental equals from scratch.
// node scripts/fuzz.mjs [--cases N] [--edits N] [--seed N] [--only "mutant 17" | --only "show 17"]
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

const OUT = path.resolve('.out/fuzz');
/** A task that takes longer hangs. */
const HANG_MS = 60_000;
const MOST_TOLD = 10;

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '20000' },
    edits: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});
await bundle();
const examples = readdirSync('examples', { recursive: true })
  .filter((name) => String(name).endsWith('.py'))
  .sort()
  .map((name) => readFileSync(path.join('examples', String(name)), 'utf8'));
const tasks = values.only ? [values.only] : [...numbered('mutant', values.cases), ...numbered('edits', values.edits)];
const queue = [...tasks];
const slowest = { milliseconds: 0, task: '', kind: '' };
const memory = [];
let passed = 0;
let failed = 0;

await Promise.all(Array.from({ length: Math.min(2, tasks.length) }, runWorker));
const growth = memoryGrowth();
if (growth !== undefined && growth > 1.25)
  fail('memory', `grew to ${growth.toFixed(2)} times what it was after a quarter of the files`);
console.log(
  `slowest: ${Math.round(slowest.milliseconds)} ms (${slowest.task}, ${slowest.kind}); peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB${growth === undefined ? '' : `, last quarter ${growth.toFixed(2)} times the second`}`,
);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);

async function bundle() {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  await build({
    ...bundleOptions(),
    entryPoints: { fuzz: 'test/fuzz/fuzz.ts' },
    outdir: OUT,
    outExtension: { '.js': '.cjs' },
  });
  for (const name of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'])
    copyFileSync(`node_modules/${name}`, path.join(OUT, path.basename(name)));
}

function numbered(what, count) {
  return Array.from({ length: Number(count) }, (_, index) => `${what} ${index}`);
}

/** One thread; if it hangs or dies, the task has failed and a new thread goes on. */
function runWorker() {
  return new Promise((resolve) => {
    const worker = new Worker(path.join(OUT, 'fuzz.cjs'), { workerData: { examples, seed: Number(values.seed) } });
    let task;
    let timer;
    const next = () => {
      clearTimeout(timer);
      task = queue.shift();
      if (task === undefined) return worker.terminate().then(resolve);
      timer = setTimeout(() => lost(`did not end within ${HANG_MS / 1000} s`), HANG_MS);
      worker.postMessage(task);
    };
    const lost = (why) => {
      clearTimeout(timer);
      worker.removeAllListeners();
      worker.terminate();
      fail(task ?? 'start', why);
      resolve(task === undefined ? undefined : runWorker());
    };
    worker.on('message', (message) => {
      if (message !== 'ready') note(message);
      next();
    });
    worker.on('error', (error) => lost(`ended the thread: ${error.stack ?? error}`));
  });
}

function note({ task, kind, problem, milliseconds }) {
  if (milliseconds > slowest.milliseconds && kind !== 'edits') Object.assign(slowest, { milliseconds, task, kind });
  if (problem === undefined) passed++;
  else fail(`${task} (${kind})`, problem);
  const done = tasks.length - queue.length;
  if (done % 200 === 0) memory.push({ done, bytes: process.memoryUsage.rss() });
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${tasks.length}`);
}

function fail(what, why) {
  failed++;
  if (failed <= MOST_TOLD) console.error(`not ok - ${what}: ${why}`);
}

/** How much the memory of the last quarter exceeds that of the second: medians, so that one big file does not count. */
function memoryGrowth() {
  const median = (part) => part.map(({ bytes }) => bytes).sort((a, b) => a - b)[Math.floor(part.length / 2)];
  const quarter = Math.floor(memory.length / 4);
  if (quarter < 4) return undefined;
  return median(memory.slice(-quarter)) / median(memory.slice(quarter, 2 * quarter));
}
