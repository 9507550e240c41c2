"""Task groups: they give their tasks a prefix and default arguments, and stand for all of them in `>>`."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, Iterator

from ..exceptions import AirflowException, DuplicateTaskIdFound, TaskAlreadyInTaskGroup
from .. import airflow_version
from .abstract_operator import AbstractOperator
from .contexts import DagContext, TaskGroupContext
from .names import unique_suffix, validate_group_key
from .nodes import DAGNode, DependencyMixin, listed

if TYPE_CHECKING:
    from .dag import DAG


class TaskGroup(DAGNode):
    """A group of tasks and other groups. The root group of a DAG has no id."""

    def __init__(
        self,
        group_id: "str | None",
        group_display_name: str = "",
        prefix_group_id: bool = True,
        parent_group: "TaskGroup | None" = None,
        dag: "DAG | None" = None,
        default_args: "dict | None" = None,
        tooltip: str = "",
        doc_md: "str | None" = None,
        ui_color: str = "CornflowerBlue",
        ui_fgcolor: str = "#000",
        add_suffix_on_collision: bool = False,
    ) -> None:
        if group_id is not None:
            validate_group_key(group_id)
        self._group_id = group_id
        self.group_display_name, self.tooltip, self.doc_md = group_display_name, tooltip, doc_md
        self.ui_color, self.ui_fgcolor = ui_color, ui_fgcolor
        self.prefix_group_id = prefix_group_id
        self.default_args = copy.copy(default_args or {})
        self.children: "dict[str, DAGNode]" = {}
        self.upstream_group_ids: "set[str | None]" = set()
        self.downstream_group_ids: "set[str | None]" = set()
        self.upstream_task_ids: "set[str]" = set()
        self.downstream_task_ids: "set[str]" = set()
        if group_id is None:
            self.parent_group, self.dag, self.used_group_ids = None, dag, set()
        else:
            self._settle(parent_group, dag, add_suffix_on_collision)

    def _settle(self, parent: "TaskGroup | None", dag: "DAG | None", add_suffix: bool) -> None:
        if parent is None:
            parent = TaskGroupContext.get_current(dag)
        if parent is None:
            refused = RuntimeError if airflow_version.at_least(3) else AirflowException
            raise refused("TaskGroup can only be used inside a dag")
        self.dag = parent.dag if parent.dag is not None else dag
        self.parent_group: "TaskGroup | None" = parent
        self.used_group_ids: "set[str]" = parent.used_group_ids
        self._refuse_collision(add_suffix)
        self.parent_group = None
        parent.add(self)
        self.default_args = {**parent.default_args, **self.default_args}
        self.used_group_ids.update({self.node_id, self.downstream_join_id, self.upstream_join_id})

    def _refuse_collision(self, add_suffix: bool) -> None:
        if self.group_id not in self.used_group_ids:
            return
        if not add_suffix:
            raise DuplicateTaskIdFound(f"group_id '{self._group_id}' has already been added to the DAG")
        self._group_id = unique_suffix(self._group_id or "", self.used_group_ids, self.node_id)

    @classmethod
    def create_root(cls, dag: DAG) -> TaskGroup:
        """The group of a DAG that holds all others."""
        return cls(group_id=None, dag=dag)

    @property
    def group_id(self) -> "str | None":
        """Unique in the DAG; None: the root."""
        parent = self.parent_group
        if self._group_id and parent is not None and parent.prefix_group_id and parent._group_id:
            return parent.child_id(self._group_id)
        return self._group_id

    @property
    def node_id(self) -> str:
        """Unique in the DAG."""
        return self.group_id  # type: ignore[return-value]

    @property
    def label(self) -> "str | None":
        """The id without the prefixes of the groups around it."""
        return self.group_display_name or self._group_id

    @property
    def is_root(self) -> bool:
        """Is it the group of the DAG itself?"""
        return not self._group_id

    @property
    def task_group(self) -> "TaskGroup | None":  # type: ignore[override]
        """The group around it."""
        return self.parent_group

    @task_group.setter
    def task_group(self, group: "TaskGroup | None") -> None:
        self.parent_group = group

    @property
    def upstream_join_id(self) -> str:
        """The id of the point where what comes before the group meets."""
        return f"{self.group_id}.upstream_join_id"

    @property
    def downstream_join_id(self) -> str:
        """The id of the point where what comes after the group begins."""
        return f"{self.group_id}.downstream_join_id"

    def child_id(self, label: str) -> str:
        """The id of a task or group inside it."""
        return f"{self.group_id}.{label}" if self.prefix_group_id and self.group_id else label

    def add(self, node: Any) -> Any:
        """Takes in a task or a group.

        :raises DuplicateTaskIdFound: there is one of this id
        :raises TaskAlreadyInTaskGroup: the task lies in another group
        """
        before = node.task_group
        if before is not None and before is not self:
            if TaskGroupContext.active:
                before.children.pop(node.node_id, None)
            elif isinstance(node, AbstractOperator):
                raise TaskAlreadyInTaskGroup(node.node_id, before.node_id, self.node_id)
        node.task_group = self
        key = node.node_id
        if key in self.children:
            kind = "Task" if isinstance(node, AbstractOperator) else "Task Group"
            raise DuplicateTaskIdFound(f"{kind} id '{key}' has already been added to the DAG")
        self.children[key] = node
        return node

    def __iter__(self) -> "Iterator[AbstractOperator]":
        for child in self.children.values():
            if isinstance(child, TaskGroup):
                yield from child
            else:
                yield child  # type: ignore[misc]

    def __enter__(self) -> TaskGroup:
        TaskGroupContext.push(self)
        return self

    def __exit__(self, *raised: object) -> None:
        TaskGroupContext.pop()

    @property
    def roots(self) -> "list[AbstractOperator]":
        """Its tasks with none of the group before them."""
        return list(self.get_roots())

    @property
    def leaves(self) -> "list[AbstractOperator]":
        """Its tasks with none of the group after them."""
        return list(self.get_leaves())

    def get_roots(self) -> "Iterator[AbstractOperator]":
        """Its tasks with none of the group before them."""
        tasks = list(self)
        ids = {task.task_id for task in tasks}
        return (task for task in tasks if task.upstream_task_ids.isdisjoint(ids))

    def get_leaves(self) -> "Iterator[AbstractOperator]":
        """Its tasks with none of the group after them; teardowns do not count, what is before them does."""
        tasks = list(self)
        ids = {task.task_id for task in tasks}
        for task in tasks:
            if not task.downstream_task_ids.isdisjoint(ids):
                continue
            if task.is_teardown:
                yield from _work_before(task, ids)
            else:
                yield task

    def has_task(self, task: Any) -> bool:
        """Does the task lie in it or in a group inside it?"""
        return any(other.task_id == task.task_id for other in self)

    def get_task_group_dict(self) -> "dict[str | None, TaskGroup]":
        """All groups inside it and itself, by id."""
        return {group.group_id: group for group in self.walk()}

    def walk(self) -> "Iterator[TaskGroup]":
        """Itself and all groups inside it, outer ones first."""
        yield self
        for child in self.children.values():
            if isinstance(child, TaskGroup):
                yield from child.walk()

    def get_child_by_label(self, label: str) -> Any:
        """The task or group inside it with this label."""
        return self.children[self.child_id(label)]

    def iter_tasks(self) -> "Iterator[AbstractOperator]":
        """All tasks inside it."""
        return iter(self)

    def iter_mapped_task_groups(self) -> "Iterator[MappedTaskGroup]":
        """Itself and the groups around it, as far as they are mapped, innermost first."""
        group: "TaskGroup | None" = self
        while group is not None:
            if isinstance(group, MappedTaskGroup):
                yield group
            group = group.parent_group

    def update_relative(self, other: Any, upstream: bool = True, edge_modifier: Any = None) -> None:
        """Notes which groups and tasks were put before or after it."""
        if isinstance(other, TaskGroup):
            (self.upstream_group_ids if upstream else self.downstream_group_ids).add(other.group_id)
            (other.downstream_group_ids if upstream else other.upstream_group_ids).add(self.group_id)
            end = other.downstream_join_id if upstream else other.upstream_join_id
            self._label_edges([end], upstream, edge_modifier)
        elif isinstance(other, DependencyMixin):
            ids = [task.node_id for task in other.roots if task is not self]
            (self.upstream_task_ids if upstream else self.downstream_task_ids).update(ids)
            self._label_edges(ids, upstream, edge_modifier)

    def _label_edges(self, ends: "list[str]", upstream: bool, edge_modifier: Any) -> None:
        for end in ends if edge_modifier is not None else ():
            edge = (end, self.upstream_join_id) if upstream else (self.downstream_join_id, end)
            edge_modifier.add_edge_info(self.dag, *edge)

    def _set_relatives(self, things: Any, upstream: bool = False, edge_modifier: Any = None) -> None:
        ends = self.roots if upstream else self._leaves_or_before()
        for thing in listed(things):
            if isinstance(thing, DependencyMixin):
                self.update_relative(thing, upstream, edge_modifier=edge_modifier)
        for task in ends:
            if upstream:
                task.set_upstream(things)
            else:
                task.set_downstream(things)

    def _leaves_or_before(self) -> "list[AbstractOperator]":
        """The last tasks; of an empty group in 3.x those before it, since it passes on what it stands between."""
        group: "TaskGroup | None" = self
        while group is not None:
            leaves = group.leaves
            if leaves or not airflow_version.at_least(3):
                return leaves
            if group.upstream_task_ids:
                return [self.dag.get_task(task_id) for task_id in sorted(group.upstream_task_ids)]
            group = group.parent_group
        return []

    def as_setup(self) -> TaskGroup:
        """A group cannot be a setup.

        :raises NotImplementedError: always
        """
        raise NotImplementedError()

    def __repr__(self) -> str:
        return f"<TaskGroup: {self.group_id}>"


class MappedTaskGroup(TaskGroup):
    """A group with one instance for each thing that it is expanded over."""

    def __init__(self, *, expand_input: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._expand_input = expand_input

    @property
    def expand_input(self) -> Any:
        """What it is expanded over."""
        return self._expand_input

    def iter_mapped_dependencies(self) -> "Iterator[AbstractOperator]":
        """The tasks whose results it is expanded over."""
        from .xcom_arg import XComArg

        for task, _ in XComArg.iter_xcom_references(self._expand_input.value):
            yield task

    def __iter__(self) -> "Iterator[AbstractOperator]":
        # Airflow looks only where the group is connected with something: 2.11.2 and 3.3.2.
        if any(getattr(child, "trigger_rule", None) == "always" for child in self.children.values()):
            raise ValueError("Task-generated mapping within a mapped task group is not allowed with trigger rule 'always'")
        return super().__iter__()

    def __exit__(self, *raised: object) -> None:
        for task in self.iter_mapped_dependencies():
            self.set_upstream(task)
        super().__exit__(*raised)


def _work_before(teardown: Any, ids: "set[str]") -> "Iterator[AbstractOperator]":
    for before in teardown.upstream_list:
        if before.task_id not in ids:
            continue
        if before.is_teardown:
            yield from _work_before(before, ids)
        elif before.is_setup and teardown.is_teardown:
            continue
        elif not _goes_on(before, ids, teardown.task_id):
            yield before


def _goes_on(task: Any, ids: "set[str]", but: str) -> bool:
    return any(
        after.task_id != but and after.task_id in ids and not after.is_teardown for after in task.downstream_list
    )
