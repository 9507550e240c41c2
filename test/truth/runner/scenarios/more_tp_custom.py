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

with DAG(dag_id="tp_custom", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, jinja_environment_kwargs={"variable_start_string": "<<", "variable_end_string": ">>", "keep_trailing_newline": True}) as dag:
    PythonOperator(task_id="t", python_callable=lambda x: x, op_args=["<< ds >> {{ ds }}"])
    BashOperator(task_id="b", bash_command="echo a\n")
