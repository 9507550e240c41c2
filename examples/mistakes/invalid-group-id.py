"""A group id has a dot in it. Airflow refuses the file: task ids may have dots, group ids may not."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup

with DAG(dag_id="invalid_group_id", schedule="@daily"):
    with TaskGroup("quality.raw"):
        EmptyOperator(task_id="check_orders")
