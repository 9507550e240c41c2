"""Templates in what a task is expanded over are rendered, unless they are results of tasks; with expand_kwargs always."""
from __future__ import annotations

from datetime import datetime, timezone

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, task

RUN = {"logical_date": "2024-03-10T00:00:00+00:00"}


@task
def commands():
    return ["echo {{ ds }}", "echo 1"]


@task
def arguments():
    return [{"bash_command": "echo {{ ds }}"}]


@task
def f(x):
    return x


with DAG(dag_id="b_map_results", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    got = commands()
    BashOperator.partial(task_id="result").expand(bash_command=got)
    BashOperator.partial(task_id="literal").expand(bash_command=["echo {{ ds }}"])
    BashOperator.partial(task_id="kwargs").expand_kwargs(arguments())
    f.expand(x=got)
    f.override(task_id="literal_f").expand(x=["{{ ds }}", {"a": "{{ ds }}"}])
    f.override(task_id="mapped_f").expand(x=got.map(lambda x: x + " {{ ds }}"))
