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

@setup
def s1(): log("s1")
@setup
def s2(): log("s2"); raise ValueError
@task
def w(): log("w")
@teardown
def t1(): log("t1")
@teardown(on_failure_fail_dagrun=True)
def t2(): log("t2"); raise ValueError

with DAG(dag_id="setups", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    a = s1(); b = t1()
    with b.as_teardown(setups=a): w() >> E("w2")
    c = s2(); d = t2()
    c >> w.override(task_id="w3")() >> d
    c >> d
