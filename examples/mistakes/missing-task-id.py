"""An operator has no task id. Airflow refuses the file with TypeError: the name of the variable does not count."""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(dag_id="missing_task_id", schedule="@daily"):
    load = BashOperator(bash_command="load.py --day {{ ds }}")
