"""A DAG with a schedule has no start date. Airflow 2 refuses the file with ValueError when the first task is added.

Airflow 3 needs no start date.
"""

from airflow import DAG
from airflow.operators.empty import EmptyOperator

with DAG(dag_id="missing_start_date", schedule="@daily"):
    EmptyOperator(task_id="load")
