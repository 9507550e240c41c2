// What real projects do, real Airflow accepts, and a rule once took for a mistake (docs/real-projects.md).

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkText, findingsOf } from '../support/engine';

const TWO = 'from airflow import DAG\nfrom datetime import datetime, timedelta\n';

/** What is accepted → the version, and the file. */
const ACCEPTED: Readonly<Record<string, readonly [version: string, text: string]>> = {
  'a class of a hooks module that is given the id of the task it builds': [
    '2.10.5',
    `${TWO}from airflow.providers.google.cloud.hooks.dataproc import DataProcJobBuilder
from airflow.providers.google.cloud.operators.dataproc import DataprocSubmitJobOperator
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    job = DataProcJobBuilder(project_id="p", task_id="run", cluster_name="c", job_type="pyspark_job").build()
    DataprocSubmitJobOperator(task_id="run", job=job["job"], region="eu")
`,
  ],
  'the id of a group that stands before no other, with a dot in it': [
    '2.11.2',
    `${TWO}from airflow.operators.empty import EmptyOperator
from airflow.utils.task_group import TaskGroup
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    with TaskGroup("copy-3.5", prefix_group_id=False):
        EmptyOperator(task_id="run")
`,
  ],
  'two objects of a library that is not read, both given a task_id': [
    '2.10.5',
    `${TWO}from company.jobs import JobSettings
from airflow.operators.bash import BashOperator
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    settings = JobSettings(task_id="run")
    BashOperator(task_id="run", bash_command=settings.command)
`,
  ],
  'Jinja in the earlier name of an argument that is rendered': [
    '2.10.5',
    `${TWO}from airflow.operators.trigger_dagrun import TriggerDagRunOperator
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    TriggerDagRunOperator(task_id="go", trigger_dag_id="b", execution_date="{{ ds }}")
`,
  ],
  'params that an operator of the project takes itself, and sets': [
    '2.10.5',
    `${TWO}from airflow.models import BaseOperator
class Script(BaseOperator):
    template_fields = ("sql",)
    def __init__(self, sql, params={}, **kwargs):
        super().__init__(**kwargs)
        self.sql = sql
        self.params = params
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    Script(task_id="load", sql="select 1 from {{ params.table }}", params={"table": "orders"})
`,
  ],
  'a branch whose callable is told by op_kwargs where to go': [
    '2.10.5',
    `${TWO}from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator
def keep(**kwargs):
    bail = kwargs["bail"] if "bail" in kwargs else "no_keep"
    return kwargs["next"] if kwargs["ti"].xcom_pull(task_ids="load") == 0 else bail
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    load = EmptyOperator(task_id="load")
    pick = BranchPythonOperator(task_id="pick", python_callable=keep, op_kwargs={"next": "go", "bail": "stop"})
    load >> pick >> [EmptyOperator(task_id="go"), EmptyOperator(task_id="stop")]
`,
  ],
  'arguments that Airflow 3 maps over, and 2 does not': [
    '3.3.2',
    `from airflow.sdk import DAG
from airflow.providers.standard.operators.bash import BashOperator
with DAG("a", schedule=None):
    BashOperator.partial(task_id="run", bash_command="run").expand(pool=["eu", "us"], run_as_user=["etl"])
`,
  ],
  'params that are mapped over': [
    '2.11.2',
    `${TWO}from airflow.operators.bash import BashOperator
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    BashOperator.partial(task_id="run", bash_command="run {{ params.n }}").expand(params=[{"n": 1}, {"n": 2}])
`,
  ],
  'an argument that Airflow 1.10 drops with a warning': [
    '1.10.15',
    `${TWO}from airflow.operators.python_operator import PythonOperator
dag = DAG("a", schedule_interval="@daily", start_date=datetime(2022, 1, 1), catchup=False)
PythonOperator(task_id="x", python_callable=print, xcom_push=True, dag=dag)
`,
  ],
  'keywords that are handed on only if a condition that is not known holds': [
    '2.11.2',
    `${TWO}from company import takes
def chosen(given):
    own = {}
    for key, value in given.items():
        if takes(key):
            own[key] = value
    return {key: value for key, value in given.items() if key not in own}

class Built(DAG):
    def __init__(self, **kwargs):
        super().__init__(**chosen(kwargs))

dag = Built(dag_id="a", schedule=None, start_date=datetime(2024, 1, 1), profile="x")
`,
  ],
  'a release older than the first that DagLens knows': [
    '1.8.0',
    `${TWO}from airflow.operators.bash_operator import BashOperator
dag = DAG("a", default_args={"owner": "me"}, schedule_interval="@daily", start_date=datetime(2017, 1, 1))
BashOperator(task_id="run", bash_command="true", dag=dag)
`,
  ],
};

for (const [what, [version, text]] of Object.entries(ACCEPTED)) {
  test(`no error in ${what}`, async () => {
    const findings = await findingsOf(text, { version });
    const errors = findings.filter(({ severity }) => severity === 'error');
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
  });
}

/** Nothing is to be said of it at all. */
const QUIET: Readonly<Record<string, readonly [version: string, text: string]>> = {
  'a helper that is handed the task instance, and pushes': [
    '2.10.5',
    `${TWO}from airflow.operators.python import PythonOperator
from airflow.operators.bash import BashOperator
from company import push_network

def configure(**kwargs):
    ti = kwargs["ti"]
    ti.xcom_push(key="env", value="dev")
    push_network(ti)

with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    configured = PythonOperator(task_id="configure", python_callable=configure)
    configured >> BashOperator(
        task_id="run", bash_command="{{ ti.xcom_pull(task_ids='configure', key='network') }}")
`,
  ],
  'the DAG of a SubDagOperator, which is never scheduled by itself': [
    '2.10.5',
    `${TWO}from airflow.operators.bash import BashOperator
from airflow.operators.subdag import SubDagOperator

def inner(parent, name):
    with DAG(f"{parent}.{name}", start_date=datetime(2020, 1, 1)) as dag:
        BashOperator(task_id="run", bash_command="true")
    return dag

with DAG("a", start_date=datetime(2020, 1, 1), schedule="@daily", catchup=False):
    SubDagOperator(task_id="part", subdag=inner("a", "part"))
`,
  ],
  'a DAG class of a library that is not read, with arguments of its own': [
    '2.10.5',
    `from datetime import datetime
from company.dags import TeamDag
dag = TeamDag(dag_id="a", start_date=datetime(2024, 1, 1), catchup=False, schedule=None, slack_channel="#data").airflow_dag
`,
  ],
  'a sensor for a task group that is given an empty list of tasks': [
    '2.11.2',
    `${TWO}from airflow.sensors.external_task import ExternalTaskSensor

def wait_for(dag_id, *tasks, group=None):
    return ExternalTaskSensor(task_id="wait", external_dag_id=dag_id, external_task_ids=list(tasks),
                              external_task_group_id=group, mode="reschedule", timeout=3600)

with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    wait_for("b", group="published")
`,
  ],
  'an address that is set where the environment has a value, which the default has not': [
    '2.10.5',
    `import os
${TWO}from airflow.operators.bash import BashOperator

def build(emails=None):
    default_args = {"email_on_failure": True}
    if emails and len(emails) > 0:
        default_args["email"] = emails.split(",")
    with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False, default_args=default_args) as dag:
        BashOperator(task_id="run", bash_command="true")
    return dag

dag = build(os.getenv("EMAILS", ""))
`,
  ],
  'macros that are set after the DAG was made': [
    '2.11.2',
    `${TWO}from airflow.operators.bash import BashOperator

with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False) as dag:
    run = BashOperator(task_id="run", bash_command="{{ clean(params) }} {{ shorten(ds) }}")
run.dag.user_defined_macros = {"clean": str, "shorten": str}
`,
  ],
  'mail to an address that the environment gives': [
    '2.10.5',
    `import os
${TWO}from airflow.operators.bash import BashOperator
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False,
         default_args={"email": os.getenv("NOTIFY"), "email_on_failure": True}):
    BashOperator(task_id="run", bash_command="true")
`,
  ],
};

for (const [what, [version, text]] of Object.entries(QUIET)) {
  test(`nothing in ${what}`, async () => {
    const findings = await findingsOf(text, { version });
    assert.deepEqual(
      findings.map(({ message }) => message),
      [],
    );
  });
}

test('a module that is imported tells the version, where nothing else does', async () => {
  const files = new Map([
    ['dag.py', '# airflow dag\nfrom team import TeamDag\ndag = TeamDag("a")\n'],
    [
      'team.py',
      `${TWO}class TeamDag(DAG):
    def __init__(self, name):
        super().__init__(name, schedule_interval="@daily", start_date=datetime(2024, 1, 1), catchup=False)

other = DAG("b", schedule_interval=None)
`,
    ],
  ]);
  const reports = await checkText(files, { version: '', settings: { airflowVersion: undefined } });
  const { findings, dagFile } = reports.get('dag.py')!;
  assert.deepEqual(
    findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  );
  assert.match(dagFile!.version, /^2\./);
});

/** No version is told exactly; of those that fit, an older one takes the file. */
const FITS_AN_OLDER: Readonly<Record<string, readonly [requirements: string, text: string]>> = {
  'a name that an earlier release of a provider had': [
    '',
    `${TWO}from airflow.providers.amazon.aws.operators.glue import AwsGlueJobOperator
dag = DAG("a", schedule_interval="@daily", start_date=datetime(2022, 1, 1), catchup=False)
`,
  ],
  'an argument that an earlier release of a provider took': [
    '',
    `${TWO}from airflow.providers.amazon.aws.operators.ecs import EcsDeregisterTaskDefinitionOperator
with DAG("a", schedule_interval="@daily", start_date=datetime(2022, 1, 1), catchup=False):
    EcsDeregisterTaskDefinitionOperator(task_id="x", task_definition="t", wait_for_completion=True)
`,
  ],
  'a module of airflow.contrib that went with 2.4': [
    '',
    `${TWO}from airflow.contrib.operators.emr_create_job_flow_operator import EmrCreateJobFlowOperator
`,
  ],
  'an argument of 2.x, where 2.x and 3.x are allowed': [
    'apache-airflow>=2.9',
    `${TWO}dag = DAG("a", schedule="@daily", start_date=datetime(2022, 1, 1), catchup=False, concurrency=2)
`,
  ],
  'airflow.datasets, where nothing tells the version': [
    '',
    `${TWO}from airflow.datasets import Dataset
dag = DAG("a", schedule=[Dataset("s3://x")], start_date=datetime(2022, 1, 1), catchup=False)
`,
  ],
  'a schedule_interval behind a comment, in a class derived from DAG': [
    '',
    `${TWO}
class Daily(DAG):
    pass

class DailyDAG(DAG):
    pass

dag = DailyDAG(
    "a",
    catchup=False,  # (latest only)
    default_args=dict(start_date=datetime(2022, 1, 1), retry_delay=timedelta(minutes=5)),
    schedule_interval="@daily",
)
`,
  ],
  'a decorator inside a loop that gives a schedule_interval': [
    '',
    `${TWO}from airflow.decorators import dag
for name in ["a", "b"]:
    @dag(dag_id=name, schedule_interval="@daily", start_date=datetime(2022, 1, 1), catchup=False)
    def build():
        pass
    build()
`,
  ],
  'execution_date of TriggerDagRunOperator, where nothing tells the version': [
    '',
    `${TWO}from airflow.operators.trigger_dagrun import TriggerDagRunOperator
with DAG("a", schedule=None, start_date=datetime(2022, 1, 1), catchup=False):
    TriggerDagRunOperator(task_id="x", trigger_dag_id="b", execution_date="{{ ds }}")
`,
  ],
  'a start_date that only the tasks have, where the version may be 1.10': [
    '',
    `${TWO}from airflow.operators.bash_operator import BashOperator
dag = DAG("a", schedule_interval="@daily", catchup=False)
BashOperator(task_id="x", bash_command="true", start_date=datetime(2018, 1, 1), dag=dag)
`,
  ],
  'xcom_push of Airflow 1': [
    '',
    `${TWO}from airflow.operators.python_operator import PythonOperator
with DAG("a", schedule_interval="@daily", start_date=datetime(2022, 1, 1), catchup=False):
    PythonOperator(task_id="x", python_callable=print, xcom_push=True)
`,
  ],
};

for (const [what, [requirements, text]] of Object.entries(FITS_AN_OLDER)) {
  test(`no error in ${what}`, async () => {
    const files = new Map([
      ['/project/requirements.txt', requirements],
      ['dag.py', text],
    ]);
    const reports = await checkText(files, { version: '', settings: { airflowVersion: undefined } });
    const findings = [...reports.values()].flatMap((report) => report.findings);
    assert.deepEqual(
      findings.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    );
  });
}

test('nothing in scripts and tests that Airflow never reads', async () => {
  const text = 'import time\nfrom airflow.models import DagBag, Variable\ntime.sleep(5)\nVariable.get("x")\n';
  const reports = await checkText(new Map([['/project/tests/test_bag.py', text]]), { version: '2.10.5' });
  assert.deepEqual(
    [...reports.values()].flatMap((report) => report.findings),
    [],
  );
});

test('nothing of a name missing in a plain folder: a module of the same name may take its place', async () => {
  const files = new Map([
    ['helpers/2.2/helpers.py', 'def tidy():\n    pass\n'],
    ['helpers/2.2/dag.py', `${TWO}from helpers import tidy\ndag = DAG("a", schedule=None)\n`],
  ]);
  const reports = await checkText(files, { version: '2.10.5' });
  const found = [...reports.values()].flatMap((report) => report.findings);
  assert.deepEqual(
    found.filter(({ rule }) => rule === 'unknown-import'),
    [],
  );
});

test('a branch whose callable is told a wrong id by op_kwargs', async () => {
  const text = `${TWO}from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator
def keep(target, **kwargs):
    return target if kwargs["ti"].xcom_pull(task_ids="load") else "go"
with DAG("a", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):
    load = EmptyOperator(task_id="load")
    pick = BranchPythonOperator(task_id="pick", python_callable=keep, op_kwargs={"target": "stopp"})
    load >> pick >> [EmptyOperator(task_id="go"), EmptyOperator(task_id="stop")]
`;
  const reports = await checkText(new Map([['/project/dags/a.py', text]]), { version: '2.10.5' });
  const found = [...reports.values()].flatMap((report) => report.findings);
  assert.match(
    found.find(({ rule }) => rule === 'unknown-branch-target')!.message,
    /returns 'stopp'.* Did you mean 'stop'/,
  );
});

test('a DAG beside >>, which 1.10 takes, where no version is told', async () => {
  const text = `${TWO}from airflow.operators.bash_operator import BashOperator
dag = DAG("a", start_date=datetime(2024, 1, 1), schedule_interval=None, catchup=False)
dag >> BashOperator(task_id="load", bash_command="true")
`;
  const errorsOf = async (airflowVersion: string | undefined) => {
    const files = new Map([['/project/dags/a.py', text]]);
    const reports = await checkText(files, { version: '', settings: { airflowVersion } });
    const findings = [...reports.values()].flatMap((report) => report.findings);
    return findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule);
  };
  assert.deepEqual(await errorsOf(undefined), []);
  assert.deepEqual(await errorsOf('2.11.2'), ['invalid-dependency']);
});
