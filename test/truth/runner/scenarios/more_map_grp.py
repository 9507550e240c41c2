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
def gen(): return ["a", "b"]
@task
def one(x, y): return x + y
@task
def two(x): return x * 2
@task
def noarg(): return "n"
@task
def total(xs): return list(xs)
@task_group
def g(x, y):
    o = one(x, y)
    noarg() >> E("e")
    return two(o)
@task_group
def h(x):
    @task
    def inner(x): return {"v": x}
    @task
    def last(d): return d["v"]
    return last(inner(x))

with DAG(dag_id="map_grp", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    total(g.expand(x=gen(), y=["1", "2"]))
    h.expand(x=[{"k": 1}, 2, None])
    g.override(group_id="gp").partial(y="z").expand(x=["q"])
