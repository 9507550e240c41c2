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
def gen(): return [1, 2, 3]
@task
def f(x):
    if x == 2: raise AirflowSkipException
    return {"v": x}
@task
def multi(ti=None): ti.xcom_push("k", ti.task_id)

with DAG(dag_id="c_xcom_mapped_tmpl", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    m = f.expand(x=gen())
    m >> PythonOperator(task_id="t", python_callable=lambda **k: None, op_kwargs={"a": "{{ ti.xcom_pull(task_ids='f') }}", "b": "{{ ti.xcom_pull(task_ids='f') | list }}", "c": "{{ ti.xcom_pull(task_ids='f', map_indexes=0) }}", "d": "{{ ti.xcom_pull(task_ids='f', map_indexes=[0, 2]) | list }}", "e": "{{ ti.xcom_pull(task_ids='f') | length }}", "g": "{{ ti.xcom_pull('gen')[1] }}", "h": "{{ ti.xcom_pull(task_ids=['gen', 'f']) | list }}"}, trigger_rule="all_done")
    multi.override(task_id="m1")() >> PythonOperator(task_id="u", python_callable=lambda **k: None, op_kwargs={"a": "{{ ti.xcom_pull(key='k', task_ids='m1') }}", "b": "{{ ti.xcom_pull(key='k', task_ids=['m1', 'm2']) | list }}", "c": "{{ ti.xcom_pull(key='zz', task_ids='m1') }}", "d": "{{ ti.xcom_pull('m1') }}"})
