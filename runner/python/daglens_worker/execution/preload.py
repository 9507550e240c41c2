"""Imports what the tasks of a DAG will need, once, before they are forked: each of them would import it again."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from .templates import has_template

_DATES = frozenset(
    "data_interval_start data_interval_end logical_date execution_date prev_execution_date next_execution_date "
    "prev_start_date_success prev_end_date_success prev_data_interval_start_success prev_data_interval_end_success".split()
)


def preload(dag: Any) -> None:
    """Imports the runtime of tasks; Jinja if there is a template, pendulum if a task takes dates of its context."""
    # Our own modules are compiled once, whatever the user wants of theirs.
    as_user_wants, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    _import_for(dag)
    sys.dont_write_bytecode = as_user_wants


def _import_for(dag: Any) -> None:
    import_module("daglens_worker.execution.run_try")
    values = [value for task in dag.tasks for value in _arguments(task)]
    if any(_has_template(value) for value in values):
        import_module("daglens_worker.execution.template_environments")
    if any(_takes_dates(task) for task in dag.tasks):
        import_module("pendulum")


def _arguments(task: Any) -> "list[Any]":
    if task.is_mapped:
        return [task.partial_kwargs, getattr(task.expansion, "value", None)]
    return [getattr(task, field, None) for field in task.template_fields]


def _has_template(value: Any, left: int = 5) -> bool:
    if isinstance(value, str):
        return has_template(value)
    if left == 0 or not isinstance(value, (dict, list, tuple)):
        return False
    return any(_has_template(one, left - 1) for one in (value.values() if isinstance(value, dict) else value))


def _takes_dates(task: Any) -> bool:
    source = task.partial_kwargs.get("python_callable") if task.is_mapped else getattr(task, "python_callable", None)
    code = getattr(source, "__code__", None)
    if code is None:
        return False
    takes_all = bool(code.co_flags & 0x08)
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    return takes_all or not _DATES.isdisjoint(names)
