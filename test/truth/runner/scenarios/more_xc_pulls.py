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
def a(): return 1
@task
def b(ti=None):
    ti.xcom_push("k", "kb"); ti.xcom_push("k", "kb2")
    return "b"
@task
def c(ti=None): ti.xcom_push("k", "kc")
@task
def p(ti=None, dag_run=None):
    P = lambda *x, **k: repr(ti.xcom_pull(*x, **k))
    return [P("a"), P(["a", "b"]), P(("a", "b")), P(task_ids="b", key="k"), P(task_ids=["b", "c"], key="k"), P(key="k", task_ids="zz"), P(task_ids="a", dag_id="nodag"), P(task_ids="a", dag_id=ti.dag_id), P(task_ids="c"), P(task_ids="c", default="dd"), P("a", key="nokey", default=0), P(task_ids=["c"]), P(task_ids=[]), P(task_ids="a", map_indexes=0), P(task_ids="a", map_indexes=-1), P(task_ids="a", include_prior_dates=True)]
@task
def tmpl(x): return x

with DAG(dag_id="a_xcom_pull", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    x = p()
    [a(), b(), c()] >> x
    t = tmpl("{{ ti.xcom_pull('a') }}|{{ ti.xcom_pull(task_ids='b', key='k') }}|{{ ti.xcom_pull('c') }}|{{ ti.xcom_pull(task_ids=['a','b']) | list }}|{{ task_instance.xcom_pull(task_ids='zz') }}|{{ (ti.xcom_pull('b') or 'x') | upper }}")
    x >> t
