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

def f(x): return x

with DAG(dag_id="defaults", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, default_args={"op_args": ["{{ ds }}"], "retries": 1, "retry_delay": timedelta(seconds=0), "append_env": True, "owner": "me", "email": ["a@b.c"]}) as dag:
    PythonOperator(task_id="a", python_callable=f)
    BashOperator(task_id="b", bash_command="echo $Q", env={"Q": "2"})
