"""The cron expression matches no date, as February has no 30th. Airflow loads the DAG, shows no next run and never
starts it.
"""

import pendulum
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(
    dag_id="cron_never_fires", schedule="0 6 30 2 *", start_date=pendulum.datetime(2025, 1, 1, tz="UTC")
):
    EmptyOperator(task_id="close_month")
