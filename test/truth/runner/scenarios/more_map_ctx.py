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

@task
def f(x, ti=None, **context): return [x, ti.map_index, context["task"].task_id, "expanded_ti_count" in context and context["expanded_ti_count"]]
@task
def pullm(ti=None): return [repr(ti.xcom_pull(task_ids="f")), repr(ti.xcom_pull(task_ids="f", map_indexes=1)), repr(ti.xcom_pull(task_ids="f", map_indexes=[0, 1])), str(ti.xcom_pull(task_ids="f"))]
@task
def one(x): return x
@task
def pullone(ti=None): return [repr(ti.xcom_pull(task_ids="one"))]

with DAG(dag_id="map_ctx", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    mapped = f.expand(x=["a", "b"])
    mapped >> pullm()
    one.expand(x=["z"]) >> pullone()
    tmpl = PythonOperator(task_id="tmpl", python_callable=lambda x: x, op_args=["{{ ti.xcom_pull(task_ids='f') }} {{ ti.xcom_pull(task_ids='f') | length }}"])
    tmpl << f.override(task_id="ff").expand(x=[1]) << E("s")
    mapped >> tmpl
