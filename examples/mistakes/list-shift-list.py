"""`>>` between two lists is Python's own, and lists have none. Airflow refuses the file with TypeError."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="list_shift_list", schedule="@daily"):
    extracts = [EmptyOperator(task_id=f"extract_{table}") for table in ("orders", "customers")]
    checks = [EmptyOperator(task_id=f"check_{kind}") for kind in ("rows", "types")]

    # Meant was: cross_downstream(extracts, checks)
    extracts >> checks
