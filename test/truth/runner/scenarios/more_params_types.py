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

RUN = {"conf": {"l": [1, 2], "o": {"a": 1}, "i": 3, "n": None, "extra": True}}
@task
def f(params): return dict(params)

with DAG(dag_id="c_params_types", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, params={"l": Param([], type="array"), "o": Param({}, type="object"), "i": Param(1, type="integer", maximum=5), "n": Param("x", type=["null", "string"]), "d": Param(1.5, type="number"), "b": Param(False, type="boolean")}) as dag:
    f.override(task_id="f")() if False else None
    PythonOperator(task_id="p", python_callable=f.function)
    BashOperator(task_id="b", bash_command="echo {{ params.l[0] }} {{ params.o.a }} {{ params.i * 2 }} {{ params.n }} {{ params.d }} {{ params | length }} {{ params.keys() | list }}")
    PythonOperator(task_id="q", python_callable=lambda **k: [dict(k["params"]), k["params"]["i"], k["params"].get("zz", 1), "l" in k["params"]])
