"""Two DAGs of one file have the same id. Airflow says nothing and keeps one of them, not always the same one: the other
never runs.
"""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(dag_id="duplicate_dag_id", schedule="@hourly"):
    BashOperator(task_id="import_orders", bash_command="import.py orders")

# Copied from above; the id was not changed.
with DAG(dag_id="duplicate_dag_id", schedule="@daily"):
    BashOperator(task_id="import_customers", bash_command="import.py customers")
