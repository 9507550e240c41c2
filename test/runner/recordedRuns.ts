// Small DAGs on the builtin engine, against what real Airflow made of the same files: test/truth/runner, recorded with dag.test().

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { Project } from '../cli/commandLine';

const VERSIONS = { '2': '2.11.2', '3': '3.3.2' } as const;

interface Recorded {
  readonly state: string | null;
  readonly instances: Readonly<Record<string, readonly [state: string | null, tries: number, seen?: Seen]>>;
  readonly xcoms: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Class of the exception that ended `dag.test()` itself. */
  readonly error?: string;
}

interface Seen {
  readonly rendered?: Readonly<Record<string, unknown>>;
  readonly rendered_map_index?: string;
}

interface Scenario {
  readonly run?: {
    readonly logical_date?: string;
    readonly conf?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
  };
  readonly '2'?: Recorded;
  readonly '3'?: Recorded;
}

/** Where the recording is not what a scheduler does, and why. */
const RECORDED_OTHERWISE: Readonly<Record<string, string>> = {
  // The timeout of a task is a BaseException in 2.11, which ended dag.test() before the second try; a scheduler goes on.
  'execution_timeout 2': 'dag.test() ended by the timeout',
  // `{{ task._is_empty }}`: an attribute of 3.x that the runtime's tasks have in all versions.
  'more_tp_syntax 2': 'a private attribute',
};

const scenarios: Readonly<Record<string, Scenario>> = JSON.parse(
  readFileSync('test/truth/runner/runs.json', 'utf8'),
).scenarios;

interface Way {
  /** Each task is a new process, as it has to be on Windows. */
  readonly spawnsTasks: boolean;
  /** Has Python modules that come before all others. */
  readonly pythonPath: string | undefined;
}

/** Compares every recording with a run. */
export function compareRecordedRuns(way: Way): void {
  const project = new Project({});
  after(() => project.remove());
  describe('recorded runs', { concurrency: 2 }, () => {
    for (const [name, scenario] of Object.entries(scenarios))
      for (const line of ['2', '3'] as const) {
        const recorded = scenario[line];
        if (recorded === undefined || `${name} ${line}` in RECORDED_OTHERWISE) continue;
        test(`${name} as Airflow ${VERSIONS[line]}`, async () => {
          assert.deepEqual(await ran(project, name, scenario, line, way), expected(recorded));
        });
      }
  });
}

async function ran(
  project: Project,
  name: string,
  { run = {} }: Scenario,
  line: '2' | '3',
  { spawnsTasks, pythonPath }: Way,
): Promise<unknown> {
  const file = `${name}_${line}.py`;
  project.write(file, readFileSync(`test/truth/runner/scenarios/${name}.py`, 'utf8'));
  const args = ['run', file, '--engine', 'builtin', '--airflow-version', VERSIONS[line], '--format', 'json'];
  if (run.logical_date) args.push('--logical-date', run.logical_date);
  if (run.conf) args.push('--conf', JSON.stringify(run.conf));
  const environment = {
    ...(run.env ?? {}),
    ...{ PATH: process.env.PATH!, HOME: process.env.HOME! },
    ...(pythonPath !== undefined && { PYTHONPATH: path.resolve(pythonPath) }),
    ...{ DAGLENS_CACHE: `${project.folder}/cache`, ORACLE_EVENTS: `${project.folder}/${name}.${line}.events` },
  };
  const { out, err } = await project.run(args, { environment, home: 'product', spawnsTasks });
  assert.notEqual(out, '', err);
  return shown(JSON.parse(out));
}

interface Answer {
  readonly state: string;
  readonly raised: { readonly type: string } | null;
  readonly run_id: string;
  readonly task_instances: readonly {
    readonly task_id: string;
    readonly map_index: number;
    readonly state: string | null;
    readonly try_number: number;
    readonly rendered: Readonly<Record<string, unknown>> | null;
    readonly rendered_map_index: string | null;
    readonly xcom: Readonly<Record<string, unknown>>;
  }[];
}

function shown({ state, raised, run_id, task_instances }: Answer): unknown {
  if (raised) return raised.type;
  const instances = task_instances.map((one) => {
    const index = one.rendered_map_index;
    const rendered = Object.keys(one.rendered ?? {}).length ? { rendered: one.rendered } : {};
    const seen = { ...rendered, ...(index === null ? {} : { rendered_map_index: index }) };
    const key = one.map_index < 0 ? one.task_id : `${one.task_id}[${one.map_index}]`;
    return [key, one.state, one.try_number, comparable(seen), comparable(one.xcom, run_id)] as const;
  });
  return { state, instances: sorted(instances) };
}

function expected({ state, instances, xcoms, error }: Recorded): unknown {
  if (error !== undefined) return error;
  const rows = Object.entries(instances).map(([key, [state, tries, seen]]) => {
    return [key, state, tries, comparable(seen ?? {}), comparable(xcoms[key] ?? {})] as const;
  });
  return { state, instances: sorted(rows) };
}

function sorted<T extends readonly [string, ...unknown[]]>(rows: readonly T[]): readonly T[] {
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** `{{ ds }}` of `template_native`, in its field and in its XCom: the day of the run. */
const TODAY = /("s":(?:\["str",)?)"20\d\d-\d\d-\d\d"/g;

/** The order of what a branch followed is that of a set, which is another in each process; so are run ids. */
function comparable(value: object, runId = 'manual__<date>'): unknown {
  const text = JSON.stringify(value).replaceAll(runId, 'manual__<date>').replace(TODAY, '$1"<today>"');
  return JSON.parse(text, (key, one) =>
    (key === 'followed' || key === 'skipped') && Array.isArray(one) ? one.toSorted() : one,
  );
}
