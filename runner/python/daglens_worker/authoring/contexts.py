"""What stands around the code that is running: the DAG of a `with DAG`, the group of a `with TaskGroup`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .dag import DAG
    from .task_group import TaskGroup


class DagContext:
    """The DAGs whose `with` blocks are open, and those that the file being loaded has made."""

    autoregistered_dags: "set[tuple[DAG, object]]" = set()
    current_autoregister_module_name: "str | None" = None
    _open: "list[DAG]" = []
    # In the order in which their blocks were closed.
    registered: "list[DAG]" = []

    @classmethod
    def push(cls, dag: DAG) -> None:
        """Enters a DAG's block."""
        cls._open.append(dag)

    @classmethod
    def pop(cls) -> "DAG | None":
        """Leaves the innermost block."""
        dag = cls._open.pop() if cls._open else None
        if dag is not None and getattr(dag, "auto_register", True):
            cls.registered.append(dag)
        return dag

    push_context_managed_dag = push
    pop_context_managed_dag = pop

    @classmethod
    def get_current(cls) -> "DAG | None":
        """The DAG of the innermost open block."""
        return cls._open[-1] if cls._open else None

    get_current_dag = get_current


class TaskGroupContext:
    """The task groups whose `with` blocks are open."""

    active = False
    _open: "list[TaskGroup]" = []

    @classmethod
    def push(cls, group: TaskGroup) -> None:
        """Enters a group's block."""
        cls._open.append(group)
        cls.active = True

    @classmethod
    def pop(cls) -> "TaskGroup | None":
        """Leaves the innermost block."""
        group = cls._open.pop() if cls._open else None
        cls.active = bool(cls._open)
        return group

    push_context_managed_task_group = push
    pop_context_managed_task_group = pop

    @classmethod
    def get_current(cls, dag: "DAG | None") -> "TaskGroup | None":
        """The group that a task of the DAG made here goes into: the innermost open one of that DAG, else the DAG's own."""
        if cls._open:
            return cls._open[-1]
        current = dag if dag is not None else DagContext.get_current()
        return current.task_group if current is not None else None

    get_current_task_group = get_current


def forget_everything() -> None:
    """As if no block were open and no DAG made: before a file is loaded."""
    DagContext._open.clear()
    DagContext.registered.clear()
    TaskGroupContext._open.clear()
    TaskGroupContext.active = False
