// Loads a corpus with the worker of the builtin engine, and compares its DAGs with those of the real Airflow.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { dagDifferences } from './compare.mjs';
import { ENVIRONMENTS } from './corpora.mjs';
import { cachePath } from './prepare.mjs';

const OLDEST_MINOR = 9;
const SHOWN = 3;
/** Some helpers of providers make tasks themselves, and what they make is not known without the provider. */
const LEAST_EXACT = 98;

/** The interpreter of the corpus' environment, which has what its files import; the worker imports no Airflow from it. */
function interpreterOf({ environment }) {
  const minor = Number(ENVIRONMENTS[environment].python.split('.')[1]);
  return minor < OLDEST_MINOR ? 'python3' : path.resolve(cachePath('venvs', environment, 'bin', 'python'));
}

function answerOf(corpus, { root: folderOfFiles, extraArgs }, files) {
  const root = path.resolve(folderOfFiles);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-worker-'));
  try {
    const [list, out] = [path.join(folder, 'files.json'), path.join(folder, 'out.json')];
    writeFileSync(list, JSON.stringify(files));
    const python = interpreterOf(corpus);
    const roots = extraArgs.filter((arg) => !arg.startsWith('--')).map((name) => path.resolve(root, name));
    const own = [
      path.resolve('runner/python'),
      path.resolve('catalog'),
      corpus.airflow,
      root,
      list,
      out,
      root,
      ...roots,
    ];
    const env = { ...process.env, PATH: `${path.dirname(python)}${path.delimiter}${process.env.PATH}` };
    const args = [path.resolve('test/conformance/load_in_worker.py'), ...own];
    const { status, stderr } = spawnSync(python, args, { encoding: 'utf8', env, cwd: folder });
    if (status !== 0) throw new Error(`the worker: ${stderr}`);
    return JSON.parse(readFileSync(out, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const key = (dag) => `${dag.file} ${dag.dag_id}`;

/** @returns the lines that say what differs, and how it is judged: name, passed, figures */
export function workerCriterion(corpus, prepared, truth) {
  const refused = new Set(truth.errors.map(({ file }) => file));
  const answer = answerOf(corpus, prepared, Object.keys(truth.files));
  const ours = new Map(answer.dags.map((dag) => [key(dag), dag]));
  const real = truth.dags.filter(({ file }) => !refused.has(file));
  const lines = real.flatMap((dag) => {
    const other = ours.get(key(dag));
    const differing = other ? dagDifferences(dag, other) : ['the whole DAG is missing'];
    return differing.length ? [`  worker ${key(dag)}: ${differing.slice(0, SHOWN).join('; ')}`] : [];
  });
  const errors = answer.errors.filter(({ file }) => !refused.has(file));
  const percent = (100 * (real.length - lines.length)) / real.length;
  const figures = `${real.length - lines.length} of ${real.length} DAGs, ${errors.length} files with an error`;
  const passed = percent >= LEAST_EXACT && errors.length <= real.length * 0.02;
  return { lines, judged: [`${corpus.name}: the worker of the builtin engine builds the same`, passed, figures] };
}
