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

with DAG(dag_id="tp_syntax", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    BashOperator(task_id="loop", bash_command="{% for i in range(3) %}echo {{ i }};{% endfor %}")
    BashOperator(task_id="iff", bash_command="{% if ds < '2025' %}echo old{% else %}echo new{% endif %}")
    BashOperator(task_id="bad", bash_command="{{ ds ")
    BashOperator(task_id="set", bash_command="{% set x = 3 %}echo {{ x * 2 }}")
    BashOperator(task_id="raw", bash_command="{% raw %}echo '{{ ds }}'{% endraw %}")
    BashOperator(task_id="comment", bash_command="echo a {# note #} b")
    BashOperator(task_id="nl", bash_command="echo a\n")
    BashOperator(task_id="nl2", bash_command="echo a\r\necho b\n\n")
    BashOperator(task_id="dflt", bash_command="echo {{ nope | default('fb') }} {{ params.x | default('y') }}")
    BashOperator(task_id="filt", bash_command="echo {{ 'abc' | upper }} {{ [1,2,3] | sum }} {{ {'a': 1} | tojson }}")
    BashOperator(task_id="noattr", bash_command="echo {{ dag.nope }}")
    BashOperator(task_id="dunder", bash_command="echo {{ dag.__class__ }}")
    BashOperator(task_id="private", bash_command="echo {{ task._is_empty }}")
    BashOperator(task_id="do", bash_command="{% set l = [] %}{% do l.append(1) %}echo {{ l }}")
    BashOperator(task_id="zero", bash_command="echo {{ 1 / 0 }}")
    BashOperator(task_id="env", bash_command="echo $A $B", env={"A": "{{ ds }}", "B": "x"}, append_env=True)
    BashOperator(task_id="env2", bash_command="echo [$HOME] $A $AIRFLOW_CTX_TASK_ID $AIRFLOW_CTX_DAG_ID $AIRFLOW_CTX_TRY_NUMBER", env={"A": "1"})
    BashOperator(task_id="cwd", bash_command="pwd", cwd="/tmp")
    BashOperator(task_id="cwd2", bash_command="pwd", cwd="/nope/{{ ds }}")
    BashOperator(task_id="codes", bash_command="exit 7", skip_on_exit_code=[7, 8])
    BashOperator(task_id="codes2", bash_command="exit 0", skip_on_exit_code=0)
    BashOperator(task_id="sh", bash_command="x.sh")
    BashOperator(task_id="multi", bash_command="""
    set -e
    echo hello
    echo "last line  "
    """)
    BashOperator(task_id="proc_fail", bash_command="echo x", output_processor=lambda x: 1/0)
    BashOperator(task_id="sig", bash_command="kill -9 $$")
