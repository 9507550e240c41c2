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

from airflow.sdk import BaseOperator
class Mine(BaseOperator):
    template_fields = ("q", "extra")
    template_ext = (".sql",)
    def __init__(self, q, extra=None, **kw):
        super().__init__(**kw)
        self.q = q
        self.extra = extra
    def execute(self, context):
        self.log.info("hi %s", self.q)
        context["ti"].xcom_push("seen", self.render_template("{{ ds }}!", context))
        return [self.q, self.extra, sorted(context["params"]), context["ds"]]
class Bad(BaseOperator):
    template_fields = ("nope",)
    def execute(self, context): return 1
class Child(Mine):
    def pre_execute(self, context): log("pre " + self.q)
    def post_execute(self, context, result=None): log("post %s" % (result,))
    def on_kill(self): log("kill")

with DAG(dag_id="tp_custom_op", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False, params={"p": 1}) as dag:
    Mine(task_id="m", q="select '{{ ds }}'", extra={"a": "{{ params.p }}"}, params={"p": 9})
    Child(task_id="c", q="x")
    Mine.partial(task_id="mp", extra="{{ ds }}").expand(q=["a", "{{ ds }}"])
    Mine(task_id="file", q="nofile.sql")
