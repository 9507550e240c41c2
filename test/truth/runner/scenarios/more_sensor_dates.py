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
RUN = {"logical_date": "2024-03-10T12:30:05+00:00"}

from airflow.providers.standard.sensors.date_time import DateTimeSensor
from airflow.providers.standard.sensors.time_delta import TimeDeltaSensor
from airflow.providers.standard.sensors.time import TimeSensor
from airflow.providers.standard.sensors.weekday import DayOfWeekSensor
from datetime import time

with DAG(dag_id="a_dates", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    DateTimeSensor(task_id="a", target_time="{{ logical_date.add(hours=1) }}", poke_interval=0.1, timeout=1)
    DateTimeSensor(task_id="b", target_time="2999-01-01T00:00:00+00:00", poke_interval=0.1, timeout=0.3)
    DateTimeSensor(task_id="c", target_time=datetime(2020, 1, 1, tzinfo=timezone.utc), poke_interval=0.1)
    TimeDeltaSensor(task_id="d", delta=timedelta(minutes=1), poke_interval=0.1, timeout=1)
    TimeSensor(task_id="e", target_time=time(0, 0), poke_interval=0.1, timeout=1)
    DayOfWeekSensor(task_id="f", week_day="Sunday", use_task_logical_date=True, poke_interval=0.1, timeout=0.3)
    DayOfWeekSensor(task_id="g", week_day={"Monday", "Tuesday"}, use_task_logical_date=True, poke_interval=0.1, timeout=0.3, soft_fail=True)
