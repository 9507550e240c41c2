"""The schedule is a number. Airflow refuses the file with ValueError: it does not know 30 of what."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

# Every 30 minutes is timedelta(minutes=30) or "*/30 * * * *".
with DAG(dag_id="invalid_schedule_type", schedule=30):
    EmptyOperator(task_id="load")
