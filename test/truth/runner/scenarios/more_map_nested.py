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
def gen(n): return list(range(n))
@task
def f(x, ti=None):
    if x == 1: raise AirflowSkipException
    return x
@task
def g(y): return y + 100
@task
def tot(x): return list(x)
@task_group
def inner(x):
    @task_group
    def deep(v):
        return g(v)
    return deep(f(x))
@task_group
def reducer(x):
    return tot(f.expand(x=x)) if False else g.override(task_id="one")(x)

with DAG(dag_id="a_grp_nested", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    r = inner.expand(x=gen(3))
    tot.override(task_id="tot_all", trigger_rule="all_done")(r)
    tot.override(task_id="tot_succ")(r)
    tot.override(task_id="tot_none_failed", trigger_rule="none_failed")(r)
    q = reducer.override(group_id="q").expand(x=gen.override(task_id="gen0")(0))
    tot.override(task_id="tot_q", trigger_rule="all_done")(q)
    w = reducer.override(group_id="w").expand(x=[5])
    tot.override(task_id="tot_w")(w)
    E("after_group") << r
