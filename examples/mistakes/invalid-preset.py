"""There is no such preset. Airflow reads it as a cron expression and refuses the DAG with AirflowTimetableInvalid."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="invalid_preset", schedule="@dayly"):
    EmptyOperator(task_id="load")
