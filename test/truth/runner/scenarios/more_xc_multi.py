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

@task(multiple_outputs=True)
def m(): return {"a": 1, "b": [2]}
@task
def n() -> dict: return {"p": 1}
@task
def q() -> dict[str, int]: return {"p": 2}
@task(multiple_outputs=True)
def bad(): return [1]
@task(multiple_outputs=True)
def bad2(): return {1: 2}
@task
def use(a, b, p): return [a, b, p]
@task
def use2(z): return z

with DAG(dag_id="xc_multi", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    x = m()
    y = q()
    n()
    use(x["a"], x["b"], y["p"])
    use2.override(task_id="u_missing")(x["zz"])
    bad() >> E("ab")
    bad2()
