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
RUN = {"logical_date": "2024-03-10T12:30:05+00:00"}

def f(a, b=2, *args, c, **kw): return [a, b, args, c, sorted(kw) == sorted(kw)]
def needs_ctx(ds, ti, params): return [ds, ti.task_id, dict(params)]
def clash(ds): return ds
class Callable:
    def __call__(self, x): return x * 2
    def meth(self, x, ti=None): return [x, ti is not None]
import functools
async def co(x): return x + 1

with DAG(dag_id="pyargs", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    PythonOperator(task_id="a", python_callable=f, op_args=[1, 5, 6], op_kwargs={"c": 3})
    PythonOperator(task_id="b", python_callable=needs_ctx)
    PythonOperator(task_id="c", python_callable=clash, op_args=["x"])
    PythonOperator(task_id="d", python_callable=clash, op_kwargs={"ds": "mine"})
    PythonOperator(task_id="e", python_callable=Callable(), op_args=[4])
    PythonOperator(task_id="g", python_callable=Callable().meth, op_args=[4])
    PythonOperator(task_id="h", python_callable=functools.partial(lambda x, y: [x, y], 1), op_args=[2])
    PythonOperator(task_id="i", python_callable=lambda x: x, op_args=[1, 2])
    PythonOperator(task_id="j", python_callable=lambda x: x)
    PythonOperator(task_id="k", python_callable=lambda x: x, op_kwargs={"x": 1, "unknown": 2})
    PythonOperator(task_id="l", python_callable=print, op_args=["hi"])
    PythonOperator(task_id="m", python_callable=lambda templates_dict: templates_dict, templates_dict={"a": "{{ ds }}"})
    PythonOperator(task_id="n", python_callable=lambda **k: k["templates_dict"], templates_dict={"a": "{{ ds }}"})
    PythonOperator(task_id="o", python_callable=lambda x: x, op_args=["q.sql"], templates_exts=[".sql"])
