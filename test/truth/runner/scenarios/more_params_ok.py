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
RUN = {"conf": {"n": "abc"}}

with DAG(dag_id="params_ok", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, params={"n": Param(type="string", minLength=2), "d": Param("2024-01-01", type="string", format="date"), "a": Param([1], type="array")}) as dag:
    PythonOperator(task_id="u", python_callable=lambda params: dict(params))
