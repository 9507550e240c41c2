"""The schedule is given twice, by its new and its old name. Airflow 2 refuses the file with ValueError.

Airflow 3 knows only `schedule` and refuses `schedule_interval` with TypeError.
"""

from datetime import datetime

from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG(
    dag_id="conflicting_schedule_arguments",
    schedule="@daily",
    schedule_interval="@hourly",
    start_date=datetime(2024, 1, 1),
):
    EmptyOperator(task_id="load")
