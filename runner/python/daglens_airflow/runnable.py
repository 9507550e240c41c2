"""A loaded DAG as plain data: `RunnableDag` of core/runs with snake_case keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Iterator

from .plain import is_empty, plain, template, text


def runnable(dag: Any, file: str) -> dict[str, Any]:
    timeout = getattr(dag, "dagrun_timeout", None)
    return {
        "dag_id": dag.dag_id,
        "file": file,
        "tasks": [_task(dag.task_dict[task_id]) for task_id in sorted(dag.task_dict)],
        "mapped_groups": [_mapped_group(group) for group in _mapped_groups(dag)],
        "fail_fast": stops_at_first_failure(dag),
        "max_active_runs": dag.max_active_runs,
        "max_active_tasks": dag.max_active_tasks,
        "catchup": bool(dag.catchup),
        "schedule": _schedule(dag),
        "start_date": _iso(dag.start_date),
        "end_date": _iso(dag.end_date),
        "dagrun_timeout_seconds": timeout.total_seconds() if timeout else None,
        "params": [_param(name, param) for name, param in _params(dag)],
    }


def stops_at_first_failure(dag: Any) -> bool:
    """`fail_fast` in 3, `fail_stop` in 2."""
    return bool(getattr(dag, "fail_fast", False) or getattr(dag, "fail_stop", False))


def _task(task: Any) -> dict[str, Any]:
    return {
        "id": task.task_id,
        "operator": getattr(task, "operator_name", None) or task.task_type,
        "trigger_rule": str(getattr(task.trigger_rule, "value", task.trigger_rule)),
        "kind": _kind(task),
        "fails_run": not _is(task, "is_teardown") or _is(task, "on_failure_fail_dagrun"),
        "upstream": sorted(task.upstream_task_ids),
        "mapped": _is_mapped(task),
        "mapped_group": _innermost_mapped_group(task),
        "group": _group_id(getattr(task, "task_group", None)),
        "is_sensor": callable(getattr(_class_of(task), "poke", None)),
        "is_empty": bool(getattr(task, "inherits_from_empty_operator", False)),
        "simulated": None,
        "line": None,
        **_retrying(task),
        **_limits(task),
        "templates": _templates(task),
    }


def _kind(task: Any) -> str:
    if _is(task, "is_setup"):
        return "setup"
    return "teardown" if _is(task, "is_teardown") else "work"


def _is(task: Any, name: str) -> bool:
    return bool(getattr(task, name, False))


def _retrying(task: Any) -> dict[str, Any]:
    backoff = task.retry_exponential_backoff
    return {
        "retries": task.retries or 0,
        "retry_delay_seconds": _seconds(task.retry_delay) or 0,
        "retry_backoff": 2 if backoff is True else float(backoff or 0),
        "max_retry_delay_seconds": _seconds(getattr(task, "max_retry_delay", None)),
        "depends_on_past": bool(task.depends_on_past),
        "wait_for_downstream": bool(task.wait_for_downstream),
    }


def _limits(task: Any) -> dict[str, Any]:
    return {
        "pool": task.pool,
        "pool_slots": task.pool_slots,
        "max_active_tis": getattr(task, "max_active_tis_per_dag", None),
        "max_active_tis_per_run": getattr(task, "max_active_tis_per_dagrun", None),
        "priority_weight": getattr(task, "priority_weight_total", None) or task.priority_weight,
    }


def _seconds(delay: Any) -> float | None:
    return delay.total_seconds() if isinstance(delay, timedelta) else delay


def _is_mapped(task: Any) -> bool:
    return bool(getattr(task, "is_mapped", False)) or type(task).__name__.endswith("MappedOperator")


def _class_of(task: Any) -> Any:
    made = getattr(task, "operator_class", None)
    return made if isinstance(made, type) else type(task)


def _templates(task: Any) -> dict[str, Any]:
    given = getattr(task, "partial_kwargs", None) if _is_mapped(task) else None
    values = {
        name: given.get(name) if given is not None else getattr(task, name, None) for name in task.template_fields
    }
    return {name: template(value) for name, value in values.items() if not is_empty(value)}


def _groups_around(task: Any) -> Iterator[Any]:
    group = getattr(task, "task_group", None)
    while group is not None:
        yield group
        group = getattr(group, "task_group", None) or getattr(group, "parent_group", None)


def _is_mapped_group(group: Any) -> bool:
    return type(group).__name__.endswith("MappedTaskGroup")


def _innermost_mapped_group(task: Any) -> str | None:
    return next((group.group_id for group in _groups_around(task) if _is_mapped_group(group)), None)


def _group_id(group: Any) -> str | None:
    return getattr(group, "group_id", None) or None


def _mapped_groups(dag: Any) -> list[Any]:
    """Outer ones first."""
    found: dict[str, Any] = {}
    for task in dag.task_dict.values():
        for group in reversed(list(_groups_around(task))):
            if _is_mapped_group(group):
                found.setdefault(group.group_id, group)
    return list(found.values())


def _mapped_group(group: Any) -> dict[str, Any]:
    around = (outer for outer in _groups_around(group) if _is_mapped_group(outer) and outer is not group)
    expanded = getattr(group, "_expand_input", None)
    sources = expanded.iter_references() if expanded is not None else ()
    return {
        "id": group.group_id,
        "parent": next((outer.group_id for outer in around), None),
        "expands_over": sorted({operator.task_id for operator, _key in sources}),
    }


def _schedule(dag: Any) -> str | None:
    timetable = dag.timetable
    words = getattr(dag, "timetable_summary", None) or getattr(timetable, "summary", None)
    return None if words in (None, "None") else text(words)


def _iso(date: Any) -> str | None:
    return date.isoformat() if date is not None else None


def _params(dag: Any) -> Iterator[tuple[str, Any]]:
    for name in dag.params:
        yield name, dag.params.get_param(name)


def _param(name: str, param: Any) -> dict[str, Any]:
    told = {"name": name, "description": param.description, "schema": plain(param.schema or {})}
    if getattr(param, "has_value", True):
        told["value"] = plain(param.value)
    return told
