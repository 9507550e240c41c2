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

@setup
def up(): raise ValueError
@setup
def upskip(): raise AirflowSkipException
@teardown
def down(): log("down")

with DAG(dag_id="a_setup_fail", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    a = up()
    a >> E("w") >> E("w2", trigger_rule="all_done") >> down().as_teardown(setups=a)
    b = upskip()
    b >> E("v") >> down.override(task_id="d2")().as_teardown(setups=b)
    c1, c2 = E("c1").as_setup(), up.override(task_id="c2")()
    [c1, c2] >> E("x") >> down.override(task_id="d3")().as_teardown(setups=[c1, c2])
    f = E("f").as_setup()
    with E("tt").as_teardown(setups=f):
        E("y1") >> BashOperator(task_id="y2", bash_command="exit 1") >> E("y3")
    E("after_td") << dag.get_task("tt")
