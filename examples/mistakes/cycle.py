"""Each edge is fine alone, together they close a circle. Airflow refuses the DAG with AirflowDagCycleException."""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG

with DAG(dag_id="cycle", schedule="@daily"):
    extract = EmptyOperator(task_id="extract")
    clean = EmptyOperator(task_id="clean")
    load = EmptyOperator(task_id="load")
    report = EmptyOperator(task_id="report")

    extract >> clean >> load >> report
    # Meant was: report >> notify. Now `clean` waits for `report`, which waits for `clean`.
    report >> clean
