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
def gen(): return [10, 20, 30]
@task
def f(x):
    if x == 20: return None
    return x
@task
def use(xs, one, ti=None):
    return [type(xs).__name__, len(xs), xs[0], xs[-1], list(xs), list(xs[1:]), one, str(xs)[:12], 10 in xs]
@task
def pulls(ti=None):
    return [list(ti.xcom_pull(task_ids="f", map_indexes=[0, 2])), ti.xcom_pull(task_ids="f", map_indexes=0), repr(ti.xcom_pull(task_ids="f", map_indexes=1)), ti.xcom_pull(task_ids="gen", map_indexes=-1)]
@task
def pull_all(ti=None): return list(ti.xcom_pull(task_ids="f"))
@task
def pull_list(ti=None): return list(ti.xcom_pull(task_ids=["f"]))
@task
def pull_two(ti=None): return list(ti.xcom_pull(task_ids=["f", "gen"]))
@task
def idx(xs): return xs[7]
@task
def sl(xs): return xs[0:2]
@task
def ret(xs): return xs

with DAG(dag_id="a_map_lazy", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    m = f.expand(x=gen())
    u = use(m, m[0]) if False else use(m, 1)
    u >> [pulls(), pull_all(), pull_list(), pull_two()]
    idx(m)
    sl(m)
    ret(m)
