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
def p1(): return ["b1", "j"]
@task.branch
def p2(ti=None): return "x" if ti.xcom_pull(task_ids="p1") else "y"
@task.branch
def p3(): raise AirflowSkipException
@task.branch
def p4(): raise ValueError
@task.branch
def p5(): return "j5"

with DAG(dag_id="a_branch_chain", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    p1() >> [E("b1"), E("b2")] >> E("j", trigger_rule="none_failed_min_one_success")
    dag.get_task("p1") >> dag.get_task("j")
    dag.get_task("p1") >> p2() >> [E("x"), E("y")]
    p3() >> [E("c"), E("d", trigger_rule="all_done")]
    p4() >> [E("e"), E("f", trigger_rule="all_done")]
    q = p5()
    q >> E("k") >> E("j5", trigger_rule="all_skipped")
    q >> dag.get_task("j5")
