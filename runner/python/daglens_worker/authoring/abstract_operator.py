"""What a plain and a mapped task have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Iterator

from .nodes import DAGNode, DependencyMixin, listed
from .setup_teardown import SetupTeardownContext

if TYPE_CHECKING:
    from .task_group import MappedTaskGroup

TEARDOWN_RULE = "all_done_setup_success"


class AbstractOperator(DAGNode):
    """A task of a DAG."""

    task_id: str
    upstream_task_ids: "set[str]"
    downstream_task_ids: "set[str]"
    trigger_rule: str
    template_fields: Any = ()
    template_ext: Any = ()
    is_setup = False
    is_teardown = False
    returns_dag_result = False
    _is_mapped = False
    _is_empty = False
    _is_sensor = False
    _can_skip_downstream = False
    _on_failure_fail_dagrun = False
    # The line of the DAG file that makes the task.
    line: "int | None" = None
    # Why its work is not really done; None: it is.
    simulated_because: "str | None" = None

    @property
    def node_id(self) -> str:
        """Unique in the DAG."""
        return self.task_id

    @property
    def label(self) -> str:
        """The id without the prefix of its group."""
        group = self.task_group
        if group is not None and group.node_id and group.prefix_group_id:
            return self.task_id[len(group.node_id) + 1 :]
        return self.task_id

    @property
    def roots(self) -> "list[AbstractOperator]":
        """Itself."""
        return [self]

    @property
    def leaves(self) -> "list[AbstractOperator]":
        """Itself."""
        return [self]

    @property
    def is_mapped(self) -> bool:
        """Was it made by `.expand()`?"""
        return self._is_mapped

    @property
    def inherits_from_empty_operator(self) -> bool:
        """Does it only stand there?"""
        return self._is_empty

    @property
    def inherits_from_skipmixin(self) -> bool:
        """Can it choose what comes after it?"""
        return self._can_skip_downstream

    @property
    def on_failure_fail_dagrun(self) -> bool:
        """Does a teardown's failure count for the run?"""
        return self._on_failure_fail_dagrun

    @on_failure_fail_dagrun.setter
    def on_failure_fail_dagrun(self, value: bool) -> None:
        if value is True and not self.is_teardown:
            raise ValueError(
                f"Cannot set task on_failure_fail_dagrun for '{self.task_id}' because it is not a teardown task."
            )
        self._on_failure_fail_dagrun = value

    def as_setup(self) -> AbstractOperator:
        """Makes it a setup."""
        self.is_setup = True
        return self

    def as_teardown(
        self, *, setups: Any = None, on_failure_fail_dagrun: "bool | None" = None
    ) -> AbstractOperator:
        """Makes it a teardown, of these setups."""
        self.is_teardown = True
        self.trigger_rule = TEARDOWN_RULE
        if on_failure_fail_dagrun is not None:
            self.on_failure_fail_dagrun = on_failure_fail_dagrun
        for setup in [] if setups is None else listed(setups):
            setup.is_setup = True
            setup.set_downstream(self)
        return self

    def __enter__(self) -> type[SetupTeardownContext]:
        enter_setup_or_teardown(self)
        return SetupTeardownContext

    def __exit__(self, *raised: object) -> None:
        SetupTeardownContext.set_work_task_roots_and_leaves()

    def iter_mapped_task_groups(self) -> "Iterator[MappedTaskGroup]":
        """The mapped groups around it, innermost first."""
        if self.task_group is not None:
            yield from self.task_group.iter_mapped_task_groups()

    def get_closest_mapped_task_group(self) -> "MappedTaskGroup | None":
        """The innermost mapped group around it."""
        return next(self.iter_mapped_task_groups(), None)

    def get_needs_expansion(self) -> bool:
        """Has it, or may it have, several instances?"""
        return self._is_mapped or self.get_closest_mapped_task_group() is not None

    def get_flat_relative_ids(self, upstream: bool = False, found_descendants: "set[str] | None" = None) -> "set[str]":
        """The ids of all tasks before or after it, however far."""
        found: "set[str]" = set() if found_descendants is None else found_descendants
        waiting = [self]
        while waiting:
            for task in waiting.pop().get_direct_relatives(upstream):
                if task.task_id not in found:
                    found.add(task.task_id)
                    waiting.append(task)
        return found

    def get_flat_relatives(self, upstream: bool = False) -> "list[AbstractOperator]":
        """All tasks before or after it, however far."""
        return [self.dag.get_task(task_id) for task_id in sorted(self.get_flat_relative_ids(upstream))]

    def iter_mapped_dependants(self) -> "Iterator[Any]":
        """The mapped tasks and groups that are expanded over its result."""
        for node in self.dag.mapped_nodes():
            if any(task is self for task in node.iter_mapped_dependencies()):
                yield node

    @property
    def priority_weight_total(self) -> int:
        """Its weight with that of the tasks around it."""
        from .weights import total_weight

        return total_weight(self)

    @property
    def output(self) -> Any:
        """A reference to its result."""
        from .xcom_arg import XComArg

        return XComArg(self)

    def get_dag(self) -> Any:
        """Its DAG, if it has one."""
        return self.dag

    def __repr__(self) -> str:
        return f"<Task({self.task_type}): {self.task_id}>"

    def __hash__(self) -> int:
        return id(self)


def enter_setup_or_teardown(task: Any) -> None:
    """Opens the block of `with task:`.

    :raises RuntimeError: it is neither setup nor teardown; an AirflowException before 3.0
    """
    from .. import airflow_version
    from ..exceptions import AirflowException

    if not task.is_setup and not task.is_teardown:
        refused = RuntimeError if airflow_version.at_least(3) else AirflowException
        raise refused("Only setup/teardown tasks can be used as context managers.")
    SetupTeardownContext.push_setup_teardown_task(task)


__all__ = ["AbstractOperator", "DependencyMixin", "TEARDOWN_RULE", "enter_setup_or_teardown"]
