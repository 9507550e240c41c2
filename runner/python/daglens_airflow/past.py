"""Earlier runs, put into the database of a run: what `depends_on_past`, dates of the run before and sensors for other DAGs look for."""

from __future__ import annotations

from typing import Any, Iterator

import pendulum
from airflow.models.dagrun import DagRun
from airflow.models.taskinstance import TaskInstance
from airflow.utils.types import DagRunType

from .version import IS_3

_DATE = "logical_date" if IS_3 else "execution_date"


def put_in(request: dict[str, Any], made: Any, session: Any) -> None:
    """
    Writes the run before this one, and other runs of this machine.
    `made` is the run that begins: an earlier run of its id or date, which it takes the place of, is left out.
    """
    for told in _different(request, made):
        session.add(_run(told))
        session.flush()
        for row in _instances(told):
            session.execute(TaskInstance.__table__.insert().values(**row))
    session.commit()


def _different(request: dict[str, Any], made: Any) -> Iterator[dict[str, Any]]:
    """The runs, latest first, without those that Airflow would take for the same one."""
    seen = {(made.dag_id, made.run_id), (made.dag_id, getattr(made, _DATE))}
    for told in [*filter(None, [request["previous"]]), *request["local_runs"]]:
        names = {(told["dag_id"], told["run_id"]), (told["dag_id"], pendulum.parse(told["logical_date"]))}
        if not names & seen:
            seen |= names
            yield told


def _run(told: dict[str, Any]) -> Any:
    date = pendulum.parse(told["logical_date"])
    start, end = (pendulum.parse(one) for one in told.get("data_interval") or [told["logical_date"]] * 2)
    options = {"run_after": end} if IS_3 else {"external_trigger": True}
    run = DagRun(
        dag_id=told["dag_id"],
        run_id=told["run_id"],
        run_type=DagRunType.from_run_id(told["run_id"]),
        state=told["state"],
        start_date=pendulum.parse(told["start"]) if told.get("start") else date,
        data_interval=(start, end),
        **{_DATE: date},
        **options,
    )
    run.end_date = pendulum.parse(told["end"]) if told.get("end") else date
    return run


def _instances(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for task_id, states in told["states"].items():
        for index, state in enumerate(states):
            yield {
                "dag_id": told["dag_id"],
                "run_id": told["run_id"],
                "task_id": task_id,
                "map_index": index if len(states) > 1 else -1,
                "state": None if state == "none" else state,
                "pool": "default_pool",
                "pool_slots": 1,
            }
