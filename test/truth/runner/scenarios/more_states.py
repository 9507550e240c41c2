"""States and kinds as tasks see them, and a logical date with microseconds."""
from __future__ import annotations

from datetime import datetime, timezone

from airflow import __version__
from airflow.sdk import DAG, task

RUN = {"logical_date": "2024-06-01T01:02:03.456789+00:00"}


def own_state(ti):
    # In 2.x, dag.test() and the scheduler differ.
    return [repr(ti.state), str(ti.state), f"{ti.state}", ti.state == "running", ti.state in {"running"}]


with DAG(dag_id="more_states", schedule=None, start_date=datetime(2024, 1, 1, tzinfo=timezone.utc), catchup=False) as dag:

    @task
    def seen(ti=None, dag_run=None):
        return [own_state(ti) if __version__ >= "3" else None, str(dag_run.state), f"{dag_run.run_type}", dag_run.run_type == "manual"]

    @task
    def dates(logical_date=None, data_interval_start=None, data_interval_end=None, ts=None):
        return [str(logical_date), str(data_interval_start), str(data_interval_end), ts]

    @task
    def kinds():
        if __version__ < "3":
            return []
        from airflow.sdk import DagRunState, TaskInstanceState
        from airflow.utils.state import TaskInstanceState as Older

        return [str(TaskInstanceState.FAILED), str(DagRunState.SUCCESS), str(Older.FAILED), TaskInstanceState.FAILED == Older.FAILED]

    @task
    def rendered(text):
        return text

    seen(), dates(), kinds(), rendered("{{ dag_run.state }} {{ dag_run.run_type }} {{ data_interval_end }}")
