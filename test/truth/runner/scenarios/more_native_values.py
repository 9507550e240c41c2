from __future__ import annotations
import os
from datetime import datetime, timedelta, timezone, date
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import PythonOperator, BranchPythonOperator, ShortCircuitOperator
from airflow.exceptions import AirflowSkipException, AirflowFailException, AirflowException
from airflow.sdk import DAG, task, TaskGroup, task_group, Param, setup, teardown, get_current_context, chain, Variable
def E(task_id, **kw): return EmptyOperator(task_id=task_id, **kw)
def log(text):
    with open(os.environ.get("ORACLE_EVENTS", os.devnull), "a") as f: f.write(text + "\n")
RUN = {"logical_date": "2024-03-10T12:30:05+00:00"}

@task
def f(x): return [type(x).__name__, str(x)]
@task
def g(): return [1, {"a": 2}]

with DAG(dag_id="a_tmpl_native", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, render_template_as_native_obj=True, params={"p": 3}) as dag:
    for i, e in enumerate(["{{ 1 }}", "{{ [1, 2] }}", "{{ ds }}", "{{ ds_nodash }}", "{{ ti.xcom_pull('g') }}", "{{ params }}", "{{ none }}", "{{ 'None' }}", "{{ 1 }}{{ 2 }}", " {{ 1 }}", "{{ '007' }}", "{{ true }}", "True", "{{ 1.50 }}", "{{ logical_date }}", "{{ 'a' }} {{ 'b' }}", "[{{ 1 }}, 2]", "{{ {'a': 1} | tojson }}", "", "{{ '' }}", "{{ macros.timedelta(days=1) }}", "{{ 'x' if false }}", "12", "2024-01-01", "{{ undefined_q | default(5) }}", "{{ '1,2' }}", "{{ task.task_id }}", "{% for i in [1,2] %}{{ i }},{% endfor %}", "1e3", "{{ '0x10' }}", "{{ 1 == 1 }}"]):
        f.override(task_id="n%02d" % i)(e)
    g() >> [dag.get_task("n%02d" % i) for i in range(31)]
    BashOperator(task_id="b", bash_command="echo {{ ds }} {{ params.n }}", params={"n": 5})
    BashOperator(task_id="b2", bash_command="{{ params.cmd }}", params={"cmd": "echo 1"})
    BashOperator(task_id="b3", bash_command="echo x", env={"A": "{{ 5 }}"})
