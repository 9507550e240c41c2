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

def pre(context): log("pre " + context["ds"]); context["ti"].xcom_push("p", 1)
def pre_fail(context): raise ValueError
def post(context, result): log("post %r" % (result,))
def post_fail(context, result=None): raise ValueError
def pre_nocontext(**kw): log(str(sorted(kw)[:1]))

with DAG(dag_id="prepost", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    PythonOperator(task_id="a", python_callable=lambda: 1, pre_execute=pre, post_execute=post)
    PythonOperator(task_id="b", python_callable=lambda: 1, pre_execute=pre_fail, retries=1, retry_delay=timedelta(seconds=0))
    PythonOperator(task_id="c", python_callable=lambda: 1, post_execute=post_fail)
