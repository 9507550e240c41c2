// The recorded runs of small DAGs, through an engine, compared with what real Airflow made of them.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const TRUTH = new URL('../../truth/runner/', import.meta.url);
const FIXED = '2026-01-01';
/** Ids, times and paths differ from run to run. */
const VOLATILE = [
  [/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2}|Z)?/g, '<time>'],
  [/\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?([+-]\d{2}:\d{2})?/g, '<time>'],
  [/\d{8}T\d{6}(\.\d+)?(\+\d{4})?/g, '<time>'],
  [/\d{4}-\d{2}-\d{2}|\d{8}/g, '<date>'],
  [/(manual|scheduled)__[^"'/ ]*/g, '<run>'],
  [/unusual_prefix_[0-9a-f]+_/g, ''],
  [/0x[0-9a-f]+/g, '0x…'],
];

/** The scenarios: name, what was recorded, the path of the DAG file, and how it was run: logical date, conf, environment. */
export function readScenarios(folder = TRUTH) {
  const { scenarios } = JSON.parse(readFileSync(new URL('runs.json', folder), 'utf8'));
  return Object.entries(scenarios).map(([name, { run = {}, ...recorded }]) => ({
    name,
    recorded,
    file: fileURLToPath(new URL(`scenarios/${name}.py`, folder)),
    wanted: run,
  }));
}

/** Runs a scenario and lists where the record differs from what was recorded for the line (`2` or `3`). */
export async function compareScenario({ engine, parts, scenario, line }) {
  const recorded = scenario.recorded[line];
  if (!recorded) return [];
  const record = await recordOf(engine, parts, scenario.file, scenario.wanted);
  return differences(recorded, record);
}

/** Runs a file to its end. */
export async function recordOf(engine, parts, file, wanted = {}, signal = new AbortController().signal) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'daglens-run-'));
  const request = {
    ...{ file, dagId: wanted.dagId, runId: `manual__${FIXED}T00:00:00+00:00`, runType: 'manual', tasks: undefined },
    ...{ xcoms: [], logicalDate: wanted.logical_date ?? undefined, conf: wanted.conf ?? {}, marks: new Map() },
    ...{ dryRun: false, debug: undefined, parallelism: 4, folder },
  };
  let record = parts.emptyRecord(engine.id, request.runId);
  for await (const event of engine.run(request, signal)) record = parts.applyEvent(record, event);
  rmSync(folder, { recursive: true, force: true });
  return record;
}

function differences(recorded, record) {
  const found = [];
  const expect = (what, wanted, got) => {
    const [left, right] = [steady(wanted), steady(got)];
    if (left !== right) found.push(`${what}: recorded ${left}, here ${right}`);
  };
  if (recorded.error && Object.keys(recorded.instances).length === 0) {
    expect('error', recorded.error, record.raised?.type);
    return found;
  }
  expect('run', recorded.state, record.state);
  expect('states', statesRecorded(recorded), statesOf(record));
  expect('XComs', recorded.xcoms, xcomsOf(record));
  for (const [name, [, , seen]] of Object.entries(recorded.instances)) {
    const instance = record.instances[name];
    if (seen?.rendered) expect(`rendered of ${name}`, seen.rendered, instance?.rendered);
    if (seen?.rendered_map_index) expect(`name of ${name}`, seen.rendered_map_index, instance?.name);
  }
  return found;
}

const statesRecorded = ({ instances }) =>
  Object.fromEntries(Object.entries(instances).map(([name, [state, tries]]) => [name, [state ?? 'none', tries]]));

const statesOf = ({ instances }) =>
  Object.fromEntries(Object.entries(instances).map(([name, { state, tryNumber }]) => [name, [state, tryNumber]]));

/** By instance and key; instances without any are left out. */
const xcomsOf = ({ instances }) =>
  Object.fromEntries(
    Object.entries(instances).flatMap(([name, { xcoms }]) => {
      const values = Object.entries(xcoms).map(([key, { value }]) => [key, value]);
      return values.length ? [[name, Object.fromEntries(values)]] : [];
    }),
  );

/** The same text for values that only differ in the order of keys, or in what differs from run to run. */
function steady(value) {
  let text = JSON.stringify(sorted(value)) ?? 'nothing';
  for (const [pattern, word] of VOLATILE) text = text.replace(pattern, word);
  return text;
}

function sorted(value, name) {
  // What a branch follows or skips is a set in Airflow.
  if (Array.isArray(value))
    return name === 'followed' || name === 'skipped' ? value.toSorted() : value.map((item) => sorted(item));
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return Object.fromEntries(keys.map((key) => [key, sorted(value[key], key)]));
}
