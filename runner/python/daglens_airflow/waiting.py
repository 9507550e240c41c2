"""What a run waits for: times to come, and room for the next tries."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import datetime
from typing import Any

from airflow.models.taskreschedule import TaskReschedule

from .instances import Key, Seen, one
from .the_run import TheRun


def times(run: TheRun, found: dict[Key, Seen], session: Any) -> dict[Key, datetime]:
    """When retries and rescheduled sensors go on."""
    until: dict[Key, datetime] = {}
    for key, seen in found.items():
        if seen.state == "up_for_retry":
            until[key] = one(run, key, session).next_retry_datetime()
        elif seen.state == "up_for_reschedule":
            until[key] = _rescheduled(run, key, session)
    return {key: time for key, time in until.items() if time is not None}


def _rescheduled(run: TheRun, key: Key, session: Any) -> datetime | None:
    query = session.query(TaskReschedule)
    if hasattr(TaskReschedule, "ti_id"):
        query = query.filter_by(ti_id=one(run, key, session).id)
    else:
        query = query.filter_by(dag_id=run.dag_id, run_id=run.run_id, task_id=key[0], map_index=key[1])
    last = query.order_by(TaskReschedule.id.desc()).first()
    return last.reschedule_date if last else None


def startable(run: TheRun, scheduled: list[Key], running: list[Key]) -> list[Key]:
    """
    What may start now: greatest priority first, within the limits of the run, the DAG, the task and its pool.
    """
    room = min(run.parallelism, run.dag.max_active_tasks) - len(running)
    at_once = Counter(task_id for task_id, _ in running)
    taken: Counter[str] = Counter()
    for task_id, _ in running:
        taken[_pool(run, task_id)] += _slots(run, task_id)
    starting: list[Key] = []
    for key in sorted(scheduled, key=lambda key: (-_weight(run, key[0]), key)):
        most = getattr(run.dag.get_task(key[0]), "max_active_tis_per_dagrun", None)
        pool, slots = _pool(run, key[0]), _slots(run, key[0])
        fits = taken[pool] + slots <= run.pools.get(pool, sys.maxsize)
        if len(starting) < room and fits and (most is None or at_once[key[0]] < most):
            starting.append(key)
            at_once[key[0]] += 1
            taken[pool] += slots
    return starting


def _pool(run: TheRun, task_id: str) -> str:
    return run.dag.get_task(task_id).pool


def _slots(run: TheRun, task_id: str) -> int:
    return run.dag.get_task(task_id).pool_slots or 1


def _weight(run: TheRun, task_id: str) -> int:
    task = run.dag.get_task(task_id)
    return getattr(task, "priority_weight_total", None) or task.priority_weight
