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
def p(ti=None):
    ti.xcom_push("a", 1); ti.xcom_push("a", 2)
    ti.xcom_push(key="n", value=None)
@task
def r(a, n): return [a, n]
@task
def bigint(): return [2**70, 1e300, "ü😀", True, None, [], {}, ""]

with DAG(dag_id="xc_custom_key", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    x = p()
    r(x["a"], x["n"])
    bigint()
    PythonOperator(task_id="o", python_callable=lambda a: a, op_args=[x["a"]])
