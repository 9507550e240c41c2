"""Sensor plant: readings of three production lines are checked around the clock, more often in the day shift.

A database is set up before the checks and torn down after them, whatever they found.
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.standard.operators.trigger_dagrun import TriggerDagRunOperator
from airflow.sdk import DAG, MultipleCronTriggerTimetable, PokeReturnValue, TaskGroup, cross_downstream, task

LIMITS = {
    "press": {"pressure": 210, "temperature": 80},
    "paint": {"humidity": 60},
    "assembly": {"torque": 45},
}

with DAG(
    dag_id="sensor_plant",
    schedule=MultipleCronTriggerTimetable("*/10 6-21 * * *", "0 22,0,2,4 * * *", timezone="Europe/Berlin"),
    start_date=pendulum.datetime(2025, 1, 1, tz="Europe/Berlin"),
    max_active_runs=1,
    default_args={"owner": "plant", "retry_delay": timedelta(seconds=20)},
    tags=["plant"],
) as dag:
    create_scratch = SQLExecuteQueryOperator(
        task_id="create_scratch", conn_id="timescale", sql="CREATE SCHEMA scratch_{{ ts_nodash }}"
    ).as_setup()
    drop_scratch = SQLExecuteQueryOperator(
        task_id="drop_scratch", conn_id="timescale", sql="DROP SCHEMA scratch_{{ ts_nodash }} CASCADE"
    ).as_teardown(setups=create_scratch)

    @task.sensor(poke_interval=30, timeout=600, mode="reschedule")
    def readings_complete() -> PokeReturnValue:
        return PokeReturnValue(is_done=True, xcom_value=["s1", "s2", "s3"])

    @task
    def load_readings(sensor: str) -> None:
        print(f"loading {sensor}")

    @task
    def check(line: str, quantity: str, limit: float) -> bool:
        print(f"{line}: {quantity} must stay below {limit}")
        return True

    loaded = load_readings.expand(sensor=readings_complete())
    create_scratch >> loaded

    groups = []
    for line, limits in LIMITS.items():
        with TaskGroup(line) as group:
            for quantity, limit in limits.items():
                check.override(task_id=f"check_{quantity}")(line, quantity, limit)
        groups.append(group)

    @task(trigger_rule="all_done")
    def shift_report(dag_run=None) -> None:
        print(f"report of {dag_run.run_id}")

    call_technician = TriggerDagRunOperator(
        task_id="call_technician", trigger_dag_id="technician_on_call", trigger_rule="one_failed"
    )

    loaded >> groups
    cross_downstream(groups, [shift_report(), call_technician])
    [call_technician, *groups] >> drop_scratch
