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
def up(n): log(f"up {n}"); return n
@teardown
def down(n): log(f"down {n}"); return n
@teardown
def down2(n): log(f"down2 {n}"); raise ValueError
@task
def work(n): log(f"work {n}"); return n
@task
def boom(n): raise ValueError

with DAG(dag_id="c_setup_ctx", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    with down(s1 := up(1)):
        work.override(task_id="w1")(s1) >> boom.override(task_id="b1")(1) >> work.override(task_id="w1b")(2)
    s2 = up.override(task_id="s2")(2)
    t2 = down2(s2)
    s2 >> work.override(task_id="w2")(2) >> t2
    t2 >> E("after_t2")
    s3, s4 = up.override(task_id="s3")(3), up.override(task_id="s4")(4)
    [s3, s4] >> work.override(task_id="w3")(3) >> E("t3").as_teardown(setups=[s3, s4])
    with TaskGroup("g") as g:
        gs = up.override(task_id="gs")(5)
        gw = boom.override(task_id="gw")(5)
        gt = E("gt").as_teardown(setups=gs, on_failure_fail_dagrun=True)
        gs >> gw >> gt
    g >> E("after_g")
