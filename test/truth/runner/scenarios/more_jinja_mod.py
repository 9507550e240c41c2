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

def fmt(x): return "<%s>" % x
class M:
    a = 1
    def b(self, x): return x * 2

with DAG(dag_id="jinja_mod", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, user_defined_macros={"fmt": fmt, "m": M(), "ds": "over"}, user_defined_filters={"wrap": fmt}) as dag:
    BashOperator(task_id="a", bash_command="echo '{{ fmt(ds) }} {{ m.a }} {{ m.b(3) }} {{ ds | wrap }} {{ 3 | wrap }}'")
