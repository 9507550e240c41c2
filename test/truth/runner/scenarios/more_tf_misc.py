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

@task
def d(x, y=3, *, z=4): return [x, y, z]
@task
def ctx(ti, ds=None, **kwargs): return [ti.task_id, ds, kwargs["run_id"][:6], kwargs.get("foo")]
@task
def nested(d): return d
@task
def none(): pass
@task(task_id="named")
def other(): return 1
@task
def cur():
    c = get_current_context()
    return [c["ti"].task_id, c["dag"].dag_id, c["params"]["p"]]
@task
def gener():
    yield 1
@task
def lam(f): return f
@task
def doc():
    """A doc."""
    return doc.__name__ if hasattr(doc, "__name__") else None
def outside(): return get_current_context()
@task
def callout(): return outside()["ds"]

with DAG(dag_id="tf_misc", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, params={"p": 5}) as dag:
    d(1); d(1, z=9); d.override(task_id="dd", retries=2)(d(5))
    ctx(); nested({"a": [d(7), {"b": other()}], "t": (1, 2)}); none() >> E("n"); cur(); callout()
