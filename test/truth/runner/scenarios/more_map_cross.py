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
def one(): return [1, 2]
@task
def f(a, b, c=0, ti=None): return [a, b, c, ti.map_index]
@task
def d(x): return x
@task
def empty(): return []

with DAG(dag_id="a_cross", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    o = one()
    f.partial(c=o).expand(a=o, b=["p", "q", "r"])
    f.override(task_id="dict").expand(a={"k": 1, "l": 2}, b=[0])
    f.override(task_id="e").expand(a=o, b=empty())
    d.override(task_id="self").expand(x=[[1, 2], [3]])
    d.override(task_id="none").expand(x=[None, 0, ""])
    f.override(task_id="strs").expand(a="ab", b=[1]) if False else None
