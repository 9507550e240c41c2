"""An edge joins tasks of two DAGs. Airflow refuses the file with RuntimeError."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="cross_dag_edge_import", schedule="@daily"):
    load = EmptyOperator(task_id="load")

with DAG(dag_id="cross_dag_edge_report", schedule="@daily"):
    report = EmptyOperator(task_id="report")

# A DAG waits for another with an asset, an ExternalTaskSensor or a TriggerDagRunOperator.
load >> report
