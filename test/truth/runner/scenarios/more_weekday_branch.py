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
RUN = {"logical_date": "2024-03-10T12:30:00+00:00"}
from airflow.providers.standard.operators.weekday import BranchDayOfWeekOperator
from airflow.providers.standard.operators.datetime import BranchDateTimeOperator
from datetime import time

with DAG(dag_id="weekday_branch", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    BranchDayOfWeekOperator(task_id="w", follow_task_ids_if_true="a", follow_task_ids_if_false="b", week_day="Sunday", use_task_logical_date=True) >> [E("a"), E("b")]
    BranchDateTimeOperator(task_id="d", follow_task_ids_if_true=["c"], follow_task_ids_if_false=["e"], target_lower=time(12,0), target_upper=time(13,0), use_task_logical_date=True) >> [E("c"), E("e")]
    BranchDateTimeOperator(task_id="d2", follow_task_ids_if_true=["f"], follow_task_ids_if_false=["g"], target_lower=None, target_upper=datetime(2024,3,10,12,0), use_task_logical_date=True) >> [E("f"), E("g")]
