"""A task is looked up by an id that no task has. Airflow refuses the file with TaskNotFound."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="unknown_task_id", schedule="@daily") as dag:
    for table in ("orders", "customers"):
        EmptyOperator(task_id=f"load_{table}")

    publish = EmptyOperator(task_id="publish")
    # The task is called load_customers.
    dag.get_task("load_customer") >> publish
