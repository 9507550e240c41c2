"""Two tasks have the same id. Airflow refuses the file with DuplicateTaskIdFound."""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(dag_id="duplicate_task_id", schedule="@daily"):
    extract = BashOperator(task_id="extract", bash_command="extract.py")
    # Copied from the line above; the id was not changed.
    load = BashOperator(task_id="extract", bash_command="load.py")

    extract >> load
