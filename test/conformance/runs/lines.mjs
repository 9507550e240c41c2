// The part `runs` of the conformance suite: recorded scenarios, what the engines promise, example DAGs on two engines, clusters.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadCore } from '../../../scripts/load-core.mjs';
import { CORPORA } from '../corpora.mjs';
import { cachePath, prepareCorpus } from '../prepare.mjs';
import { withCluster } from './cluster.mjs';
import { PROMISES, variablesFile } from './engineAirflow.mjs';
import { checkRemote } from './engineRemote.mjs';
import { compareExamples } from './examples.mjs';
import { writeNames2 } from './names2.mjs';
import { compareScenario, readScenarios } from './scenarios.mjs';

const EXPLAINED = JSON.parse(readFileSync(new URL('./explained.json', import.meta.url), 'utf8'));
const DEPLOYED = fileURLToPath(new URL('./deployed/', import.meta.url));
const SHOWN = 3;
const EXPORTS = `
  export { createAirflowEngine } from './runner/src/airflow/engine';
  export { createBuiltinEngine } from './runner/src/builtin/builtinEngine';
  export { AirflowApi } from './runner/src/remote/airflowApi';
  export { differences } from './runner/src/remote/difference';
  export { createRemoteEngine } from './runner/src/remote/engine';
  export { environmentSecrets, remoteFromEnvironment } from './runner/src/remote/remoteSettings';
  export { applyEvent, emptyRecord } from './core/runs';
`;

/** The lines of truth/runner/runs.json that each environment is compared with. */
const LINES = { airflow3: '3', airflow2: '2' };
const VERSIONS = { airflow3: '3.3.2', airflow2: '2.11.2' };
const POOLS = new Map([['narrow', 1]]);
const EXAMPLES = { airflow3: 'airflow3-core', airflow2: 'airflow2-core' };

/** Each line: a name for --only, and what it finds: [criterion, passed, figures]. */
export const RUN_LINES = Object.keys(LINES).flatMap((environment) => [
  { name: `runs-scenarios-${environment}`, judge: () => withEngine(environment, scenarios) },
  { name: `runs-promises-${environment}`, judge: () => withEngine(environment, promises) },
  { name: `runs-examples-${environment}`, judge: () => withEngine(environment, examples) },
  { name: `runs-remote-${environment}`, judge: () => remote(environment) },
]);

/** The criterion of a line; one that cannot be judged fails. */
export async function runCriterion({ name, judge }) {
  process.stderr.write(`${name} …\n`);
  try {
    return await judge();
  } catch (error) {
    return [name, false, error.message];
  }
}

/** Makes engines with the real Airflow of an environment, in a folder of their own, and disposes of them. */
async function withEngine(environment, use) {
  const corpus = prepareCorpus(CORPORA.find(({ name }) => name === EXAMPLES[environment]));
  const parts = await loadCore(EXPORTS);
  const root = mkdtempSync(path.join(os.tmpdir(), 'daglens-runs-'));
  const folders = {
    python: path.resolve('dist/python'),
    catalog: path.resolve('dist/catalog'),
    cache: cachePath('runs', environment),
  };
  const names = environment === 'airflow2' ? { PYTHONPATH: writeNames2(path.join(root, 'names')) } : {};
  const base = { PATH: process.env.PATH, HOME: process.env.HOME, ...names };
  const made = [];
  const make = (create, more = {}, python = cachePath('venvs', environment, 'bin', 'python')) => {
    const settings = { version: VERSIONS[environment], python, root, importRoots: [], dagsFolder: undefined };
    const engine = create(
      { ...settings, variablesFile: variablesFile(root), environment: { ...base, ...more }, pools: POOLS },
      folders,
    );
    made.push(engine);
    return engine;
  };
  try {
    return await use({ environment, corpus, parts, make });
  } finally {
    await Promise.all(made.map((engine) => engine.dispose()));
    rmSync(root, { recursive: true, force: true });
  }
}

async function scenarios({ environment, parts, make }) {
  const engine = make(parts.createAirflowEngine);
  const all = readScenarios();
  const differing = [];
  for (const scenario of all) {
    const { env } = scenario.wanted;
    const own = env ? make(parts.createAirflowEngine, env) : engine;
    const found = await compareScenario({ engine: own, parts, scenario, line: LINES[environment] });
    if (env) await own.dispose();
    if (found.length > 0) differing.push({ name: scenario.name, found });
  }
  const reasons = EXPLAINED[environment] ?? {};
  for (const { name, found } of differing)
    console.log(
      `  ${name}: ${found.slice(0, SHOWN).join('; ')}\n      because ${reasons[name] ?? '(not explained yet)'}`,
    );
  const unexplained = differing.filter(({ name }) => !(name in reasons));
  const figures = `${all.length - differing.length} of ${all.length} equal, ${unexplained.length} not explained`;
  return [`runs: engine airflow ${VERSIONS[environment]} gives what was recorded`, unexplained.length === 0, figures];
}

async function promises({ environment, parts, make }) {
  const engine = make(parts.createAirflowEngine);
  let kept = 0;
  for (const [name, check] of PROMISES) {
    const fault = await check({ engine, parts });
    if (fault) console.log(`  ${name}: ${fault}`);
    else kept++;
  }
  const figures = `${kept} of ${PROMISES.length}`;
  return [`runs: engine airflow ${VERSIONS[environment]} keeps its promises`, kept === PROMISES.length, figures];
}

async function examples({ environment, corpus, parts, make }) {
  const airflow = make(parts.createAirflowEngine);
  const builtin = make(parts.createBuiltinEngine, {}, 'python3');
  const { figures, faults } = await compareExamples({ corpus, parts, airflow, builtin });
  const name = `runs: example DAGs of ${VERSIONS[environment]} end on builtin as on airflow`;
  return [name, faults.length === 0, figures];
}

async function remote(environment) {
  prepareCorpus(CORPORA.find(({ name }) => name === EXAMPLES[environment]));
  const parts = await loadCore(EXPORTS);
  const places = { venvs: cachePath('venvs'), homes: cachePath('homes') };
  const results = await withCluster(environment, places, DEPLOYED, (access) => checkRemote(parts, access));
  const faults = results.filter(([, fault]) => fault);
  for (const [name, fault] of faults) console.log(`  ${name}: ${fault}`);
  const figures = `${results.length - faults.length} of ${results.length} checks`;
  return [`runs: engine remote on a real ${VERSIONS[environment]}`, faults.length === 0, figures];
}
