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

@task(retries=1, retry_delay=timedelta(seconds=1), retry_exponential_backoff=True, max_retry_delay=timedelta(seconds=1))
def f(ti=None):
    log(f"try {ti.try_number} of {ti.max_tries}")
    raise ValueError
@task(retries=3, retry_delay=0.1)
def g(ti=None):
    if ti.try_number < 3: raise RuntimeError
    return ti.try_number
@task(retries=2, retry_delay=0)
def h(ti=None):
    if ti.try_number == 1: raise ValueError
    if ti.try_number == 2: raise AirflowFailException
@task(retries=2, retry_delay=0)
def s(ti=None):
    ti.xcom_push(key="seen", value=ti.try_number)
    if ti.try_number == 1: raise ValueError
    raise AirflowSkipException
@task(retries=0)
def k(ti=None): return [ti.try_number, ti.max_tries, ti.prev_attempted_tries if hasattr(ti, "prev_attempted_tries") else None] if False else ti.max_tries

with DAG(dag_id="a_retries", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    f() >> E("d", trigger_rule="all_failed")
    g()
    h()
    s()
    k()
    BashOperator(task_id="b", bash_command="echo {{ ti.try_number }}; test {{ ti.try_number }} -ge 2", retries=1, retry_delay=timedelta(seconds=0))
    BashOperator(task_id="b2", bash_command="exit 99", retries=1, retry_delay=timedelta(seconds=0))
    BashOperator(task_id="b3", bash_command="exit 3", retries=1, retry_delay=timedelta(seconds=0), trigger_rule="all_done")
