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
def s(): return "abc"
@task
def n(): return None
@task
def i(): return 5
@task
def st(): return {1, 2}
@task
def tu(): return (1, 2)
@task
def kw(): return [1]
@task
def g(x): return repr(x)
@task
def raisesm(): return [1, 2]
def boom(x): raise ValueError(x)

with DAG(dag_id="map_bad", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    for t in (s, n, i, st, tu):
        g.override(task_id="g_" + t.function.__name__).expand(x=t())
    g.override(task_id="kwg").expand_kwargs(kw())
    g.override(task_id="boom").expand(x=raisesm().map(boom))
