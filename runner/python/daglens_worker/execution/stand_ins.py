"""Tasks that are not really done: operators of providers, and what uses something that is not there. They say in the log what they would
do, and end as the project's stand-ins file says."""

from __future__ import annotations

import logging
import time
from typing import Any

from ..exceptions import AirflowException, AirflowFailException, AirflowSkipException
from .masking import redact
from .rendered_fields import rendered_fields
from .value_files import read_values

log = logging.getLogger("airflow.task")


class _Source:
    file: "str | None" = None


def use_file(path: "str | None") -> None:
    """Reads what stand-ins give from this file from now on."""
    _Source.file = path


def settings_of(task: Any) -> "dict[str, Any] | None":
    """What the project says of a task: by its id, the DAG's id and its own, or the class of its operator. None: nothing."""
    settings = read_values(_Source.file)
    sections = [settings, settings.get("tasks"), settings.get("operators")]
    names = [f"{task.dag_id}.{task.task_id}", task.task_id, task.task_type]
    for name in names:
        for section in sections:
            found = section.get(name) if isinstance(section, dict) else None
            if isinstance(found, dict):
                return found
    return None


def execute(task: Any, context: Any) -> Any:
    """What a stand-in does instead of its operator's work."""
    log.info("%s is simulated. It would use:", task.task_type)
    for name, value in rendered_fields(task).items():
        log.info("  %s = %s", name, value)
    return play(task, context, settings_of(task) or {})


def play(task: Any, context: Any, settings: "dict[str, Any]") -> Any:
    """Ends a simulated task as it is set up: after a duration, in a state, with a result and other XComs.

    Raises AirflowSkipException or AirflowFailException for those states.
    """
    _wait(settings.get("duration"))
    ti = context["ti"]
    for key, value in (settings.get("xcoms") or {}).items():
        ti.xcom_push(key, value)
    state = settings.get("state", "success")
    if state == "skipped":
        raise AirflowSkipException("The stand-ins file says that the task is skipped.")
    if state == "failed":
        raise AirflowFailException("The stand-ins file says that the task fails.")
    if state != "success":
        raise AirflowException(f"The state {state!r} in the stand-ins file is none of success, failed and skipped.")
    follow = settings.get("follow")
    if follow is not None:
        _follow(task, ti, follow)
    result = settings.get("value", settings.get("xcom"))
    if result is None and _is_mapped_over(task):
        return []
    return result


def _wait(duration: Any) -> None:
    if duration:
        log.info("Waiting %s s, as the stand-ins file says.", redact(str(duration)))
        time.sleep(float(duration))


def _follow(task: Any, ti: Any, follow: Any) -> None:
    ti.followed = [follow] if isinstance(follow, str) else [str(one) for one in follow]


def _is_mapped_over(task: Any) -> bool:
    original = task.dag.get_task(task.task_id)
    return next(iter(original.iter_mapped_dependants()), None) is not None
