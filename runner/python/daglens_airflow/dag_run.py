"""Makes the DAG run in the database of the run."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pendulum
from airflow.utils.types import DagRunType

from .clock import utcnow
from .dag_file import Refused
from .version import IS_3

RunType = DagRunType


def create(dag: Any, request: dict[str, Any], session: Any) -> Any:
    """
    The DAG run, running, with its task instances; `dag_run.dag` is what the scheduler decides with.
    Raises Refused where Airflow refuses the run, such as a conf that breaks the schema of a param.
    """
    logical_date = _logical_date(request["logical_date"])
    try:
        dag.validate()
        return _create_3(dag, request, logical_date, session) if IS_3 else _create_2(dag, request, logical_date, session)
    except Exception as error:
        from .raised import raised

        raise Refused(f"Airflow refuses the run: {error}", raised(error)) from error


def _logical_date(given: str | None) -> datetime:
    return pendulum.parse(given) if given else utcnow()


def _create_2(dag: Any, request: dict[str, Any], logical_date: datetime, session: Any) -> Any:
    run = dag.create_dagrun(
        run_id=request["run_id"],
        run_type=_run_type(request),
        state="running",
        execution_date=logical_date,
        data_interval=_data_interval(dag, dag.timetable, request, logical_date),
        start_date=utcnow(),
        external_trigger=request["run_type"] == "manual",
        conf=request["conf"],
        session=session,
    )
    run.dag = dag
    return run


def _create_3(dag: Any, request: dict[str, Any], logical_date: datetime, session: Any) -> Any:
    from airflow.utils.types import DagRunTriggeredByType

    scheduled = scheduler_dag(dag)
    run = scheduled.create_dagrun(
        run_id=request["run_id"],
        run_type=_run_type(request),
        state="running",
        logical_date=logical_date,
        data_interval=_data_interval(scheduled, scheduled.timetable, request, logical_date),
        run_after=utcnow(),
        start_date=utcnow(),
        triggered_by=DagRunTriggeredByType.CLI,
        conf=request["conf"],
        session=session,
    )
    run.dag = scheduled
    return run


def scheduler_dag(dag: Any) -> Any:
    """The DAG as the scheduler of Airflow 3 reads it back; its callbacks are lost on that way, and put back here as in `dag.test()`."""
    try:
        from airflow.serialization.serialized_objects import DagSerialization as Serialization
    except ImportError:
        from airflow.serialization.serialized_objects import SerializedDAG as Serialization
    write = getattr(Serialization, "serialize_dag")
    made = Serialization.deserialize_dag(write(dag))
    made.on_success_callback = dag.on_success_callback
    made.on_failure_callback = dag.on_failure_callback
    return made


def _run_type(request: dict[str, Any]) -> Any:
    name = request["run_type"]
    return RunType("backfill" if name == "backfill" and not IS_3 else "manual" if name == "backfill" else name)


def _data_interval(dag: Any, timetable: Any, request: dict[str, Any], logical_date: datetime) -> Any:
    infer = getattr(dag, "infer_automated_data_interval", None)
    if request["run_type"] != "manual" and infer is not None:
        return infer(logical_date)
    return timetable.infer_manual_data_interval(run_after=logical_date)
