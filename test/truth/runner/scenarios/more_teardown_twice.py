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
def up(): return {"id": 7}
@teardown
def down(x): log(f"down {x}"); return x
@task
def work(x): return x["id"]
@task
def bad(x): raise ValueError
@teardown(on_failure_fail_dagrun=True)
def down2(): raise ValueError

with DAG(dag_id="a_setup_td", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    u = up()
    d = down(u)
    u >> work(u) >> bad(1) >> d
    with TaskGroup("g"):
        s2 = up.override(task_id="s2")()
        with down.override(task_id="t2")(s2):
            work.override(task_id="w2")(s2) >> E("e2")
    with TaskGroup("h") as h:
        s3 = E("s3").as_setup()
        s3 >> E("w3") >> E("t3").as_teardown(setups=s3)
    h >> E("after")
    up.override(task_id="s4")() >> E("w4") >> down2()
