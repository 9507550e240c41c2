// Runs that tasks ask for (TriggerDagRunOperator) on the builtin engine, as real 3.3.2 and 2.11.2 answered the same requests.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, describe, test } from 'node:test';
import { Project } from '../cli/commandLine';

const HEAD = `
from datetime import datetime, timedelta, timezone
from airflow.sdk import DAG, task
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator

NO_DELAY = {"retry_delay": timedelta(0)}

def t(task_id, **kw):
    return TriggerDagRunOperator(task_id=task_id, **{"trigger_dag_id": "child", "trigger_rule": "all_done", **kw})
`;
const CHILD = `${HEAD}
with DAG("child", start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), schedule=None):
    @task
    def say(**context):
        run = context["dag_run"]
        print("CHILD", run.run_type, run.run_id, context["logical_date"].isoformat(), run.conf)
        if run.conf.get("fail"):
            raise ValueError("as asked")
    say()
`;

interface Instance {
  readonly task_id: string;
  readonly state: string;
  readonly try_number: number;
  readonly xcom: Readonly<Record<string, unknown>>;
}

describe('runs that tasks ask for', { concurrency: 2 }, () => {
  test('are started, once for an id or date, by version', async () => {
    const fixed = 'trigger_run_id="fixed", logical_date="2024-02-01T00:00:00+00:00"';
    const tasks = [
      `t("fixed", ${fixed}, conf={"first": 1}, wait_for_completion=True)`,
      `t("again", ${fixed}, retries=1)`,
      `t("again_skip", ${fixed}, skip_when_already_exists=True)`,
      `t("again_reset", ${fixed}, reset_dag_run=True, conf={"second": 2}, wait_for_completion=True)`,
      't("same_date", trigger_run_id="other", logical_date="2024-02-01T00:00:00+00:00")',
      't("same_date_reset", trigger_run_id="third", logical_date="2024-02-01T00:00:00+00:00", reset_dag_run=True)',
      't("text_conf", conf=\'{"x": 5}\', trigger_run_id="text_conf")',
      't("list_conf", conf=[1])',
      't("templated", logical_date="{{ logical_date }}", trigger_run_id="t__{{ ds }}", conf={"d": "{{ ds }}"})',
      't("bad_date", logical_date="hello")',
      't("missing", trigger_dag_id="nope", retries=1)',
    ];
    const both = {
      fixed: ['success', 1, 'fixed'],
      again_skip: ['skipped', 1, undefined],
      again_reset: ['success', 1, 'fixed'],
      same_date: ['failed', 1, undefined],
      text_conf: ['success', 1, 'text_conf'],
      list_conf: ['failed', 1, undefined],
      templated: ['success', 1, 't__2024-06-01'],
      bad_date: ['failed', 1, undefined],
      missing: ['failed', 2, undefined],
    };
    // In 3.x the task fails without another try, and a run of another id is not cleared.
    const third = { again: ['failed', 1, undefined], same_date_reset: ['failed', 1, undefined] };
    const second = { again: ['failed', 2, undefined], same_date_reset: ['success', 1, 'fixed'] };
    for (const [version, expected] of [['3.3.2', third] as const, ['2.11.2', second] as const]) {
      const run = await ran(chained(tasks), { version, date: '2024-06-01T00:00:00+00:00' });
      assert.deepEqual(run.shown, { ...both, ...expected });
      const type = version.startsWith('3') ? 'DagRunType.OPERATOR_TRIGGERED' : 'manual';
      const first = `CHILD ${type} fixed 2024-02-01T00:00:00+00:00 {'first': 1}`;
      assert.deepEqual(run.childSaid.filter((line) => line.includes(' fixed ')).slice(0, 2), [first, first]);
      assert.ok(run.childSaid.includes(`CHILD ${type} t__2024-06-01 2024-06-01T00:00:00+00:00 {'d': '2024-06-01'}`));
    }
  });

  test('end as the task that waits for them says', async () => {
    const fails = 'conf={"fail": True}, wait_for_completion=True';
    const tasks = [
      `t("fails", ${fails})`,
      `t("may_fail", ${fails}, allowed_states=["failed"], failed_states=[])`,
      `t("neither", ${fails}, failed_states=[])`,
      't("does_not_wait", conf={"fail": True})',
    ];
    const { states, err } = await ran(chained(tasks));
    assert.deepEqual(states, { fails: 'failed', may_fail: 'success', neither: 'failed', does_not_wait: 'success' });
    assert.equal(err.match(/of 'child', started by '\w+', ended: failed/g)?.length, 4);
  });

  test('come to an end where a DAG starts itself', async () => {
    const { states, history } = await ran(['t("me", trigger_dag_id="parent")']);
    assert.deepEqual(states, { me: 'success' });
    assert.equal(history.length, 11);
  });

  test('of an earlier run of the same id are replaced, as that is', async () => {
    const project = projectWith(['t("fixed", trigger_run_id="fixed", wait_for_completion=True)']);
    const date = '2024-06-01T00:00:00+00:00';
    for (const _ of [1, 2]) assert.deepEqual((await run(project, { date })).states, { fixed: 'success' });
    assert.deepEqual((await run(project, { date: '2024-06-02T00:00:00+00:00' })).states, { fixed: 'failed' });
  });

  test('are stopped with the run that asked for them', async () => {
    const project = projectWith(['t("waits", trigger_dag_id="slow", wait_for_completion=True)']);
    project.write(
      'dags/slow.py',
      `${HEAD}\nfrom pathlib import Path\nwith DAG("slow"):\n    @task.bash\n    def sleep():\n        return "touch ${project.folder}/runs; sleep 300"\n    sleep()\n`,
    );
    const stop = new AbortController();
    const watch = setInterval(() => readdirSync(project.folder).includes('runs') && stop.abort(), 20);
    const before = performance.now();
    const { states, history } = await run(project, { interrupt: stop.signal }).finally(() => clearInterval(watch));
    assert.ok(performance.now() - before < 20_000);
    assert.deepEqual(states, { waits: 'failed' });
    assert.deepEqual(history.map(({ dagId, stopped }) => [dagId, stopped]).sort(), [
      ['parent', true],
      ['slow', true],
    ]);
  });
});

function chained(tasks: readonly string[]): string[] {
  return [`tasks = [${tasks.join(',')}]`, 'for a, b in zip(tasks, tasks[1:]): a >> b'];
}

function projectWith(lines: readonly string[]): Project {
  const body = lines.map((line) => `    ${line}\n`).join('');
  const parent = `${HEAD}\nwith DAG("parent", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), default_args=NO_DELAY):\n${body}`;
  const project = new Project({ 'dags/parent.py': parent, 'dags/child.py': CHILD });
  after(() => project.remove());
  return project;
}

interface Asked {
  readonly version?: string;
  readonly date?: string;
  readonly interrupt?: AbortSignal;
}

function ran(lines: readonly string[], asked: Asked = {}) {
  return run(projectWith(lines), asked);
}

async function run(project: Project, { version = '3.3.2', date, interrupt }: Asked) {
  const args = ['run', 'dags/parent.py', '--engine', 'builtin', '--airflow-version', version, '--format', 'json'];
  const cache = `${project.folder}/cache`;
  const environment = { DAGLENS_CACHE: cache, PATH: process.env.PATH!, HOME: process.env.HOME! };
  const { out, err } = await project.run([...args, ...(date ? ['--logical-date', date] : [])], {
    ...{ home: 'product', environment },
    ...(interrupt && { interrupt }),
  });
  const instances = (JSON.parse(out) as { task_instances: readonly Instance[] }).task_instances;
  const shown = Object.fromEntries(
    instances.map((one) => [one.task_id, [one.state, one.try_number, one.xcom.trigger_run_id]]),
  );
  const states = Object.fromEntries(instances.map(({ task_id, state }) => [task_id, state]));
  const files = readdirSync(cache, { recursive: true }).map((name) => path.join(cache, String(name)));
  const read = (ending: string) =>
    files.filter((file) => file.endsWith(ending)).map((file) => readFileSync(file, 'utf8'));
  const history = read('summary.json').map((text) => JSON.parse(text) as { dagId: string; stopped: boolean });
  return { shown, states, err, history, childSaid: read('say.1.log').flatMap((log) => log.match(/CHILD .*/g) ?? []) };
}
