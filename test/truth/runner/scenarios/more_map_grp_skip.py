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
def maybe(x):
    if x == 2: raise AirflowSkipException
    if x == 3: raise ValueError
    return x
@task
def nxt(x): return x
@task_group
def g(x):
    nxt(maybe(x)) >> E("end", trigger_rule="all_done")

with DAG(dag_id="map_grp_skip", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    g.expand(x=[1, 2, 3]) >> [E("after"), E("after_done", trigger_rule="all_done"), E("min", trigger_rule="none_failed_min_one_success")]
