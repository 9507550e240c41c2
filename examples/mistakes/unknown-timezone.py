"""There is no such time zone. Airflow refuses the file with InvalidTimezone."""

import pendulum
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(
    dag_id="unknown_timezone",
    schedule="0 6 * * *",
    # Zones are named after a city: Europe/Berlin.
    start_date=pendulum.datetime(2025, 1, 1, tz="Europe/Germany"),
):
    EmptyOperator(task_id="load")
