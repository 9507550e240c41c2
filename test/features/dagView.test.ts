// What a picture of a DAG is made of: over real DAG files.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DagView, TaskView } from '../../core/ir/dagView';
import { viewsOf } from '../support/engine';

async function viewOf(text: string, version = '3.3.2'): Promise<DagView> {
  return (await viewsOf(text, { version }))[0]!;
}

function taskOf(view: DagView, id: string): TaskView {
  return view.tasks.find((task) => task.id === id)!;
}

/** The texts that the findings of a task or an edge stand at. */
function marked(view: DagView, text: string, item: { readonly findings: readonly number[] }): string[] {
  return item.findings.map((index) => {
    const { rule, at } = view.findings[index]!;
    return `${rule}: ${text.slice(at.start, at.end)}`;
  });
}

const IMPORTS = `
from airflow.sdk import DAG, Label, TaskGroup, task
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.latest_only import LatestOnlyOperator
from airflow.providers.standard.operators.python import BranchPythonOperator, ShortCircuitOperator
from airflow.providers.standard.sensors.filesystem import FileSensor
`;

test('an operator has the colours and the words of its class', async () => {
  const view = await viewOf(`${IMPORTS}
class Loud(BashOperator):
    ui_color = "#123456"
    ui_fgcolor = "gold"

class Waiting(FileSensor):
    pass

with DAG("d"):
    @task
    def flow():
        pass
    @task.sensor
    def poke():
        pass
    flow()
    poke()
    BashOperator(task_id="bash", bash_command="true")
    FileSensor(task_id="file", filepath="x")
    Waiting(task_id="waiting", filepath="x")
    Loud(task_id="loud", bash_command="true")
`);
  const shown = view.tasks.map(({ id, fill, textColour, isSensor, doc }) => [id, fill, textColour, isSensor, !!doc]);
  assert.deepEqual(shown, [
    ['flow', '#ffefeb', undefined, false, true],
    ['poke', '#e6f1f2', undefined, true, true],
    ['bash', '#f0ede4', undefined, false, true],
    ['file', '#91818a', undefined, true, true],
    ['waiting', '#91818a', undefined, true, false],
    ['loud', '#123456', 'gold', false, false],
  ]);
  const names = view.tasks.map(({ operator }) => operator);
  assert.deepEqual(names, ['@task', '@task.sensor', 'BashOperator', 'FileSensor', 'Waiting', 'Loud']);
});

test('an operator of nowhere has no colour, and a class of the workspace no words of its base', async () => {
  const view = await viewOf(`from airflow.sdk import DAG
from ours import OurOperator
with DAG("d"):
    OurOperator(task_id="a")
`);
  const { operator, operatorPath, fill, doc, isSensor } = taskOf(view, 'a');
  assert.deepEqual(
    [operator, operatorPath, fill, doc, isSensor],
    ['OurOperator', 'ours.OurOperator', undefined, undefined, false],
  );
});

test('groups are labelled without their parents, edges once, labels as written', async () => {
  const view = await viewOf(`${IMPORTS}
with DAG("d", schedule="0 6 * * *"):
    start = EmptyOperator(task_id="start")
    with TaskGroup("outer"):
        with TaskGroup("inner"):
            one = EmptyOperator(task_id="one")
        with TaskGroup("plain", prefix_group_id=False):
            two = EmptyOperator(task_id="two")
    start >> Label("first") >> one
    start >> one >> two
`);
  assert.deepEqual(
    view.groups.map(({ id, label, parent }) => [id, label, parent]),
    [
      ['outer', 'outer', undefined],
      ['outer.inner', 'inner', 'outer'],
      ['outer.plain', 'plain', 'outer'],
    ],
  );
  assert.deepEqual(
    view.edges.map(({ upstream, downstream, label }) => [upstream, downstream, label]),
    [
      ['start', 'outer.inner.one', 'first'],
      ['outer.inner.one', 'two', undefined],
    ],
  );
  assert.equal(view.schedule, 'At 06:00 (0 6 * * *)');
});

test('findings stand at the task or the edge whose code holds them', async () => {
  const text = `${IMPORTS}
def pick():
    return "nowhere"

with DAG("d") as dag:
    a = EmptyOperator(task_id="a")
    b = BashOperator(task_id="b b", bash_command="{{ broken")
    c = EmptyOperator(task_id="c", trigger_rule="al_success")
    choose = BranchPythonOperator(task_id="choose", python_callable=pick)
    a >> choose >> c
    c >> a

with DAG("other", schedule="0 25 * * *"):
    EmptyOperator(task_id="x")
`;
  const [view, other] = await viewsOf(text, { version: '3.3.2' });
  const of = (id: string) => marked(view!, text, taskOf(view!, id));
  assert.deepEqual(of('a'), []);
  assert.deepEqual(of('b b'), ['invalid-task-id: "b b"', 'jinja-syntax: broken']);
  assert.deepEqual(of('c'), ['invalid-trigger-rule: "al_success"']);
  assert.deepEqual(of('choose'), ['unknown-branch-target: "nowhere"']);
  const edge = view!.edges.find(({ upstream, downstream }) => upstream === 'c' && downstream === 'a')!;
  assert.deepEqual(marked(view!, text, edge), ['cycle: c >> a']);
  assert.deepEqual(view!.cycles, [['a', 'choose', 'c']]);
  assert.deepEqual(
    view!.edges.map(({ isInCycle }) => isInCycle),
    [true, true, true],
  );
  assert.deepEqual(
    other!.findings.map(({ rule }) => rule),
    ['invalid-cron'],
  );
});

test('a loop marks all tasks of the code, a TaskFlow call the task and not its edge', async () => {
  const text = `${IMPORTS}
with DAG("d"):
    for name in ["a", "b"]:
        BashOperator(task_id=name, bash_command="{{ broken")

    @task
    def one():
        return 1

    @task
    def two(value):
        return value

    two(one(), 3)
`;
  const view = await viewOf(text);
  for (const id of ['a', 'b']) assert.deepEqual(marked(view, text, taskOf(view, id)), ['jinja-syntax: broken']);
  assert.deepEqual(
    view.findings.map(({ rule }) => rule),
    ['jinja-syntax', 'unknown-taskflow-argument'],
  );
  assert.deepEqual(taskOf(view, 'two').findings, [1]);
  assert.deepEqual(taskOf(view, 'one').findings, []);
  assert.deepEqual(view.edges[0]!.findings, []);
});

test('a second task of the same id, which comes to nothing, is shown at the first', async () => {
  const text = `${IMPORTS}
with DAG("d"):
    EmptyOperator(task_id="a") >> EmptyOperator(task_id="b")
    EmptyOperator(task_id="a")
`;
  const view = await viewOf(text);
  assert.deepEqual(marked(view, text, taskOf(view, 'a')), ['duplicate-task-id: "a"']);
  assert.deepEqual(taskOf(view, 'b').findings, []);
});

test('a branch shows its choices, and edges the choice that takes them', async () => {
  const view = await viewOf(`${IMPORTS}
def pick(n: int):
    if n > 2:
        return ["a", "group"]
    if n > 1:
        return "b"
    return None

def ask(n):
    return n or "a"

with DAG("d"):
    choose = BranchPythonOperator(task_id="choose", python_callable=pick)
    asking = BranchPythonOperator(task_id="asking", python_callable=ask)
    a = EmptyOperator(task_id="a")
    b = EmptyOperator(task_id="b")
    with TaskGroup("group") as group:
        EmptyOperator(task_id="x") >> EmptyOperator(task_id="y")
    choose >> [a, b] 
    choose >> group
    asking >> a
`);
  assert.deepEqual(taskOf(view, 'choose').branch, {
    kind: 'branch',
    choices: [
      { label: "['a', 'group']", ids: ['a', 'group.x'] },
      { label: "'b'", ids: ['b'] },
      { label: 'nothing', ids: [] },
    ],
    isWhole: true,
    ignoresTriggerRules: false,
  });
  const { choices, isWhole } = taskOf(view, 'asking').branch!;
  assert.deepEqual([choices, isWhole], [[{ label: "'a'", ids: ['a'] }], false]);
  const labels = view.edges.map(({ upstream, downstream, label }) => `${upstream} ${downstream} ${label ?? ''}`);
  assert.deepEqual(labels.sort(), [
    'asking a ',
    "choose a ['a', 'group']",
    'choose b ',
    "choose group.x ['a', 'group']",
    'group.x group.y ',
  ]);
});

test('short circuits and LatestOnlyOperator, in the versions that skip differently', async () => {
  const view = await viewOf(`${IMPORTS}
class Ours(ShortCircuitOperator):
    pass

with DAG("d"):
    gate = ShortCircuitOperator(task_id="gate", python_callable=print, ignore_downstream_trigger_rules=False)
    ours = Ours(task_id="ours", python_callable=print)
    latest = LatestOnlyOperator(task_id="latest")

    @task.short_circuit
    def flow():
        return True

    [gate, ours, latest, flow()] >> EmptyOperator(task_id="end")
`);
  const shown = ['gate', 'ours', 'flow', 'latest'].map((id) => {
    const { kind, choices, isWhole, ignoresTriggerRules } = taskOf(view, id).branch!;
    return [id, kind, choices.map(({ label, ids }) => `${label}: ${ids}`).join('; '), isWhole, ignoresTriggerRules];
  });
  assert.deepEqual(shown, [
    ['gate', 'shortCircuit', 'goes on: end; stops: ', true, false],
    ['ours', 'shortCircuit', 'goes on: end; stops: ', true, true],
    ['flow', 'shortCircuit', 'goes on: end; stops: ', true, true],
    ['latest', 'branch', 'latest run: end; earlier run: ', true, false],
  ]);
  const old = await viewOf(
    `from airflow import DAG
from airflow.operators.latest_only_operator import LatestOnlyOperator
with DAG("d") as dag:
    LatestOnlyOperator(task_id="latest")
`,
    '1.10.15',
  );
  assert.equal(taskOf(old, 'latest').branch?.kind, 'shortCircuit');
  assert.equal(taskOf(view, 'end').branch, undefined);
});

test('whether the failure of a teardown fails the run', async () => {
  const view = await viewOf(`${IMPORTS}
from airflow.sdk import teardown
from somewhere import flag
with DAG("d"):
    EmptyOperator(task_id="work")
    EmptyOperator(task_id="plain").as_teardown()
    EmptyOperator(task_id="strict").as_teardown(on_failure_fail_dagrun=True)
    EmptyOperator(task_id="open").as_teardown(on_failure_fail_dagrun=flag)

    @teardown(on_failure_fail_dagrun=True)
    def decorated():
        pass
    decorated()
`);
  assert.deepEqual(
    view.tasks.map(({ id, failsRun }) => [id, failsRun]),
    [
      ['work', true],
      ['plain', false],
      ['strict', true],
      ['open', undefined],
      ['decorated', true],
    ],
  );
});

test('why a DAG may not be there, or not in full', async () => {
  const views = await viewsOf(
    `${IMPORTS}
import os
from airflow.sdk import Variable

def make():
    dag = DAG("lost")
    EmptyOperator(task_id="a", dag=dag)

make()

refused = DAG("not allowed!")
with DAG("partly") as partly:
    for name in os.listdir("x"):
        EmptyOperator(task_id=name)
if os.environ["WHERE"] == "here":
    DAG(os.environ["NAME"], schedule=Variable.get("y"))
    perhaps = DAG("perhaps", schedule="@daily")
`,
    { version: '3.3.2' },
  );
  const byId = new Map(views.map((view) => [view.dagId, view]));
  assert.match(byId.get('lost')!.notCollected ?? '', /no module-level name/);
  assert.match(byId.get('not allowed!')!.refused ?? '', /must not contain/);
  const partly = byId.get('partly')!;
  assert.equal(partly.tasks[0]!.isIdKnown, false);
  assert.match(partly.tasks[0]!.conditional!, /not in the workspace/);
  assert.match(partly.gaps[0]!.because, /loops over something that is not known/);
  assert.ok(byId.get('perhaps')!.conditional);
  assert.equal(byId.get('perhaps')!.schedule, 'At 00:00 (@daily)');
  assert.match(byId.get(undefined)!.schedule, /^Not known: /);
});

test('a task that rests on an assumption says on which', async () => {
  const { tasks } = await viewOf(`${IMPORTS}
import os

with DAG("etl"):
    EmptyOperator(task_id="sure")
    for name in os.environ.get("TABLES", "a,b").split(","):
        EmptyOperator(task_id=f"load_{name}")
    if os.environ.get("ENV", "dev") == "dev":
        EmptyOperator(task_id="check")
`);
  assert.deepEqual(
    tasks.map(({ id, assumed }) => [id, assumed]),
    [
      ['sure', undefined],
      ['load_a', 'the default of the environment variable TABLES'],
      ['load_b', 'the default of the environment variable TABLES'],
      ['check', 'the default of the environment variable ENV'],
    ],
  );
});

test('what a refused file holds is drawn, and said to be refused', async () => {
  const view = await viewOf(`${IMPORTS}
with DAG("d", schedule=None):
    EmptyOperator(task_id="a")
def broken(:
`);
  assert.deepEqual([view.dagId, view.schedule], ['d', 'No schedule: runs when it is triggered']);
  assert.match(view.refused!, /cannot read this/);
});

/** Everything within a value that is a place. */
function placesIn(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return 'uri' in value ? [value] : Object.values(value).flatMap(placesIn);
}

test('a view is plain data', async () => {
  const text = `${IMPORTS}
with DAG("d", schedule="0 25 * * *") as dag:
    with TaskGroup("g") as g:
        a = EmptyOperator(task_id="a b")
    b = BashOperator(task_id="b", bash_command="{{ x")
    g >> b >> a
`;
  const view = await viewOf(text);
  const places = placesIn(view);
  assert.deepEqual([view.findings.length, places.length], [4, 10]);
  for (const place of places) assert.deepEqual(Object.keys(place).sort(), ['end', 'start', 'uri']);
});
