"""Airflow cannot import this file: none of its DAGs appears. The UI shows the SyntaxError as an import error."""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(dag_id="syntax_error", schedule="@daily"):
    extract = BashOperator(task_id="extract", bash_command="extract.py --day {{ ds }}"
    load = BashOperator(task_id="load", bash_command="load.py --day {{ ds }}")

    extract >> load
