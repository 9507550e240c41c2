"""A task id has a space in it. Airflow refuses the file: only letters, digits, dashes, dots and underscores will do."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="invalid_task_id", schedule="@daily"):
    for country in ("France", "New Zealand"):
        # "load_New Zealand" is not a valid id.
        EmptyOperator(task_id=f"load_{country}")
