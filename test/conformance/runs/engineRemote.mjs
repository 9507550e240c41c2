// What the engine `remote` does with a real Airflow on loopback.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { deployedDags } from './cluster.mjs';

const FILE = '/anywhere/remote_etl.py';

/** Checks one after another on one cluster. Gives pairs of what was checked and its fault, or undefined. */
export async function checkRemote(parts, environment) {
  const settings = { environment, importRoots: [], root: '/', version: '', dagsFolder: undefined };
  const engine = parts.createRemoteEngine(settings, undefined, { shortestMs: 500, longestMs: 2000 });
  const remote = parts.remoteFromEnvironment(environment);
  const api = new parts.AirflowApi(remote, parts.environmentSecrets(environment), environment);
  await deployedDags(api, ['remote_etl', 'remote_slow']);
  const context = { engine, api, parts, environment };
  const results = [];
  for (const [name, check] of CHECKS) results.push([name, await faultOf(check, context)]);
  return results;
}

const faultOf = async (check, context) => {
  try {
    return await check(context);
  } catch (error) {
    return error.message;
  }
};

const CHECKS = [
  ['loads the deployed DAGs of a file', loads],
  ['a wrong password or token is said', refusesStrangers],
  ['triggers with a conf and follows states, logs and XComs', triggers],
  ['tells what was raised, and clears and retries', clears],
  ['a stop marks the run failed where that is wanted', stops],
  ['tells where the deployed DAG differs from the file', differs],
];

async function follow({ engine, parts }, dagId, runId, conf, onEvent = () => {}, abort = new AbortController()) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-remote-'));
  const request = {
    ...{ file: FILE, dagId, runId, runType: 'manual', tasks: undefined, xcoms: [], conf, marks: new Map() },
    ...{ logicalDate: undefined, dryRun: false, debug: undefined, parallelism: 1, folder },
  };
  let record = parts.emptyRecord('remote', runId);
  for await (const event of engine.run(request, abort.signal)) {
    record = parts.applyEvent(record, event);
    onEvent(event, abort);
  }
  const logs = Object.values(record.instances).flatMap(({ tries }) => tries.map(({ log }) => log));
  const texts = Object.fromEntries(logs.filter(Boolean).map((log) => [path.basename(log), readFileSync(log, 'utf8')]));
  rmSync(folder, { recursive: true, force: true });
  return { record, texts };
}

async function loads({ engine }) {
  const loaded = await engine.load(FILE);
  if ('raised' in loaded) return loaded.raised.message;
  const tasks = loaded.dags.find(({ dagId }) => dagId === 'remote_etl')?.tasks;
  const shape = tasks?.map(({ id, upstream, mapped }) => `${upstream}>${id}${mapped ? '*' : ''}`).join(' ');
  return shape === 'numbers>double* >numbers double>total' ? undefined : `tasks ${shape}`;
}

async function refusesStrangers({ parts, environment }) {
  const wrong = { ...environment, DAGLENS_AIRFLOW_AUTH: 'token', DAGLENS_AIRFLOW_TOKEN: 'wrong' };
  const settings = { environment: wrong, importRoots: [], root: '/', version: '', dagsFolder: undefined };
  const loaded = await parts.createRemoteEngine(settings).load(FILE);
  const words = 'raised' in loaded ? loaded.raised.message : 'loaded';
  return /\(40[13]\)/.test(words) ? undefined : words;
}

async function triggers(context) {
  await context.api.setPaused('remote_etl', false);
  const { record, texts } = await follow(context, 'remote_etl', 'manual__daglens-1', { fail: false });
  if (record.state !== 'success') return `run: ${record.state} ${record.because}`;
  const states = Object.entries(record.instances).map(
    ([name, { state, tryNumber }]) => `${name} ${state} ${tryNumber}`,
  );
  const wanted = 'double[0] success 1,double[1] success 1,double[2] success 1,numbers success 1,total success 1';
  if (states.sort().join() !== wanted) return `states: ${states}`;
  const value = JSON.stringify(record.instances.total.xcoms.return_value?.value);
  if (value !== '12' && value !== '"12"') return `XCom: ${value}`;
  if (JSON.stringify(record.conf) !== '{"fail":false}') return `conf: ${JSON.stringify(record.conf)}`;
  const log = texts['numbers.1.log'];
  return log?.includes('counting') ? undefined : `log: ${log}`;
}

async function clears(context) {
  const { record } = await follow(context, 'remote_etl', 'manual__daglens-2', { fail: true });
  const { state, tries } = record.instances.total ?? {};
  const raised = tries?.at(-1)?.raised;
  if (state !== 'failed' || raised?.type !== 'ValueError' || raised.message !== 'no rows')
    return `total: ${state} ${JSON.stringify(raised)}`;
  const frame = raised.frames.at(-1);
  if (!frame?.file.endsWith('remote_etl.py') || frame.function !== 'total') return `frame ${JSON.stringify(frame)}`;
  await context.api.clear('remote_etl', 'manual__daglens-2', undefined, true);
  const again = await instancesAtEnd(context.api, 'remote_etl', 'manual__daglens-2');
  const total = again.find(({ task_id }) => task_id === 'total');
  return total?.try_number === 2 && total.state === 'failed' ? undefined : `after clearing: ${JSON.stringify(total)}`;
}

/** Waits for a run that is followed by nobody. */
async function instancesAtEnd(api, dagId, runId) {
  for (;;) {
    const { state } = await api.run(dagId, runId);
    if (state === 'success' || state === 'failed') return api.instances(dagId, runId);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

async function stops(context) {
  const environment = { ...context.environment, DAGLENS_AIRFLOW_STOP: 'failed' };
  const settings = { environment, importRoots: [], root: '/', version: '', dagsFolder: undefined };
  const engine = context.parts.createRemoteEngine(settings, undefined, { shortestMs: 500, longestMs: 1000 });
  await context.api.setPaused('remote_slow', false);
  const onEvent = (event, abort) => {
    if (event.kind === 'state' && event.state === 'running') setTimeout(() => abort.abort(), 500);
  };
  const { record } = await follow({ ...context, engine }, 'remote_slow', 'manual__daglens-3', {}, onEvent);
  if (!record.stopped) return `not stopped: ${record.because}`;
  const { state } = await context.api.run('remote_slow', 'manual__daglens-3');
  return state === 'failed' ? undefined : `there it is ${state}: ${record.because}`;
}

async function differs({ api, parts }) {
  const task = (task_id, mapped = false) => ({ task_id, operator: '@task', trigger_rule: 'all_success', mapped });
  const tasks = [task('numbers'), task('double', true), task('total')];
  const edges = [
    ['numbers', 'double'],
    ['double', 'total'],
  ];
  const same = { dag_id: 'remote_etl', schedule: { timedelta_seconds: 259_200 }, tasks, edges, groups: [] };
  const there = [await api.details('remote_etl'), await api.tasks('remote_etl')];
  const none = parts.differences(same, ...there);
  if (none.length > 0) return `of the same DAG: ${none.map(({ message }) => message)}`;
  const other = { ...same, schedule: '@daily', tasks: tasks.slice(0, 2), edges: edges.slice(0, 1) };
  const found = parts.differences(other, ...there).map(({ about }) => about);
  return found.join() === 'task,schedule' ? undefined : `of another DAG: ${found}`;
}
