"""States that the loop itself writes: of tries that died, marked tasks, and runs that took too long."""

from __future__ import annotations

import signal
from typing import Any

from airflow.models.taskinstance import TaskInstance

from .clock import utcnow
from .instances import Key, one
from .the_run import TheRun
from .version import IS_3
from .xcoms import pushed

__all__ = ["has_trigger", "mark", "pushed", "settle", "time_out"]


def settle(run: TheRun, key: Key, code: int, session: Any) -> str | None:
    """Writes the state of a try whose process died before it could; gives how it died, or None where it did not."""
    instance = one(run, key, session)
    if _word(instance.state) not in ("scheduled", "queued", "running") or (
        _word(instance.state) == "scheduled" and code == 0
    ):
        return None
    died = _how(code)
    if IS_3:
        instance.end_date = utcnow()
        instance.state = "up_for_retry" if instance.is_eligible_to_retry() else "failed"
    else:
        instance.handle_failure(died, session=session)
    session.flush()
    return died


def _word(state: Any) -> str:
    return str(getattr(state, "value", state) or "none")


def _how(code: int) -> str:
    if code < 0:
        return f"its process was ended by {signal.Signals(-code).name}"
    return f"its process ended with code {code} before the task was done; the log says more"


def has_trigger(run: TheRun, key: Key, session: Any) -> bool:
    return one(run, key, session).trigger_id is not None


def mark(run: TheRun, key: Key, mark: str, session: Any) -> str:
    """Gives the task instance the wanted state, as if it had been tried once."""
    instance = one(run, key, session)
    state = _sensor_without_success(run, key) if mark == "absent" else mark
    instance.state = state
    instance.start_date = instance.end_date = utcnow()
    if not IS_3 and hasattr(instance, "_try_number") and not instance._try_number:
        instance._try_number = 1
    session.commit()
    return state


def _sensor_without_success(run: TheRun, key: Key) -> str:
    """A sensor that reaches its timeout fails without a retry, or is skipped where it is soft."""
    task = run.own_dag.get_task(key[0])
    given = getattr(task, "partial_kwargs", {})
    return "skipped" if getattr(task, "soft_fail", False) or given.get("soft_fail") else "failed"


def leave_out(run: TheRun, session: Any) -> None:
    """Tasks that are not to be run count as done."""
    if run.tasks is None:
        return
    others = session.query(TaskInstance).filter_by(dag_id=run.dag_id, run_id=run.run_id)
    for instance in others.filter(TaskInstance.task_id.notin_(run.tasks)):
        instance.state = "success"
    session.commit()


def time_out(dag_run: Any, session: Any) -> None:
    """`dagrun_timeout`: the run fails, and what has not ended is skipped, as the scheduler of 2.11.2 and 3.3.2 does it."""
    for instance in dag_run.get_task_instances(session=session):
        if _word(instance.state) not in ("success", "failed", "skipped", "upstream_failed", "removed"):
            instance.state = "skipped"
    dag_run.set_state("failed")
    session.commit()
