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

def f(*a, **k): return [list(a), sorted(x for x in k if x in ("ds", "x", "ti"))]
def g(x, ds): return [x, ds]
def h(ti, params): return [ti.task_id, dict(params)]
class Call:
    def __call__(self, ds): return ds
import functools
def gen(): yield 1

with DAG(dag_id="a_pyop", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    PythonOperator(task_id="a", python_callable=f, op_args=[1], op_kwargs={"x": 2})
    PythonOperator(task_id="b", python_callable=g, op_args=["{{ ds_nodash }}"])
    PythonOperator(task_id="c", python_callable=g, op_kwargs={"x": 1, "ds": "mine"})
    PythonOperator(task_id="d", python_callable=g)
    PythonOperator(task_id="e", python_callable=h, params={"q": 1})
    PythonOperator(task_id="f", python_callable=Call())
    PythonOperator(task_id="g", python_callable=functools.partial(g, 5))
    PythonOperator(task_id="h", python_callable=lambda: (1, (2, 3)))
    PythonOperator(task_id="i", python_callable=gen)
    PythonOperator(task_id="j", python_callable=g, op_args=[1, 2, 3])
    PythonOperator(task_id="k", python_callable=print, op_args=["x"], show_return_value_in_logs=False)
    PythonOperator(task_id="l", python_callable=dict, op_kwargs={"a": 1})
    PythonOperator(task_id="m", python_callable=f, op_args="ab")
    PythonOperator(task_id="n", python_callable=lambda **k: sorted(k["conf"] if False else [])) 
    PythonOperator(task_id="o", python_callable=lambda x: x, op_args=["{{ ti.xcom_pull('h') }}"])
    dag.get_task("h") >> dag.get_task("o")
    PythonOperator(task_id="p", python_callable=lambda dag_run, logical_date: [dag_run.run_type, str(logical_date)])
