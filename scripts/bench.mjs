// How fast DagLens is, as ratios measured in one run: against parsing the same files, and beside real Airflow and ruff.
// Uses the files that `npm run conformance` has prepared; without them, the examples.
import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle-options.mjs';

const OUT = path.resolve('.out/bench');
const CACHE = path.resolve(process.env.DAGLENS_CACHE ?? '.cache/conformance');
const BARS = { check: 2.5, keystroke: 3, graph: 4, cold: 1.5, coldRun: 8, warmRun: 3, task: 1 };
const COLD_FILES = 1000;
/** Of some runs the fastest counts: the one that other work on the machine disturbed least. */
const COLD_RUNS = 3;

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
await bundle();
const corpus = providerExamples() ?? examples();
const list = written('corpus', corpus);
const rows = [];

const whole = measure('check', list);
row('whole check against parse only, one thread', whole.check / whole.parse, BARS.check, [
  `${corpus.files.length} files`,
  `${seconds(whole.check)} against ${seconds(whole.parse)}`,
  `parse with our typed nodes ${seconds(whole.nodes)}`,
  `the fastest of ${whole.rounds} rounds, the first ${seconds(whole.first.check)} against ${seconds(whole.first.parse)}`,
]);
const typing = measure('keystroke', list);
row('keystroke against one full parse, p95', typing.p95, BARS.keystroke, [
  `${typing.keystrokes} keystrokes in ${typing.files} files of about ${typing.lines} lines`,
  `median ${typing.median.toFixed(2)}`,
  `p95 ${typing.milliseconds.toFixed(1)} ms, a parse ${typing.parse.toFixed(1)} ms`,
]);
for (const { what, keystrokes, whole: all, graph, typical } of JSON.parse(
  run(process.execPath, [program('paneKeystrokes'), list]),
)) {
  const { check, view, message, layout } = typical.steps;
  row(`graph after a keystroke against one full parse, ${what}, median`, graph.median, BARS.graph, [
    `${keystrokes} keystrokes`,
    `p95 ${graph.p95.toFixed(2)}; with the check ${all.median.toFixed(2)}, p95 ${all.p95.toFixed(2)}`,
    `check ${check.toFixed(1)} ms, view ${view.toFixed(1)}, message ${message.toFixed(1)}, layout ${layout.toFixed(1)}, a parse ${typical.parse.toFixed(1)}`,
  ]);
}
const thousand = thousandFiles(corpus);
const runs = Array.from({ length: COLD_RUNS }, () => coldCheck(thousand));
const cold = runs.reduce((best, each) => (each.milliseconds < best.milliseconds ? each : best));
const thousandList = written('thousand', thousand);
const parse = Math.min(...runs.map(() => measure('parse', thousandList).parse));
row('cold check in worker threads against one-thread parse', cold.milliseconds / parse, BARS.cold, [
  `${thousand.files.length} files`,
  `${seconds(cold.milliseconds)} against ${seconds(parse)}`,
  `peak memory ${cold.megabytes} MB`,
]);
const chain = path.join(OUT, 'chain');
const times = JSON.parse(run(process.execPath, [program('runs'), path.resolve('dist'), chain]));
row('a run of 10 tasks from nothing against the start of a bare Python', times.cold / times.bare, BARS.coldRun, [
  `${times.cold.toFixed(0)} ms against ${times.bare.toFixed(0)} ms`,
]);
row('the same with a warm worker', times.warm / times.bare, BARS.warmRun, [`${times.warm.toFixed(0)} ms`]);
row('one more task', times.task / times.bare, BARS.task, [`${times.task.toFixed(1)} ms`]);
beside();
besideRuns();
for (const line of rows) console.log(line);
process.exitCode = rows.some((line) => line.startsWith('over')) ? 1 : 0;

async function bundle() {
  const entryPoints = {
    measure: 'test/bench/measure.ts',
    paneKeystrokes: 'test/bench/paneKeystrokes.ts',
    runs: 'test/bench/runs.ts',
  };
  await build({ ...bundleOptions(), entryPoints, outdir: OUT, outExtension: { '.js': '.cjs' } });
  for (const name of ['web-tree-sitter/web-tree-sitter.wasm', 'tree-sitter-python/tree-sitter-python.wasm'])
    copyFileSync(`node_modules/${name}`, path.join(OUT, path.basename(name)));
  run(process.execPath, ['scripts/build.mjs', '--production']);
}

function providerExamples() {
  const root = path.join(CACHE, 'corpora/providers');
  if (!existsSync(root)) return undefined;
  return { root, airflowVersion: '3.3.2', importRoots: [root], files: dagFiles(root) };
}

function examples() {
  console.log('The provider examples are not here (npm run conformance prepares them): measured over examples/.');
  const root = path.resolve('examples');
  return { root, airflowVersion: '3.3.2', importRoots: [], files: dagFiles(root) };
}

function dagFiles(root) {
  return readdirSync(root, { recursive: true })
    .map((name) => path.join(root, String(name)))
    .filter((file) => file.endsWith('.py') && /airflow/i.test(readFileSync(file, 'utf8')))
    .filter((file) => !file.includes('tests_common'))
    .sort();
}

/** The files as often as it takes to have a thousand, in folders of their own. */
function thousandFiles({ root, airflowVersion, files }) {
  const copies = path.join(OUT, 'thousand');
  const found = [];
  const importRoots = [];
  for (let copy = 0; found.length < COLD_FILES; copy++) {
    const into = path.join(copies, `copy${copy}`);
    cpSync(root, into, { recursive: true, filter: (source) => !source.includes('__pycache__') });
    const wanted = files.slice(0, COLD_FILES - found.length);
    const kept = new Set(wanted.map((file) => path.join(into, path.relative(root, file))));
    for (const file of files) {
      const own = path.join(into, path.relative(root, file));
      if (!kept.has(own)) rmSync(own);
    }
    found.push(...kept);
    importRoots.push(into);
  }
  return { root: copies, airflowVersion, importRoots, files: found };
}

/** `daglens check` as a user starts it. A hook tells the peak memory of the process when it ends. */
function coldCheck({ root, airflowVersion, importRoots }) {
  const hook = path.join(OUT, 'memory.cjs');
  const peak = path.join(OUT, 'memory.txt');
  writeFileSync(
    hook,
    "process.on('exit', () => require('fs').writeFileSync(process.env.PEAK, String(process.resourceUsage().maxRSS)));",
  );
  const args = ['--require', hook, 'dist/cli.js', 'check', '--format', 'json', '--exit-zero', '--root', root];
  const imports = importRoots.flatMap((folder) => ['--path', folder]);
  const start = performance.now();
  run(process.execPath, [...args, ...imports, '--airflow-version', airflowVersion, root], { PEAK: peak });
  const milliseconds = performance.now() - start;
  return { milliseconds, megabytes: Math.round(Number(readFileSync(peak, 'utf8')) / 1024) };
}

/** The neighbours, where they are installed: told, not judged. */
function beside() {
  const python = path.join(CACHE, 'venvs/airflow3/bin/python');
  if (existsSync(python)) {
    const script = path.resolve('test/bench/dagbag.py');
    const env = { AIRFLOW_HOME: path.join(CACHE, 'homes/airflow3'), AIRFLOW__CORE__LOAD_EXAMPLES: 'False' };
    const { loaded, total } = JSON.parse(run(python, [script, list], env).trim().split('\n').at(-1));
    rows.push(
      `beside  real Airflow's DagBag: ${loaded.toFixed(1)} s for the ${corpus.files.length} files, ${total.toFixed(1)} s with its start; the whole check ${seconds(whole.check)}`,
    );
  } else rows.push("beside  real Airflow's DagBag: not installed (npm run conformance installs it)");
  const ruff = [path.join(CACHE, 'tools/bin/ruff'), 'ruff'].find((each) => spawnSync(each, ['--version']).status === 0);
  if (ruff) {
    const start = performance.now();
    spawnSync(ruff, ['check', '--select', 'AIR', '--isolated', '--no-cache', '--quiet', '--exit-zero', thousand.root]);
    rows.push(
      `beside  ruff check --select AIR: ${seconds(performance.now() - start)} for the ${thousand.files.length} files; DagLens ${seconds(cold.milliseconds)}`,
    );
  } else rows.push('beside  ruff: not installed');
}

/** A real Airflow runs the same DAG. */
function besideRuns() {
  const python = path.join(CACHE, 'venvs/airflow3/bin/python');
  if (!existsSync(python)) return rows.push('beside  dag.test() of a real Airflow: not installed');
  const home = path.join(OUT, 'airflow');
  cpSync(path.join(CACHE, 'homes/airflow3'), home, { recursive: true });
  const env = { AIRFLOW_HOME: home, AIRFLOW__CORE__LOAD_EXAMPLES: 'False', AIRFLOW__CORE__DAGS_FOLDER: chain };
  const script = path.resolve('test/bench/dag_test.py');
  const start = performance.now();
  const { warm } = JSON.parse(
    run(python, [script, `${chain}/dag_10.py`, 'chain_of_10'], env)
      .trim()
      .split('\n')
      .at(-1),
  );
  const cold = performance.now() - start - warm;
  return rows.push(
    `beside  a real Airflow runs the same DAG: dag.test() in a new process ${seconds(cold)}, ${(cold / times.cold).toFixed(0)} times as long (at least 20); ` +
      `again in the same one ${seconds(warm)}, ${(warm / times.warm).toFixed(1)} times (at least 5)`,
  );
}

function measure(kind, corpusFile) {
  return JSON.parse(run(process.execPath, [program('measure'), kind, corpusFile]));
}

function program(name) {
  return path.join(OUT, `${name}.cjs`);
}

function written(name, value) {
  const file = path.join(OUT, `${name}.json`);
  writeFileSync(file, JSON.stringify(value));
  return file;
}

function row(what, ratio, bar, details) {
  const verdict = ratio <= bar ? 'ok    ' : 'over  ';
  rows.push(`${verdict}  ${what}: ${ratio.toFixed(2)} (at most ${bar}); ${details.join('; ')}`);
}

function seconds(milliseconds) {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}

function run(command, args, env = {}) {
  const result = spawnSync(command, args, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (result.status !== 0)
    throw new Error(`${path.basename(command)} ${args[0]} ended with ${result.status ?? result.error}`);
  return result.stdout;
}
