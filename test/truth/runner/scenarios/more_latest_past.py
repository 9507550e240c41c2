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

from airflow.providers.standard.operators.latest_only import LatestOnlyOperator
RUN = {"logical_date": "2024-03-10T00:00:00+00:00"}

with DAG(dag_id="a_latest_only", schedule="@daily", start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    LatestOnlyOperator(task_id="lo") >> E("a") >> E("b", trigger_rule="all_done")
    dag.get_task("lo") >> E("c", trigger_rule="all_done")
    E("d") >> dag.get_task("b")
