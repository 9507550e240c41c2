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
def f(): return 1
from airflow.sdk import BaseOperator
class O(BaseOperator):
    def pre_execute(self, context): log("pre"); self.v = 5
    def execute(self, context): log("exec"); context["ti"].xcom_push(key="a", value=1); return self.v
    def post_execute(self, context, result=None): log(f"post {result}")
class K(BaseOperator):
    def execute(self, context): raise ValueError
    def on_kill(self): log("kill")
class M(BaseOperator):
    multi = True
    def __init__(self, **kw): super().__init__(multiple_outputs=True, **kw)
    def execute(self, context): return {"a": 1, "b": 2}
class Bare(BaseOperator): pass

with DAG(dag_id="a_prepost", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    O(task_id="o"); K(task_id="k"); M(task_id="m"); Bare(task_id="bare")
    PythonOperator(task_id="p", python_callable=lambda: 3, pre_execute=lambda c: log("p pre"), post_execute=lambda c, r: log(f"p post {r}"))
    PythonOperator(task_id="q", python_callable=lambda: 3, pre_execute=lambda c: 1 / 0, retries=1, retry_delay=timedelta(0))
    PythonOperator(task_id="r", python_callable=lambda: 3, post_execute=lambda c, r: 1 / 0)
    def sk(c): raise AirflowSkipException
    PythonOperator(task_id="s", python_callable=lambda: 3, pre_execute=sk)
    PythonOperator(task_id="t", python_callable=lambda: 3, post_execute=sk)
