"""Orders ETL: two sensors, one extract for each table, a branch on the weekday, and trigger rules at the end."""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import BranchPythonOperator, PythonOperator
from airflow.providers.common.sql.operators.sql import SQLExecuteQueryOperator
from airflow.providers.http.sensors.http import HttpSensor
from airflow.sensors.filesystem import FileSensor
from airflow.utils.trigger_rule import TriggerRule

TABLES = ["orders", "order_lines", "customers", "products"]


def extract(table: str, ds: str) -> str:
    """Write one table of the shop to a CSV file and return its path."""
    path = f"/data/landing/{ds}/{table}.csv"
    print(f"exporting {table} to {path}")
    return path


def choose_load(data_interval_end: pendulum.DateTime) -> str:
    # On Sundays everything is loaded again, on other days only what changed.
    if data_interval_end.day_of_week == pendulum.SUNDAY:
        return "full_load"
    return "incremental_load"


with DAG(
    dag_id="orders_etl",
    description="Shop database to warehouse, every morning",
    schedule="30 5 * * *",
    start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Paris"),
    catchup=False,
    default_args={"owner": "data-platform", "retries": 2, "retry_delay": timedelta(minutes=10)},
    tags=["etl", "shop"],
) as dag:
    wait_for_export = FileSensor(
        task_id="wait_for_export",
        filepath="/data/shop/{{ ds }}/_SUCCESS",
        mode="reschedule",
        poke_interval=300,
        timeout=2 * 60 * 60,
    )
    wait_for_rates = HttpSensor(
        task_id="wait_for_rates",
        http_conn_id="exchange_rates",
        endpoint="rates/{{ ds }}",
        mode="reschedule",
        soft_fail=True,
    )

    extracts = [
        PythonOperator(task_id=f"extract_{table}", python_callable=extract, op_kwargs={"table": table})
        for table in TABLES
    ]

    # Yesterday's rates will do, so a skipped sensor must not stop the run.
    clean = BashOperator(
        task_id="clean",
        bash_command="clean-csv /data/landing/{{ ds }}",
        trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS,
    )

    choose = BranchPythonOperator(task_id="choose_load", python_callable=choose_load)
    full_load = SQLExecuteQueryOperator(
        task_id="full_load", conn_id="warehouse", sql="CALL load_orders(full => true)"
    )
    incremental_load = SQLExecuteQueryOperator(
        task_id="incremental_load", conn_id="warehouse", sql="CALL load_orders(since => '{{ ds }}')"
    )
    build_marts = [
        SQLExecuteQueryOperator(
            task_id=f"build_{mart}",
            conn_id="warehouse",
            sql=f"CALL build_{mart}()",
            trigger_rule=TriggerRule.NONE_FAILED_MIN_ONE_SUCCESS,
        )
        for mart in ("daily_sales", "customer_value")
    ]

    alert = BashOperator(
        task_id="alert",
        bash_command="notify --channel data-alerts 'orders_etl failed on {{ ds }}'",
        trigger_rule=TriggerRule.ONE_FAILED,
    )
    done = EmptyOperator(task_id="done", trigger_rule=TriggerRule.ALL_DONE)

    wait_for_export >> extracts
    [*extracts, wait_for_rates] >> clean >> choose >> [full_load, incremental_load]
    for mart in build_marts:
        [full_load, incremental_load] >> mart
    build_marts >> alert
    build_marts >> done
