"""Operators take keyword arguments only. Airflow refuses the file with TypeError."""

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

with DAG(dag_id="positional_operator_argument", schedule="@daily"):
    load = BashOperator("load", bash_command="load.py --day {{ ds }}")
