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

@task.branch
def pick(): return ["g2", "solo"]
@task.branch
def pick2(): return "h.inner"

with DAG(dag_id="a_branch_group", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    p = pick()
    with TaskGroup("g1") as g1:
        E("a") >> E("b", trigger_rule="none_failed")
    with TaskGroup("g2") as g2:
        E("a"); E("b")
    p >> [g1, g2, E("solo"), E("other")]
    [g1, g2] >> E("join", trigger_rule="none_failed_min_one_success")
    [g1, g2] >> E("join_all")
    with TaskGroup("h") as h:
        q = pick2()
        with TaskGroup("inner") as inner: E("x") >> E("y")
        with TaskGroup("inner2") as inner2: E("x") >> E("y")
        q >> [inner, inner2]
    h >> E("after_h", trigger_rule="all_done")
