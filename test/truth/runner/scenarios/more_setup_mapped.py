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

@setup
def up(x): return x
@teardown
def down(x): log(f"down {x}")
@task
def w(x):
    if x == 2: raise ValueError
    return x
@task_group
def g(x):
    s = up(x)
    d = down(s)
    s >> w(x) >> d

with DAG(dag_id="a_setup_map", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    g.expand(x=[1, 2, 3]) >> E("after")
    s = E("s").as_setup()
    s >> w.override(task_id="wm").expand(x=[1, 2]) >> E("t").as_teardown(setups=s)
