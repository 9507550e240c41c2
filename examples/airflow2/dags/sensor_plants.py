"""Sensor plants: one monitoring DAG for each plant in plants/plants.yaml, put into `globals()` for Airflow to find."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pendulum
import yaml
from airflow import DAG
from airflow.models.baseoperator import chain
from airflow.operators.bash import BashOperator
from airflow.operators.python import BranchPythonOperator
from airflow.sensors.python import PythonSensor
from airflow.utils.task_group import TaskGroup

CONFIG = Path(__file__).parent / "plants" / "plants.yaml"


def readings_arrived(line: str, ts: str) -> bool:
    return Path(f"/data/readings/{line}/{ts}.parquet").exists()


def assess(ti) -> str:
    # Each check prints OK or ALARM as its last line, which Airflow keeps as its XCom.
    answers = ti.xcom_pull(task_ids=list(ti.task.upstream_task_ids))
    return "raise_alarm" if "ALARM" in answers else "store"


def build_dag(plant: dict) -> DAG:
    with DAG(
        dag_id=f"sensor_plant_{plant['id']}",
        schedule=plant["schedule"],
        start_date=pendulum.datetime(2024, 1, 1, tz=plant["timezone"]),
        catchup=False,
        default_args={"owner": "plant-it", "retries": 1, "retry_delay": timedelta(seconds=30)},
        tags=["plants", plant["id"]],
    ) as dag:
        branch = BranchPythonOperator(task_id="assess", python_callable=assess)

        for line in plant["lines"]:
            with TaskGroup(line) as group:
                wait = PythonSensor(
                    task_id="wait_for_readings",
                    python_callable=readings_arrived,
                    op_kwargs={"line": line},
                    mode="reschedule",
                )
                checks = [
                    BashOperator(task_id=f"check_{kind}", bash_command=f"check-readings {line} {kind}")
                    for kind in ("temperature", "vibration")
                ]
                wait >> checks
            group >> branch

        alarm = BashOperator(
            task_id="raise_alarm",
            bash_command="page-engineer --plant {{ params.plant }}",
            params={"plant": plant["id"]},
        )
        store = BashOperator(task_id="store", bash_command="store-readings {{ ts }}")
        branch >> [alarm, store]

        if plant.get("maintenance"):
            plan = BashOperator(
                task_id="plan_maintenance", bash_command="plan-maintenance", trigger_rule="none_failed"
            )
            order = BashOperator(task_id="order_parts", bash_command="order-parts")
            chain([alarm, store], plan, order)
    return dag


for plant in yaml.safe_load(CONFIG.read_text())["plants"]:
    globals()[f"sensor_plant_{plant['id']}"] = build_dag(plant)
