"""`@task.run_if` and `@task.skip_if`."""

from __future__ import annotations

from typing import Any, Callable

from ..exceptions import AirflowSkipException


def run_if(condition: "Callable[[Any], Any]", skip_message: "str | None" = None) -> Any:
    """Skips the task unless the condition, which is given the context, holds.

    :raises TypeError: it does not stand on top of `@task`
    """
    return _with_check(condition, True, skip_message, "run_if")


def skip_if(condition: "Callable[[Any], Any]", skip_message: "str | None" = None) -> Any:
    """Skips the task if the condition, which is given the context, holds.

    :raises TypeError: it does not stand on top of `@task`
    """
    return _with_check(condition, False, skip_message, "skip_if")


def _with_check(condition: Any, wanted: bool, message: "str | None", name: str) -> Any:
    def wrap(decorated: Any) -> Any:
        if not getattr(decorated, "_airflow_is_task_decorator", False):
            raise TypeError(f"{name} can only be used with task. decorate with @task before @task.{name}.")
        before = decorated.kwargs.get("pre_execute")
        decorated.kwargs["pre_execute"] = _checked(condition, wanted, message, before)
        return decorated

    return wrap


def _checked(condition: Any, wanted: bool, message: "str | None", before: Any) -> "Callable[[Any], None]":
    def pre_execute(context: Any) -> None:
        if before is not None:
            before(context)
        holds, found = _answer(condition(context))
        if holds != wanted:
            raise AirflowSkipException(message or found or f"Skip this task because of condition {condition!r}")

    return pre_execute


def _answer(value: Any) -> "tuple[bool, str | None]":
    if isinstance(value, tuple) and len(value) == 2:
        return bool(value[0]), value[1]
    return bool(value), None
