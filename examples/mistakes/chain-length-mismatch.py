"""`chain` joins two lists in pairs, so they must be equally long. Airflow refuses the file with ValueError."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, chain

TABLES = ["orders", "customers", "products"]

with DAG(dag_id="chain_length_mismatch", schedule="@daily"):
    extracts = [EmptyOperator(task_id=f"extract_{table}") for table in TABLES]
    # The first table is left out here, so one extract has no partner.
    loads = [EmptyOperator(task_id=f"load_{table}") for table in TABLES[1:]]

    chain(extracts, loads)
