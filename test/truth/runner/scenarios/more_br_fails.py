"""A branch that fails after it has chosen: up to 2.11 the others are skipped already."""
from __future__ import annotations

from datetime import datetime, timezone

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task




@task.branch
def pick():
    return (x for x in ["a"])


with DAG(dag_id="b_branch_fails", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    pick() >> [EmptyOperator(task_id="a"), EmptyOperator(task_id="b")]
