"""What is expanded over literals has its instances from the beginning: skipped or failed one by one, and by a short circuit."""
from __future__ import annotations

from datetime import datetime, timezone

from airflow.exceptions import AirflowSkipException
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.python import BranchPythonOperator, ShortCircuitOperator
from airflow.sdk import DAG, task, task_group


@task
def f(x):
    return x


@task
def bad():
    raise ValueError


@task
def skip():
    raise AirflowSkipException


@task_group
def g(x):
    f(x) >> EmptyOperator(task_id="e", trigger_rule="none_failed")


with DAG(dag_id="b_literal", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    bad() >> f.override(task_id="after_bad").expand(x=[1, 2]) >> g.override(group_id="g_bad").expand(x=["a"])
    skip() >> f.override(task_id="after_skip").expand_kwargs([{"x": 1}, {"x": 2}]) >> g.override(group_id="g_skip").expand(x=["a", "b"])
    stop = ShortCircuitOperator(task_id="stop", python_callable=lambda: False)
    stop >> f.override(task_id="near").expand(x=[1]) >> f.override(task_id="far", trigger_rule="none_failed").expand(x=[1])
    stop >> EmptyOperator(task_id="x") >> g.override(group_id="g_far").expand(x=[1])
    pick = BranchPythonOperator(task_id="pick", python_callable=lambda: "a")
    pick >> [EmptyOperator(task_id="a"), f.override(task_id="b").expand(x=[1, 2])]
    skip.override(task_id="skip0")() >> f.override(task_id="none").expand(x=[])
