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
def bad(): raise ValueError
@task
def sk(): raise AirflowSkipException

with DAG(dag_id="c_group_rules", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    with TaskGroup("outer", default_args={"retries": 1, "retry_delay": timedelta(0)}) as outer:
        with TaskGroup("in1") as in1:
            bad() >> E("after")
        with TaskGroup("in2") as in2:
            sk() >> E("after", trigger_rule="none_failed")
        in1 >> in2
        with TaskGroup("in3", prefix_group_id=False) as in3: E("solo")
    outer >> [E("e1"), E("e2", trigger_rule="all_done"), E("e3", trigger_rule="one_success")]
