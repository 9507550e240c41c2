"""There is no such trigger rule. Airflow refuses the file with ValueError and lists those there are."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="invalid_trigger_rule", schedule="@daily"):
    load = EmptyOperator(task_id="load")
    # The rule is called all_done.
    clean_up = EmptyOperator(task_id="clean_up", trigger_rule="all_finished")

    load >> clean_up
