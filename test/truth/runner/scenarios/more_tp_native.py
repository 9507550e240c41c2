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

with DAG(dag_id="tp_native", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, render_template_as_native_obj=True) as dag:
    PythonOperator(task_id="t", python_callable=lambda **k: {a: [type(b).__name__, str(b)] for a, b in k.items() if a in "abcdefghijk"}, op_kwargs={"a": "12", "b": "1.5", "c": "[1, 'x']", "d": "{{ none }}", "e": "{{ ds }} x", "f": "True", "g": "{{ true }}", "h": "{{ logical_date }}", "i": "{'a': 1}", "j": "{{ 'x' }}", "k": "2024-01-01"})
    BashOperator(task_id="b", bash_command="{{ 5 }}")
