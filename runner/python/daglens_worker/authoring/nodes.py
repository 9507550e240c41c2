"""Things that may be put before and after each other: tasks, groups, results, labels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from ..exceptions import AirflowException
from .. import airflow_version

if TYPE_CHECKING:
    from .abstract_operator import AbstractOperator
    from .dag import DAG


class DependencyMixin:
    """`>>`, `<<` and their long forms."""

    @property
    def roots(self) -> "list[AbstractOperator]":
        """The tasks that get what stands before this."""
        raise NotImplementedError

    @property
    def leaves(self) -> "list[AbstractOperator]":
        """The tasks that get what stands after this."""
        raise NotImplementedError

    def set_upstream(self, other: Any, edge_modifier: Any = None) -> None:
        """Puts one or several things before this."""
        raise NotImplementedError

    def set_downstream(self, other: Any, edge_modifier: Any = None) -> None:
        """Puts one or several things after this."""
        raise NotImplementedError

    def update_relative(self, other: Any, upstream: bool = True, edge_modifier: Any = None) -> None:
        """Is told that `other` was put before or after this."""

    def __lshift__(self, other: Any) -> Any:
        self.set_upstream(other)
        return other

    def __rshift__(self, other: Any) -> Any:
        self.set_downstream(other)
        return other

    def __rrshift__(self, other: Any) -> Any:
        self.set_upstream(other)
        return self

    def __rlshift__(self, other: Any) -> Any:
        self.set_downstream(other)
        return self


def listed(things: Any) -> list:
    """The things of a list, or the one thing that it is."""
    if isinstance(things, (str, bytes, DependencyMixin)) or not isinstance(things, Iterable):
        return [things]
    return list(things)


class DAGNode(DependencyMixin):
    """A node of a DAG: a task or a task group."""

    dag: Any = None
    task_group: Any = None

    @property
    def node_id(self) -> str:
        """Unique in the DAG."""
        raise NotImplementedError

    @property
    def label(self) -> "str | None":
        """The id without the prefixes of groups."""
        raise NotImplementedError

    def has_dag(self) -> bool:
        """Does it belong to a DAG yet?"""
        return self.dag is not None

    @property
    def dag_id(self) -> str:
        """The id of its DAG."""
        return self.dag.dag_id if self.has_dag() else "_in_memory_dag_"

    @property
    def upstream_list(self) -> "list[AbstractOperator]":
        """The tasks directly before it."""
        return [self._task(task_id) for task_id in sorted(self.upstream_task_ids)]

    @property
    def downstream_list(self) -> "list[AbstractOperator]":
        """The tasks directly after it."""
        return [self._task(task_id) for task_id in sorted(self.downstream_task_ids)]

    def _task(self, task_id: str) -> "AbstractOperator":
        return self.dag.get_task(task_id)

    def get_direct_relative_ids(self, upstream: bool = False) -> "set[str]":
        """The ids of the tasks directly before or after it."""
        return self.upstream_task_ids if upstream else self.downstream_task_ids

    def get_direct_relatives(self, upstream: bool = False) -> "list[AbstractOperator]":
        """The tasks directly before or after it."""
        return self.upstream_list if upstream else self.downstream_list

    def set_upstream(self, task_or_task_list: Any, edge_modifier: Any = None) -> None:
        """Puts one or several things before this."""
        self._set_relatives(task_or_task_list, upstream=True, edge_modifier=edge_modifier)

    def set_downstream(self, task_or_task_list: Any, edge_modifier: Any = None) -> None:
        """Puts one or several things after this."""
        self._set_relatives(task_or_task_list, upstream=False, edge_modifier=edge_modifier)

    def _set_relatives(self, things: Any, upstream: bool = False, edge_modifier: Any = None) -> None:
        others = self._other_ends(things, upstream, edge_modifier)
        dag = _common_dag([*self.roots, *others], self, others)
        _adopt(dag, self)
        for other in others:
            _adopt(dag, other)
            first, second = (other, self) if upstream else (self, other)
            first.downstream_task_ids.add(second.node_id)
            second.upstream_task_ids.add(first.node_id)
            if edge_modifier is not None:
                edge_modifier.add_edge_info(dag, first.node_id, second.node_id)

    def _other_ends(self, things: Any, upstream: bool, edge_modifier: Any) -> "list[AbstractOperator]":
        ends = []
        for thing in listed(things):
            if not isinstance(thing, DependencyMixin):
                raise _not_a_task(thing)
            thing.update_relative(self, not upstream, edge_modifier=edge_modifier)
            ends.extend(thing.leaves if upstream else thing.roots)
        return ends


def _not_a_task(thing: Any) -> Exception:
    # Airflow asks anything to update its relatives; what is no part of a DAG cannot.
    return AttributeError(f"{type(thing).__name__!r} object has no attribute 'update_relative'")


def _common_dag(tasks: "list[AbstractOperator]", node: DAGNode, others: list) -> DAG:
    dags = {id(task.dag): task.dag for task in tasks if task.has_dag()}
    refused = RuntimeError if airflow_version.at_least(3) else AirflowException
    if len(dags) > 1:
        raise refused(f"Tried to set relationships between tasks in more than one DAG: {list(dags.values())}")
    if not dags:
        refused = ValueError if airflow_version.at_least(3) else AirflowException
        raise refused(
            "Tried to create relationships between tasks that don't have DAGs yet. "
            f"Set the DAG for at least one task and try again: {[node, *others]}"
        )
    return next(iter(dags.values()))


def _adopt(dag: DAG, node: DAGNode) -> None:
    if not node.has_dag():
        node.dag = dag
