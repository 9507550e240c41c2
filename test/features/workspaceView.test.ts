// All DAGs of a workspace in one picture.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linksOf, updatersIn } from '../../core/features/dagLinks';
import { workspaceView } from '../../core/features/workspaceView';
import type { DagView } from '../../core/ir/dagView';
import { checkText } from '../support/engine';

const IMPORTS = `
from airflow.sdk import DAG, Asset, asset, task
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
`;

async function linksIn(files: Readonly<Record<string, string>>, version = '3.3.2') {
  const given = new Map(Object.entries(files).map(([name, text]) => [name, `${IMPORTS}${text}`]));
  return [...(await checkText(given, { version })).values()].map(linksOf);
}

async function viewOf(files: Readonly<Record<string, string>>): Promise<DagView> {
  return workspaceView(await linksIn(files));
}

const nodes = ({ tasks }: DagView): string[] => tasks.map(({ id, operator }) => `${operator} ${id}`).sort();
const arrows = ({ edges }: DagView): string[] =>
  edges.map(({ upstream, downstream, label }) => `${upstream} > ${downstream}${label ? `: ${label}` : ''}`).sort();

test('triggers, sensors and assets are arrows between DAGs', async () => {
  const view = await viewOf({
    'load.py': `
class Ours(TriggerDagRunOperator):
    pass
with DAG("load", schedule="@daily"):
    BashOperator(task_id="make", bash_command="true", outlets=[Asset("orders"), Asset("s3://b/k")])
    TriggerDagRunOperator(task_id="go", trigger_dag_id="clean")
    Ours(task_id="again", trigger_dag_id="clean")
`,
    'clean.py': `
with DAG("clean") as dag:
    ExternalTaskSensor(task_id="wait", external_dag_id="load", external_task_id="make")
    ExternalTaskSensor(task_id="gone", external_dag_id="nowhere", external_task_id="x")
`,
    'report.py': `
with DAG("report", schedule=[Asset("orders")]):
    pass

@asset(schedule=None)
def orders():
    pass
`,
  });
  assert.deepEqual(nodes(view), [
    'Asset orders (2)',
    'Asset s3://b/k',
    'DAG clean',
    'DAG load',
    'DAG orders',
    'DAG report',
    'unknown DAG nowhere',
  ]);
  assert.deepEqual(arrows(view), [
    'load > clean: triggers, waits for',
    'load > orders (2)',
    'load > s3://b/k',
    'nowhere > clean: waits for',
    'orders (2) > report',
    'orders > orders (2)',
  ]);
  assert.deepEqual([view.schedule, view.incomplete, view.cycles], ['4 DAGs', undefined, []]);
  assert.equal(view.tasks.find(({ id }) => id === 'load')!.doc, 'At 00:00 (@daily)');
});

test('what is not known, refused or only perhaps there is said', async () => {
  const view = await viewOf({
    'a.py': `
from ours import name
with DAG("same"):
    TriggerDagRunOperator(task_id="go", trigger_dag_id=name())
    TriggerDagRunOperator(task_id="templated", trigger_dag_id="{{ params.dag }}")
    BashOperator(task_id="make", bash_command="true", outlets=name())
    if name():
        TriggerDagRunOperator(task_id="perhaps", trigger_dag_id="refused one")
`,
    'b.py': 'with DAG("same"):\n    pass\nwith DAG("refused one"):\n    pass\n',
    'c.py': 'from ours import name\nwith DAG(name()):\n    pass\n',
  });
  assert.deepEqual(nodes(view), ['DAG ?', 'DAG refused one', 'DAG same', 'DAG same (2)']);
  assert.deepEqual(
    view.gaps.map(({ because }) => because),
    [
      "task 'go' triggers a DAG whose id is not known",
      "task 'templated' triggers a DAG whose id is not known",
      "task 'make' updates an asset that is not known",
    ],
  );
  assert.deepEqual(arrows(view), ['same > refused one: triggers']);
  assert.ok(view.edges[0]!.conditional);
  const refused = view.tasks.find(({ id }) => id === 'refused one')!;
  assert.equal(view.findings[refused.findings[0]!]!.rule, 'invalid-dag-id');
  assert.equal(view.incomplete, '3 files may make DAGs that cannot be read');
});

test('who updates an asset', async () => {
  const updatersOf = updatersIn(
    await linksIn({
      'a.py': `
@asset(schedule=None, uri="s3://B/x/")
def one():
    pass
with DAG("b"):
    BashOperator(task_id="make", bash_command="true", outlets=Asset("s3://B/x"))
`,
    }),
  );
  assert.deepEqual(updatersOf('s3://B/x'), ['b', 'one']);
  assert.deepEqual(updatersOf('other'), []);
});

test('a workspace without DAGs', () => {
  const view = workspaceView([]);
  assert.deepEqual([view.tasks, view.edges, view.schedule], [[], [], '0 DAGs']);
});
