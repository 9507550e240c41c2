"""The cron expression has no hour 24. Airflow refuses the DAG with AirflowTimetableInvalid."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

# Midnight is hour 0.
with DAG(dag_id="invalid_cron", schedule="0 24 * * *"):
    EmptyOperator(task_id="load")
