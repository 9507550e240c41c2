"""A loaded DAG as the scheduler has to know it: `core/runs/runnableDag.ts` says what the keys mean."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from .authoring.sentinels import is_arg_set
from .authoring.task_group import MappedTaskGroup
from .authoring.weights import total_weight
from .json_values import plain

if TYPE_CHECKING:
    from .authoring.dag import DAG


def runnable_dag(dag: DAG, file: str) -> "dict[str, Any]":
    """The DAG as the wire has it.

    :param file: the file that was loaded
    """
    return {
        "dag_id": dag.dag_id,
        "file": file,
        "tasks": [runnable_task(task) for task in sorted(dag.tasks, key=lambda task: task.task_id)],
        "mapped_groups": [_mapped_group(group) for group in dag.task_group.walk() if isinstance(group, MappedTaskGroup)],
        "fail_fast": dag.fail_fast,
        "max_active_runs": dag.max_active_runs,
        "max_active_tasks": dag.max_active_tasks,
        "catchup": bool(dag.catchup),
        "schedule": schedule_text(dag.schedule),
        "timezone": _zone_name(dag.timezone),
        "start_date": _iso(dag.start_date),
        "end_date": _iso(dag.end_date),
        "dagrun_timeout_seconds": _seconds(dag.dagrun_timeout),
        "params": [_param(name, param) for name, param in dag.params.items()],
    }


def runnable_task(task: Any) -> "dict[str, Any]":
    """A task as the wire has it."""
    return {
        "id": task.task_id,
        "operator": task.operator_name,
        "trigger_rule": task.trigger_rule,
        "kind": "teardown" if task.is_teardown else "setup" if task.is_setup else "work",
        "fails_run": not task.is_teardown or bool(task.on_failure_fail_dagrun),
        "upstream": sorted(task.upstream_task_ids),
        "mapped": task.is_mapped,
        **(_literal_count(task.expansion) if task.is_mapped else {}),
        **_groups(task),
        **_skips(task),
        "is_sensor": bool(task._is_sensor),
        "is_empty": _is_empty(task),
        "simulated": _simulated(task),
        **_tries(task),
        **_limits(task),
        "priority_weight": total_weight(task),
        "templates": templates_of(task),
        "line": task.line,
    }


def _groups(task: Any) -> "dict[str, Any]":
    mapped = task.get_closest_mapped_task_group()
    group = task.task_group
    return {
        "mapped_group": mapped.group_id if mapped is not None else None,
        "group": group.group_id if group is not None else None,
    }


def _skips(task: Any) -> "dict[str, str]":
    if not task._can_skip_downstream:
        return {}
    return {"skips": "all" if getattr(task.operator_class, "_can_skip_far", False) else "direct"}


def _is_empty(task: Any) -> bool:
    """Airflow sets such tasks to success without running them, unless running them would have an effect."""
    busy = (task.on_execute_callback, task.on_success_callback, task.outlets, task.inlets)
    return bool(task._is_empty) and not any(busy)


def _simulated(task: Any) -> "str | None":
    execute = getattr(task.operator_class, "execute", None)
    return task.simulated_because if getattr(execute, "stands_in", False) else None


def _tries(task: Any) -> "dict[str, Any]":
    backoff = task.retry_exponential_backoff
    factor = 2 if backoff is True else float(backoff or 0)
    return {
        "retries": task.retries or 0,
        "retry_delay_seconds": _seconds(task.retry_delay) or 0,
        "retry_backoff": factor,
        "max_retry_delay_seconds": _seconds(task.max_retry_delay),
        "depends_on_past": bool(task.depends_on_past),
        "wait_for_downstream": bool(task.wait_for_downstream),
    }


def _limits(task: Any) -> "dict[str, Any]":
    return {
        "pool": task.pool,
        "pool_slots": task.pool_slots,
        "max_active_tis": task.max_active_tis_per_dag,
        "max_active_tis_per_run": task.max_active_tis_per_dagrun,
    }


def templates_of(task: Any) -> "dict[str, Any]":
    """What is rendered, as written; of a mapped task, what its instances share."""
    found = {}
    for field in task.template_fields:
        value = task.partial_kwargs.get(field) if task.is_mapped else getattr(task, field, None)
        if value is not None and value != "" and value != [] and value != {} and value != ():
            found[field] = plain(value)
    return found


def _mapped_group(group: MappedTaskGroup) -> "dict[str, Any]":
    outer = group.parent_group
    parent = next(outer.iter_mapped_task_groups(), None) if outer is not None else None
    return {
        "id": group.group_id,
        "parent": parent.group_id if parent is not None else None,
        "expands_over": sorted({task.task_id for task in group.iter_mapped_dependencies()}),
        **_literal_count(group.expand_input),
    }


def _literal_count(expand_input: Any) -> "dict[str, int]":
    count = expand_input.literal_count()
    return {} if count is None else {"literal_count": count}


def _param(name: str, param: Any) -> "dict[str, Any]":
    has_value = is_arg_set(param.value)
    shown = {"value": plain(param.value)} if has_value else {}
    return {"name": name, **shown, "description": param.description, "schema": plain(param.schema or {})}


def schedule_text(schedule: Any) -> "str | None":
    """The schedule in words as its author wrote it."""
    if schedule is None or isinstance(schedule, str):
        return schedule
    if isinstance(schedule, timedelta):
        return str(schedule)
    summary = getattr(schedule, "summary", None)
    name = type(schedule).__name__
    if isinstance(summary, str) and summary and summary != name:
        return f"{name}: {summary}"
    if isinstance(schedule, (list, tuple, set)):
        return ", ".join(str(getattr(item, "uri", None) or getattr(item, "name", item)) for item in schedule)
    if hasattr(schedule, "iter_assets"):
        return ", ".join(str(item.uri or item.name) for item in schedule.iter_assets()) or name
    return name


def _zone_name(zone: Any) -> str:
    name = getattr(zone, "key", None) or getattr(zone, "name", None)
    return name if isinstance(name, str) else str(zone)


def _iso(moment: Any) -> "str | None":
    return moment.isoformat() if isinstance(moment, datetime) else None


def _seconds(length: Any) -> "float | None":
    if length is None:
        return None
    return length.total_seconds() if isinstance(length, timedelta) else float(length)


