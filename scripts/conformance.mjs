// Measures daglens against real Airflow: the same files through the real DagBag and through `daglens graph` and `check`.
// node scripts/conformance.mjs [--only NAME] [--quick] [--show-diff N] [--cli FILE]
// Everything it needs is prepared once under $DAGLENS_CACHE (default .cache/conformance). Exit 1 below a threshold.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CATALOG_LINES, catalogCriterion } from '../test/conformance/catalog.mjs';
import { compareCorpus } from '../test/conformance/compare.mjs';
import { CORPORA } from '../test/conformance/corpora.mjs';
import { measureDrawings } from '../test/conformance/drawings.mjs';
import { cachePath, prepareCorpus } from '../test/conformance/prepare.mjs';
import { RUN_LINES, runCriterion } from '../test/conformance/runs/lines.mjs';
import { workerCriterion } from '../test/conformance/worker.mjs';

const QUICK = ['airflow3-core', 'airflow2-core'];
const LINES_A_DAG = 3;
const TRUE_ONES = JSON.parse(readFileSync(new URL('../test/conformance/trueFindings.json', import.meta.url), 'utf8'));
const KNOWN = JSON.parse(readFileSync(new URL('../test/conformance/differences.json', import.meta.url), 'utf8'));

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean' },
    'show-diff': { type: 'string' },
    cli: { type: 'string' },
  },
});
const CLI = path.resolve(options.cli ?? 'dist/cli.js');
const wanted = CORPORA.filter((corpus) =>
  options.only ? corpus.name.includes(options.only) : !options.quick || QUICK.includes(corpus.name),
);
if (!wanted.length && ![...CATALOG_LINES, ...RUN_LINES].some(({ name }) => name.includes(options.only)))
  throw new Error(`No corpus is named ${options.only}; there are ${CORPORA.map((c) => c.name).join(', ')}.`);

/** What one command of daglens prints as JSON, with the time it took. */
function daglens(command, corpus, { root, paths, extraArgs }) {
  const args = [
    CLI,
    command,
    '--format',
    'json',
    '--root',
    root,
    '--airflow-version',
    corpus.airflow,
    ...extraArgs,
    ...paths,
  ];
  const started = performance.now();
  const result = spawnSync(process.execPath, args, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 29,
    timeout: 600_000,
  });
  if (result.status !== 0 && result.status !== 1)
    throw new Error(`daglens ${command}: ${result.stderr || result.error}`);
  return { answer: JSON.parse(result.stdout), seconds: (performance.now() - started) / 1000 };
}

async function measure(corpus) {
  const prepared = prepareCorpus(corpus);
  process.stderr.write(`comparing ${corpus.name} …\n`);
  const truth = JSON.parse(readFileSync(prepared.truth, 'utf8'));
  const graph = daglens('graph', corpus, prepared);
  const check = daglens('check', corpus, prepared);
  return {
    corpus,
    seconds: graph.seconds + check.seconds,
    drawings: await measureDrawings(corpus, prepared, path.dirname(CLI)),
    worker: workerCriterion(corpus, prepared, truth),
    ...compareCorpus(truth, graph.answer, check.answer, trueOnesOf(corpus)),
  };
}

const knownReason = (corpus, entry) =>
  KNOWN.find((known) => known.corpus === corpus.name && known.file === entry.file && known.dag_id === entry.dag_id)
    ?.reason;

function printTable(results) {
  const rows = results.map((result) => [
    result.corpus.name,
    result.corpus.airflow,
    result.files,
    result.dags,
    result.exact,
    result.exactPercent.toFixed(1),
    result.unknownPercent.toFixed(1),
    result.falseErrors.length,
    result.missing,
    result.extra.length,
    result.refused,
    result.seconds.toFixed(1),
  ]);
  const head = [
    'corpus',
    'Airflow',
    'files',
    'DAGs',
    'exact',
    '%',
    '"?" %',
    'false errors',
    'missing',
    'extra',
    'refused',
    's',
  ];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => String(row[column]).length)));
  for (const row of [head, ...rows]) {
    console.log(
      row.map((cell, i) => (i < 2 ? String(cell).padEnd(widths[i]) : String(cell).padStart(widths[i]))).join('  '),
    );
  }
}

function shown(entry, limit) {
  const rest = entry.lines.length - limit;
  return [...entry.lines.slice(0, limit), ...(rest > 0 ? [`… and ${rest} more`] : [])];
}

function printDifferences({ corpus, differing, extra, falseErrors }) {
  if (differing.length + extra.length + falseErrors.length) console.log(`\n${corpus.name}`);
  for (const entry of differing) {
    console.log(`  ${entry.file} ${entry.dag_id}: ${shown(entry, LINES_A_DAG).join('; ')}`);
    console.log(`      because ${knownReason(corpus, entry) ?? '(not explained yet)'}`);
  }
  for (const entry of extra) {
    console.log(`  ${entry.file} ${entry.dag_id}: a DAG that Airflow does not collect`);
    console.log(`      because ${knownReason(corpus, entry) ?? '(not explained yet)'}`);
  }
  for (const line of falseErrors) console.log(`  false error ${line}`);
}

/** The developer's loop: the first differing DAGs with every line. */
function showDetails({ corpus, differing, extra, falseErrors }, count) {
  console.log(`\n${corpus.name}`);
  for (const entry of differing.slice(0, count)) {
    console.log(`  ${entry.file} ${entry.dag_id}`);
    for (const line of entry.lines) console.log(`      ${line}`);
  }
  for (const entry of extra.slice(0, count)) console.log(`  extra DAG ${entry.file} ${entry.dag_id}`);
  for (const line of falseErrors.slice(0, count)) console.log(`  false error ${line}`);
}

function criteria({ corpus, exactPercent, unknownPercent, falseErrors, drawings, worker }) {
  const { exact, unknown } = corpus.thresholds;
  for (const line of worker.lines) console.log(line);
  return [
    [`${corpus.name}: at least ${exact} % exact`, exactPercent >= exact, `${exactPercent.toFixed(1)} %`],
    [`${corpus.name}: at most ${unknown} % "?"`, unknownPercent <= unknown, `${unknownPercent.toFixed(1)} %`],
    [`${corpus.name}: no error on a file that Airflow loads`, falseErrors.length === 0, `${falseErrors.length}`],
    drawingCriterion(corpus, drawings),
    worker.judged,
  ];
}

/** Every DAG is drawn: all open, and with groups folded. */
function drawingCriterion({ name }, { dags, tasks, edges, milliseconds, faults }) {
  for (const fault of faults.slice(0, LINES_A_DAG)) console.log(`  ${name}: ${fault}`);
  const figures = `${dags} DAGs, ${tasks} tasks, ${edges} edges, ${Math.round(milliseconds)} ms, ${faults.length} faults`;
  return [`${name}: every task and edge is drawn once, and nothing overlaps`, dags > 0 && !faults.length, figures];
}

/** Findings read by hand: Airflow loads the file, and the task fails when it runs. */
function trueOnesOf(corpus) {
  return TRUE_ONES.filter((one) => one.corpus === corpus.name);
}

/** A corpus that cannot be prepared or measured fails; it is never passed over in silence. */
async function attempt(corpus) {
  try {
    return await measure(corpus);
  } catch (error) {
    return { corpus, failure: error.message };
  }
}

/** The operator catalog against import and inspection of the real classes. */
async function catalogCriteria() {
  const lines = options.only ? CATALOG_LINES.filter(({ name }) => name.includes(options.only)) : CATALOG_LINES;
  const judged = [];
  for (const line of options.quick ? [] : lines) {
    try {
      judged.push(await catalogCriterion(line, Number(options['show-diff'] ?? 3)));
    } catch (error) {
      judged.push([line.name, false, error.message]);
    }
  }
  return judged;
}

/** What the engines do with real Airflow. */
async function runCriteria() {
  const lines = options.only ? RUN_LINES.filter(({ name }) => name.includes(options.only)) : RUN_LINES;
  const judged = [];
  for (const line of options.quick ? [] : lines) judged.push(await runCriterion(line));
  return judged;
}

if (!existsSync(CLI)) {
  const built = spawnSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' });
  if (built.status !== 0) process.exit(2);
}
const attempts = [];
for (const corpus of wanted) attempts.push(await attempt(corpus));
const results = attempts.filter((result) => !result.failure);
printTable(results);
const details = options['show-diff'];
for (const result of results) details ? showDetails(result, Number(details)) : printDifferences(result);

const report = cachePath('report.json');
mkdirSync(path.dirname(report), { recursive: true });
writeFileSync(report, JSON.stringify(attempts, null, 1));
console.log(`\nfull report: ${report}`);
const judged = [
  ...results.flatMap(criteria),
  ...(await catalogCriteria()),
  ...(await runCriteria()),
  ...attempts.filter((result) => result.failure).map(({ corpus, failure }) => [corpus.name, false, failure]),
];
for (const [name, passed, value] of judged) console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${value})`);
const failed = judged.filter(([, passed]) => !passed).length;
console.log(`${judged.length - failed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
