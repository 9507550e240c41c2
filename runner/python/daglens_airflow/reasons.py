"""Why a task instance has its state, as a person would ask."""

from __future__ import annotations

from typing import Any

from .instances import Key, Seen

_BAD = ("failed", "upstream_failed")


def because(dag: Any, key: Key, seen: Seen, found: dict[Key, Seen]) -> str | None:
    """For states that were decided without a try."""
    if seen.tries or seen.state not in ("skipped", "upstream_failed"):
        return None
    task = dag.get_task(key[0])
    upstream = sorted(task.upstream_task_ids)
    if seen.state == "skipped":
        choosing = [name for name in upstream if _chooses(dag.get_task(name)) and _has(found, name, ("success",))]
        if choosing:
            return f"skipped by {_names(choosing)}"
    rule = str(getattr(task.trigger_rule, "value", task.trigger_rule))
    failed = [name for name in upstream if _has(found, name, _BAD)]
    skipped = [name for name in upstream if _has(found, name, ("skipped",))]
    if failed:
        return f"trigger rule {rule}: {_names(failed)} failed"
    return f"trigger rule {rule}: {_names(skipped)} {'was' if len(skipped) == 1 else 'were'} skipped" if skipped else None


def of_run(found: dict[Key, Seen]) -> str | None:
    """Why a run has failed."""
    failed = sorted({key[0] for key, seen in found.items() if seen.state == "failed"})
    return f"{_names(failed)} failed" if failed else None


def _chooses(task: Any) -> bool:
    return bool(getattr(task, "inherits_from_skipmixin", False) or getattr(task, "_can_skip_downstream", False))


def _has(found: dict[Key, Seen], task_id: str, states: tuple[str, ...]) -> bool:
    return any(seen.state in states for key, seen in found.items() if key[0] == task_id)


def _names(task_ids: list[str]) -> str:
    return ", ".join(f"'{task_id}'" for task_id in task_ids)
