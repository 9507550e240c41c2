// What the engine `airflow` promises beside equal states: stops, crashes, deferrals, parts of a DAG, marks, dry runs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const DAGS = fileURLToPath(new URL('./dags/', import.meta.url));
const RUN_ID = 'manual__2026-01-02T00:00:00+00:00';

/** A run of one of the DAG files: its record, its events, and the folder that holds its logs. */
async function runOf({ engine, parts }, file, wanted = {}, onEvent = () => {}) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-run-'));
  const abort = new AbortController();
  const request = {
    ...{ file: path.join(DAGS, file), dagId: undefined, runId: RUN_ID, runType: 'manual', tasks: undefined, xcoms: [] },
    ...{ logicalDate: '2026-01-02T00:00:00+00:00', conf: {}, marks: new Map(), dryRun: false, debug: undefined },
    ...{ parallelism: 4, folder, ...wanted },
  };
  let record = parts.emptyRecord(engine.id, RUN_ID);
  const events = [];
  for await (const event of engine.run(request, abort.signal)) {
    events.push(event);
    record = parts.applyEvent(record, event);
    onEvent(event, abort);
  }
  const logs = Object.values(record.instances).flatMap(({ tries }) => tries.map(({ log }) => log));
  const texts = new Map(logs.filter(Boolean).map((log) => [path.relative(folder, log), readFileSync(log, 'utf8')]));
  rmSync(folder, { recursive: true, force: true });
  return { record, events, texts };
}

const stateOf = ({ record }, name) => {
  const instance = record.instances[name];
  return instance && `${instance.state} ${instance.tryNumber}`;
};

const resultOf = ({ record }, name) => JSON.stringify(record.instances[name]?.xcoms.return_value?.value);

/** Processes whose command line holds the text. */
function processesWith(text) {
  const all = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  return all.filter((line) => line.includes(text) && !line.includes('ps -eo'));
}

/** Each promise: a name, and what finds fault with it, in words. */
export const PROMISES = [
  ['a stop ends everything within 2 s', stops],
  ['a crash ends the try, not the run; a flood is cut', crashes],
  ['deferred tasks go on with the event of their trigger, or fail at its timeout', defers],
  ['a part of a DAG runs with results of an earlier run', runsParts],
  ['runs before, runs of other DAGs and pools count', remembers],
  ['marked tasks are not run', marks],
  ['a dry run renders and executes nothing', rendersOnly],
];

async function stops(context) {
  let began;
  const running = new Set();
  const run = await runOf(context, 'stubborn.py', {}, (event, abort) => {
    if (event.kind !== 'state' || event.state !== 'running') return;
    running.add(event.taskId);
    if (running.size < 2 || began) return;
    setTimeout(() => {
      began = performance.now();
      abort.abort();
    }, 1000);
  });
  const seconds = (performance.now() - began) / 1000;
  if (!run.record.stopped || run.record.state !== 'failed') return `ended as ${run.record.state}`;
  if (seconds > 2) return `${seconds.toFixed(1)} s`;
  const left = processesWith('sleep 987.25');
  return left.length ? `left running: ${left}` : undefined;
}

async function crashes(context) {
  const run = await runOf(context, 'deaths.py');
  const wanted = {
    kills_itself: 'failed 2',
    leaves: 'failed 1',
    floods: 'success 1',
    raises: 'failed 1',
    after: 'success 1',
  };
  for (const [task, state] of Object.entries(wanted))
    if (stateOf(run, task) !== state) return `${task}: ${stateOf(run, task)}`;
  const raised = run.record.instances.raises.tries.at(-1).raised;
  const frame = raised.frames.at(-1);
  if (raised.type !== 'ValueError' || raised.message !== 'no rows') return `raised: ${raised.type}: ${raised.message}`;
  if (frame.function !== 'raises' || !frame.file.endsWith('deaths.py')) return `frame: ${JSON.stringify(frame)}`;
  const log = run.texts.get('logs/raises/attempt=1.log');
  if (!log?.includes('before') || !log.includes('no rows')) return `log: ${log}`;
  const flood = run.texts.get('logs/floods/attempt=1.log');
  if (flood.length > 34 * 2 ** 20 || !flood.includes('more bytes were not kept')) return `flood of ${flood.length}`;
  if (run.record.instances.kills_itself.because !== 'its process was ended by SIGKILL')
    return `because ${run.record.instances.kills_itself.because}`;
  return run.record.state === 'success' ? undefined : `run: ${run.record.state}`;
}

async function defers(context) {
  const run = await runOf(context, 'deferred.py');
  if (stateOf(run, 'short') !== 'success 1' || resultOf(run, 'short') !== '0.2')
    return `short: ${stateOf(run, 'short')} ${resultOf(run, 'short')}`;
  if (stateOf(run, 'long') !== 'failed 1') return `long: ${stateOf(run, 'long')}`;
  const states = run.events
    .filter(({ kind, taskId }) => kind === 'state' && taskId === 'short')
    .map(({ state }) => state);
  const wanted = 'scheduled running deferred scheduled running success';
  if (states.join(' ') !== wanted) return `states: ${states.join(' ')}`;
  const log = run.texts.get('logs/short/attempt=1.log');
  return log.includes('begin') && log.includes('resumed') ? undefined : `log: ${log}`;
}

async function runsParts(context) {
  const first = await runOf(context, 'parts.py');
  if (resultOf(first, 'total') !== '[12,"given"]') return `whole run: ${resultOf(first, 'total')}`;
  const xcoms = Object.values(first.record.instances).flatMap(({ taskId, mapIndex, xcoms: pushed }) =>
    Object.entries(pushed).map(([key, { stored }]) => ({ taskId, mapIndex, key, stored })),
  );
  const last = await runOf(context, 'parts.py', { tasks: new Set(['total', 'shown']), xcoms });
  if (resultOf(last, 'total') !== '[12,"given"]') return `total from kept results: ${resultOf(last, 'total')}`;
  if (stateOf(last, 'numbers') !== 'none 0') return `numbers: ${stateOf(last, 'numbers')}`;
  const mapped = await runOf(context, 'parts.py', { tasks: new Set(['double']), xcoms });
  const doubled = [0, 1, 2].map((index) => resultOf(mapped, `double[${index}]`)).join();
  return doubled === '2,4,6' ? undefined : `mapped over kept results: ${doubled}`;
}

async function remembers(context) {
  const before = (state, states) => ({
    ...{ dagId: 'past', runId: 'manual__2026-01-01T00:00:00+00:00', logicalDate: '2026-01-01T00:00:00+00:00', state },
    ...{ dataInterval: ['2026-01-01T00:00:00+00:00', '2026-01-01T00:00:00+00:00'], states },
    ...{ start: '2026-01-01T01:00:00+00:00', end: '2026-01-01T02:00:00+00:00' },
  });
  const other = {
    ...{ dagId: 'other', runId: 'manual__2026-01-02T00:00:00+00:00', logicalDate: '2026-01-02T00:00:00+00:00' },
    ...{ state: 'failed', states: { load: ['success'], each: ['success', 'failed'] } },
  };
  const went = await runOf(context, 'past.py', {
    previous: before('success', { depends: ['success'], dates: ['success'] }),
    localRuns: [other],
  });
  const wanted = { depends: 'success 1', sees_task: 'success 1', sees_failed: 'failed 1', sees_nothing: 'failed 1' };
  for (const [task, state] of Object.entries(wanted))
    if (stateOf(went, task) !== state) return `${task}: ${stateOf(went, task)}`;
  if (resultOf(went, 'dates') !== '"2026-01-01"') return `dates: ${resultOf(went, 'dates')}`;
  const [one, two] = ['one', 'two'].map((name) => went.record.instances[name]);
  if (!(one.end <= two.start || two.end <= one.start)) return `one and two meet in a pool of one slot`;
  const held = await runOf(
    context,
    'past.py',
    { tasks: new Set(['depends']), previous: before('failed', { depends: ['failed'] }) },
    (event, abort) => event.kind === 'note' && event.message.startsWith('Nothing can run') && abort.abort(),
  );
  return held.record.stopped ? undefined : `depends on a failed one: ${stateOf(held, 'depends')}`;
}

async function marks(context) {
  const run = await runOf(context, 'parts.py', { marks: new Map([['numbers', 'failed']]) });
  if (stateOf(run, 'numbers') !== 'failed 1' || !run.record.instances.numbers.simulated)
    return `numbers: ${stateOf(run, 'numbers')}`;
  return stateOf(run, 'total') === 'upstream_failed 0' ? undefined : `total: ${stateOf(run, 'total')}`;
}

async function rendersOnly(context) {
  const run = await runOf(context, 'parts.py', { dryRun: true, tasks: new Set(['shown']) });
  const states = new Set(Object.values(run.record.instances).map(({ state }) => state));
  const rendered = JSON.stringify(run.record.instances.shown.rendered?.op_kwargs);
  if (rendered !== '{"text":"2026-01-02 3"}') return `rendered: ${rendered}`;
  return [...states].join() === 'none' && run.record.state === 'success' ? undefined : `states ${[...states]}`;
}

/** A file of variables that the DAGs of this folder ask for. */
export function variablesFile(folder) {
  const file = path.join(folder, 'variables.json');
  writeFileSync(file, '{"from_file": "given"}');
  return file;
}
