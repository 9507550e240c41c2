from __future__ import annotations
import os
from datetime import datetime, timedelta, timezone, date
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.providers.standard.operators.python import PythonOperator, BranchPythonOperator, ShortCircuitOperator
from airflow.exceptions import AirflowSkipException, AirflowFailException, AirflowException
from airflow.sdk import DAG, task, TaskGroup, task_group, Param, setup, teardown, get_current_context, chain, Variable
def E(task_id, **kw): return EmptyOperator(task_id=task_id, **kw)
def log(text):
    with open(os.environ.get("ORACLE_EVENTS", os.devnull), "a") as f: f.write(text + "\n")

@task
def gen(): return [{"a": 1, "b": 2}, {"a": 3, "b": 4}, {"a": 5}]
@task
def gen0(): return []
@task
def f(a, b=10): return [a, b]
@task
def bad(): return [{"a": 1}, 3]
@task
def badkey(): return [{"zz": 1}]
@task
def tot(x): return list(x)

with DAG(dag_id="a_expand_kwargs", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    tot(f.expand_kwargs(gen()))
    tot.override(task_id="t0", trigger_rule="all_done")(f.override(task_id="f0").expand_kwargs(gen0()))
    f.override(task_id="flit").expand_kwargs([{"a": 7}, {"a": 8, "b": 9}])
    f.override(task_id="fpart").partial(b=100).expand_kwargs([{"a": 7}, {"a": 8, "b": 9}])
    f.override(task_id="fbad").expand_kwargs(bad())
    f.override(task_id="fbadkey").expand_kwargs(badkey())
    f.override(task_id="fmap").expand_kwargs(gen().map(lambda d: {**d, "a": d["a"] * 10}))
    BashOperator.partial(task_id="bo").expand_kwargs([{"bash_command": "echo x $V", "env": {"V": "1"}}, {"bash_command": "exit 99"}])
