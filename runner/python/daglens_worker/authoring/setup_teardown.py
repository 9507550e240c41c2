"""`with setup_task:` and `with teardown_task:`: what is made inside comes between setup and teardown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .abstract_operator import AbstractOperator


class _Scope:
    """An open `with` block of a setup or a teardown, or of several."""

    def __init__(self, tasks: "list[AbstractOperator]") -> None:
        self.tasks = tasks
        self.is_setup = tasks[0].is_setup and not tasks[0].is_teardown
        self.inside: "list[AbstractOperator]" = []
        # The teardowns of the setups, or the setups of the teardowns, as far as they are known when the block is opened.
        self.partners = _partners(tasks[0], teardowns=self.is_setup)


class SetupTeardownContext:
    """The open blocks, innermost last."""

    active = False
    _open: "list[_Scope]" = []

    @classmethod
    def push_setup_teardown_task(cls, tasks: Any) -> None:
        """Opens a block.

        :raises ValueError: a list of setups and teardowns mixed
        """
        listed = list(tasks) if isinstance(tasks, (list, tuple)) else [tasks]
        if any(task.is_setup != listed[0].is_setup for task in listed):
            cls.forget()
            raise ValueError("All tasks in the list must be either setup or teardown tasks")
        cls._open.append(_Scope(listed))
        cls.active = True

    @classmethod
    def update_context_map(cls, task: AbstractOperator) -> None:
        """Is told of each task that is made while a block is open."""
        if task.is_setup or task.is_teardown or not cls._open:
            return
        cls._open[-1].inside.append(task)

    @classmethod
    def add_task(cls, task: Any) -> None:
        """Takes a task that was made outside the block into it."""
        for operator in getattr(task, "leaves", [task]):
            cls.update_context_map(operator)

    @classmethod
    def set_work_task_roots_and_leaves(cls) -> None:
        """Closes the innermost block: its first tasks come after the setups, its last ones before the teardowns."""
        scope = cls._open.pop()
        work = [task for task in scope.inside if not task.is_setup and not task.is_teardown]
        if work:
            roots = [task for task in work if not task.upstream_list] or work[:1]
            leaves = [task for task in work if not task.downstream_list] or work[-1:]
            setups, teardowns = (scope.tasks, scope.partners) if scope.is_setup else (scope.partners, scope.tasks)
            _connect(setups, roots)
            _connect(leaves, teardowns)
        cls._nest(scope)
        # Airflow, too, takes no more tasks into the blocks around.
        cls.active = False

    @classmethod
    def _nest(cls, inner: _Scope) -> None:
        outer = next((scope for scope in reversed(cls._open) if scope.is_setup == inner.is_setup), None)
        if outer is None:
            return
        if inner.is_setup:
            _connect(outer.tasks, inner.tasks)
            _connect(inner.partners, outer.partners)
        else:
            _connect(inner.tasks, outer.tasks)
            _connect(outer.partners, inner.partners)

    @classmethod
    def forget(cls) -> None:
        """As if no block were open."""
        cls._open.clear()
        cls.active = False


def _connect(before: "list[AbstractOperator]", after: "list[AbstractOperator]") -> None:
    for first in before:
        for second in after:
            if first is not second:
                first.set_downstream(second)


def _partners(task: AbstractOperator, teardowns: bool) -> "list[AbstractOperator]":
    """The nearest teardowns after a setup, or the nearest setups before a teardown."""
    seen, level = {task.task_id}, [task]
    while level:
        level = _further(level, seen, teardowns)
        found = [other for other in level if (other.is_teardown if teardowns else other.is_setup)]
        if found:
            return found
    return []


def _further(level: "list[AbstractOperator]", seen: "set[str]", downstream: bool) -> "list[AbstractOperator]":
    further = []
    for task in level:
        for other in task.downstream_list if downstream else task.upstream_list:
            if other.task_id not in seen:
                seen.add(other.task_id)
                further.append(other)
    return further
