"""A task and a task group share one id. Airflow refuses the file with DuplicateTaskIdFound."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup

with DAG(dag_id="task_group_id_collision", schedule="@daily"):
    load = EmptyOperator(task_id="load")

    with TaskGroup("load") as tables:
        EmptyOperator(task_id="orders")
        EmptyOperator(task_id="customers")

    load >> tables
