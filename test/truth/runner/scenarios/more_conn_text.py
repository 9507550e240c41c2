"""A connection as text, and a Variable that is no JSON."""
from __future__ import annotations

from datetime import datetime, timezone

from airflow.sdk import DAG, Variable, task

RUN = {"env": {"AIRFLOW_VAR_BAD": "{x", "AIRFLOW_CONN_DB": "postgresql://u@h:5432/s"}}


@task
def f(x):
    return x


@task
def g():
    try:
        return Variable.get("bad", deserialize_json=True)
    except Exception as error:
        return type(error).__name__


with DAG(dag_id="b_conn", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    f("{{ conn.db }}")
    g()
