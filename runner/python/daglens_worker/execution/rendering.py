"""Renders the templates of a task and does nothing else."""

from __future__ import annotations

from typing import Any

from .context import context_of
from .current import set_current_context
from .rendered_fields import rendered_fields
from .run_try import prepared
from .runs import Run
from .task_instance import TaskInstance
from .templates import LazyEnvironment


def render(task: Any, run: Run, map_index: int) -> "dict[str, Any]":
    """The rendered fields of a task instance.

    Raises whatever its templates raise.
    """
    ti = TaskInstance(run, task, map_index, state=None)
    context = ti.context = context_of(run, task, ti)
    with set_current_context(context):
        instance = prepared(task, context) if not task.is_mapped or map_index >= 0 else _shared(task)
        ti.task = context["task"] = instance
        instance.render_template_fields(context, LazyEnvironment(run.dag))
    return rendered_fields(instance)


def _shared(task: Any) -> Any:
    # What all instances share: the task without what it is expanded over.
    return task.unmap({})
