"""Two task groups have the same id. Airflow refuses the file with DuplicateTaskIdFound."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, TaskGroup

with DAG(dag_id="duplicate_group_id", schedule="@daily"):
    with TaskGroup("quality") as before:
        EmptyOperator(task_id="check_files")

    load = EmptyOperator(task_id="load")

    with TaskGroup("quality") as after:
        EmptyOperator(task_id="check_tables")

    before >> load >> after
