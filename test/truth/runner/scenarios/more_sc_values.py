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

@task.short_circuit
def f(x): return x
@task
def pull(ti=None): return [repr(ti.xcom_pull(task_ids=["f", "t"])), repr(ti.xcom_pull(task_ids="t"))]

with DAG(dag_id="a_short_circuit", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    f(False) >> E("a") >> E("b", trigger_rule="all_done") >> E("c", trigger_rule="none_failed")
    t = f.override(task_id="t")({"x": 1})
    t >> E("d")
    n = f.override(task_id="n", ignore_downstream_trigger_rules=False)(None)
    n >> E("e") >> E("g", trigger_rule="none_failed")
    E("other") >> E("g2", trigger_rule="none_failed_min_one_success")
    n >> dag.get_task("g2") if hasattr(dag, "get_task") else None
    n >> E("h", trigger_rule="all_done")
    [dag.get_task("f"), t] >> pull.override(trigger_rule="all_done")()
    f.override(task_id="fail_sc")("{{ 1/0 }}") >> E("i")
