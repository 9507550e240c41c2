"""The DAG id has a slash. Airflow refuses the file: only letters, digits, dashes, dots and underscores will do."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="sales/daily", schedule="@daily"):
    EmptyOperator(task_id="load")
