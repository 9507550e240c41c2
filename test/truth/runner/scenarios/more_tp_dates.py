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
RUN = {"logical_date": "2024-03-10T12:30:05.123456+00:00"}

with DAG(dag_id="tp_dates", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:
    fields = ["ds", "ds_nodash", "ts", "ts_nodash", "ts_nodash_with_tz", "logical_date", "dag_run.logical_date", "data_interval_start | ds", "data_interval_end | ts_nodash", "logical_date | ts_nodash_with_tz", "macros.ds_add(ds, 5)", "macros.ds_add(ds, -70)", "macros.ds_format(ds, '%Y-%m-%d', '%d/%m/%y')", "macros.datetime(2024,1,1)", "macros.timedelta(days=2)", "logical_date.add(days=1)", "logical_date.strftime('%A')", "logical_date + macros.timedelta(days=1)", "run_id[:6]", "task_instance_key_str", "dag.dag_id", "task.task_id", "ti.task_id", "ti.try_number", "dag_run.run_type", "params", "var.value.get('x')", "macros.random() < 2", "macros.uuid is none", "macros.json.dumps({'a': 1})", "macros.datetime_diff_for_humans(logical_date, logical_date.add(days=2))", "macros.dateutil.parser.parse('2024-01-02')", "prev_start_date_success", "prev_data_interval_start_success", "inlets", "outlets", "ti.map_index", "ti.run_id[:6]", "dag", "task", "logical_date.to_date_string()", "logical_date.timezone_name","data_interval_end - data_interval_start", "logical_date.int_timestamp"]
    for i, f in enumerate(fields):
        PythonOperator(task_id="t%02d" % i, python_callable=lambda x: None, op_args=["{{ %s }}" % f])
