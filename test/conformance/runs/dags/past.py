"""Tasks that look at earlier runs and at runs of another DAG, and two that share a pool of one slot."""

import time
from datetime import datetime

try:
    from airflow.sdk import DAG, task
except ImportError:
    from airflow import DAG
    from airflow.decorators import task
try:
    from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
except ImportError:
    from airflow.sensors.external_task import ExternalTaskSensor

with DAG("past", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):

    @task(depends_on_past=True)
    def depends():
        return "went on"

    @task
    def dates(prev_data_interval_start_success=None):
        return str(prev_data_interval_start_success)[:10]

    @task(pool="narrow")
    def wait():
        time.sleep(0.5)

    depends()
    dates()
    wait.override(task_id="one")()
    wait.override(task_id="two")()
    look = {"external_dag_id": "other", "poke_interval": 1, "timeout": 2}
    ExternalTaskSensor(task_id="sees_task", external_task_id="load", **look)
    ExternalTaskSensor(task_id="sees_failed", failed_states=["failed"], **look)
    ExternalTaskSensor(task_id="sees_nothing", external_task_id="absent", **look)
