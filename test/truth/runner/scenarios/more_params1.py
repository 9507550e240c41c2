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
RUN = {"conf": {"s": "conf", "z": 1}}

with DAG(dag_id="params1", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, params={"n": Param(1, type="integer"), "s": "x", "o": Param(None, type=["null", "string"])}) as dag:
    PythonOperator(task_id="t", python_callable=lambda params, **k: params["n"], op_kwargs={"x": "{{ params.n }} {{ params['s'] }} {{ dag_run.conf }} {{ params.t }}"}, params={"n": 7, "t": "{{ ds }}"})
    PythonOperator(task_id="u", python_callable=lambda params: sorted(params.items(), key=str))
