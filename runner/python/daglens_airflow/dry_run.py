"""Renders every task, and executes none."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from airflow.utils.session import create_session

from .attempt import Attempt, Send
from .execute import rendered, sdk_instance
from .instances import Key, one, rows
from .raised import raised
from .the_run import TheRun
from .version import IS_3


def dry_run(run: TheRun, session: Any) -> None:
    """Tells the rendered fields of each chosen task instance that is known before anything runs, or what hinders them."""
    keys = [key for key in sorted(rows(run, session)) if run.is_chosen(key[0]) and not _is_unexpanded(run, key)]
    session.commit()
    with tempfile.TemporaryDirectory(prefix="daglens-") as folder:
        for key in keys:
            _tell_rendered(run, key, Path(folder))


def _is_unexpanded(run: TheRun, key: Key) -> bool:
    return key[1] < 0 and type(run.own_dag.get_task(key[0])).__name__.endswith("MappedOperator")


def _tell_rendered(run: TheRun, key: Key, folder: Path) -> None:
    attempt = Attempt(key, 0, folder / "log", run.max_log_bytes, run.life, lambda send: _render(run, key, send))
    told = []
    while not attempt.events.is_over:
        told += attempt.events.messages()
        attempt.output.drain()
    os.waitpid(attempt.pid, 0)
    attempt.last_messages()
    for message in told:
        run.tell(message)


def _render(run: TheRun, key: Key, send: Send) -> None:
    with create_session() as session:
        instance = one(run, key, session)
        # The server of Airflow 3 that the task talks to begins only what is queued.
        instance.state = "queued"
        session.commit()
        try:
            send(rendered(key, _fields_3(run, instance) if IS_3 else _fields_2(instance)))
        except Exception as error:
            said = {"task_id": key[0], "map_index": key[1], "try_number": 0, **raised(error)}
            send({"kind": "raised", **said})


def _fields_2(instance: Any) -> dict[str, Any]:
    from airflow.models.renderedtifields import get_serialized_template_fields

    instance.task = instance.task.prepare_for_execution()
    instance.render_templates()
    return get_serialized_template_fields(instance.task)


def _fields_3(run: TheRun, instance: Any) -> dict[str, Any]:
    """Takes the way of a real try, up to the point where its fields are told, and leaves there."""
    from airflow.sdk.execution_time import task_runner
    from airflow.sdk.execution_time.supervisor import run_task_in_process

    told: dict[str, Any] = {}

    def render_only(ti: Any, context: Any, _log: Any) -> tuple[Any, None, None]:
        ti.task = ti.task.prepare_for_execution()
        ti.render_templates(context)
        told.update(task_runner._serialize_rendered_fields(ti.task))
        raise _Rendered

    task_runner.run = render_only
    try:
        run_task_in_process(ti=sdk_instance(instance), task=run.own_dag.task_dict[instance.task_id])
    except _Rendered:
        pass
    return told


class _Rendered(Exception):
    """The fields are rendered."""
