"""Callbacks of tasks and DAGs, and the mails about failures, which are only logged. What a callback raises changes nothing."""

from __future__ import annotations

import logging
from typing import Any

from .. import airflow_version
from .callables import call
from .current import set_current_context
from .masking import redact
from .runs import DagRun, Run

log = logging.getLogger("airflow.task")

_FINISHED = {
    "success": "on_success_callback",
    "skipped": "on_skipped_callback",
    "failed": "on_failure_callback",
    "up_for_retry": "on_retry_callback",
}


def run_callbacks(callbacks: Any, context: Any, kind: str) -> None:
    """Calls one or several callbacks in order."""
    if not callbacks:
        return
    for callback in callbacks if isinstance(callbacks, (list, tuple)) else [callbacks]:
        try:
            call(callback, context.get("outlet_events"), context)
        except Exception:
            log.exception("Failed to run %s: %s", kind, getattr(callback, "__name__", type(callback).__name__))


def task_begins(task: Any, context: Any) -> None:
    """Calls `on_execute_callback`."""
    run_callbacks(task.on_execute_callback, context, "on_execute_callback")


def task_ended(task: Any, context: Any, state: str, error: "BaseException | None") -> None:
    """Calls the callbacks for a state, in each version's order, and logs the mail that Airflow would send."""
    if error is not None:
        context["exception"] = error
    in_3 = airflow_version.at_least(3)
    if not in_3:
        _log_mail(task, context, state, error)
    if state in _FINISHED:
        kind = _FINISHED[state]
        run_callbacks(getattr(task, kind, None), context, kind)
    # 2.x calls this one after a skip, too.
    if state == "skipped" and not in_3:
        run_callbacks(task.on_success_callback, context, "on_success_callback")
    if in_3:
        _log_mail(task, context, state, error)


def _log_mail(task: Any, context: Any, state: str, error: "BaseException | None") -> None:
    wanted = {"failed": task.email_on_failure, "up_for_retry": task.email_on_retry}.get(state, False)
    if error is None or not wanted or not task.email:
        return
    to = task.email if isinstance(task.email, str) else ", ".join(task.email)
    log.info("Mail to %s, not sent: Airflow alert: %s: %s", to, context["ti"], redact(str(error)))


def end_run(run: Run, state: str, task_id: "str | None", reason: str) -> None:
    """Calls the callbacks of the DAG.

    :param task_id: the task instance that their context is about
    """
    from .context import context_of
    from .task_instance import TaskInstance

    run.folder.write_description(state=state, end=_now())
    kind = "on_success_callback" if state == "success" else "on_failure_callback"
    callbacks = getattr(run.dag, kind, None)
    if not callbacks:
        return
    tasks = list(run.dag.tasks)
    if not tasks:
        return
    task = run.dag.get_task(task_id) if task_id else tasks[-1]
    index = _first_index(run, task)
    ti = TaskInstance(run, task, index, state=None if airflow_version.at_least(3) else _state(run, task, index))
    context = ti.context = context_of(run, task, ti)
    context["dag_run"] = DagRun(run, state)
    context["reason"] = reason
    with set_current_context(context):
        run_callbacks(callbacks, context, f"DAG {kind}")


def _first_index(run: Run, task: Any) -> int:
    kept = run.folder.instances(task.task_id)
    return kept[0][0] if kept else -1


def _state(run: Run, task: Any, index: int) -> "str | None":
    return next((kept.state() for one, kept in run.folder.instances(task.task_id) if one == index), None)


def _now() -> str:
    from .dates import iso, now

    return iso(now())
