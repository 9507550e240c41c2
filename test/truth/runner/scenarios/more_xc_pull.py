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
def a(): return 1
@task
def b(): return None
@task
def c(ti=None):
    ti.xcom_push(key="k", value={"x": (1, 2)})
    ti.xcom_push("k2", [1, (2,)])
@task
def use(ti=None):
    return [repr(ti.xcom_pull(task_ids="a")), repr(ti.xcom_pull(task_ids=["a", "b"])), repr(ti.xcom_pull(task_ids="c", key="k")), repr(ti.xcom_pull(task_ids="c", key="k2")),
            repr(ti.xcom_pull(task_ids="b")), repr(ti.xcom_pull(task_ids="nope", default=3)), repr(ti.xcom_pull(task_ids=["nope","a"])), repr(ti.xcom_pull(key="k"))]
@task
def use2(ti=None): return [repr(ti.xcom_pull()), list(ti.xcom_pull(task_ids=["a","c"], key="return_value") or [])]

with DAG(dag_id="xc_pull", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    [a(), b(), c()] >> use() >> use2()
