"""A mapped group that holds a task with the rule always cannot be connected with anything."""
from __future__ import annotations

from datetime import datetime, timezone

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task_group


@task_group
def g(x):
    EmptyOperator(task_id="a", trigger_rule="always")


with DAG(dag_id="b_group_always", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    EmptyOperator(task_id="b") >> g.expand(x=[1])
