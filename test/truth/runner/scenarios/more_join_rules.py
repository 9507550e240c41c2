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
def pick(): return ["b"]
@task
def boom(): raise ValueError

with DAG(dag_id="c_join_rules", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    p = pick()
    a, b, c = E("a"), E("b"), E("c")
    p >> [a, b, c]
    for r in ("all_success", "all_done", "one_success", "none_failed", "none_failed_min_one_success", "none_skipped", "all_skipped", "all_failed", "one_failed", "one_done"):
        [a, b, c] >> E("join_" + r, trigger_rule=r)
        [a, c] >> E("sk_" + r, trigger_rule=r)
        [b, boom.override(task_id="x_" + r)()] >> E("mix_" + r, trigger_rule=r)
