"""`Label("…")` between two tasks."""

from __future__ import annotations

from typing import Any

from .nodes import DependencyMixin, listed
from .task_group import TaskGroup


class EdgeModifier(DependencyMixin):
    """Text on the edges that go through it."""

    def __init__(self, label: "str | None" = None) -> None:
        self.label = label
        self._upstream: "list[Any]" = []
        self._downstream: "list[Any]" = []

    @property
    def roots(self) -> "list[Any]":
        """What comes after it, as far as it is known."""
        return [end for node in self._downstream for end in ([node] if isinstance(node, TaskGroup) else node.roots)]

    @property
    def leaves(self) -> "list[Any]":
        """What comes before it, as far as it is known."""
        return [end for node in self._upstream for end in ([node] if isinstance(node, TaskGroup) else node.leaves)]

    def _add(self, mine: "list[Any]", things: Any) -> None:
        for thing in listed(things):
            if not any(thing is known for known in mine):
                mine.append(thing)

    def _connect(self) -> None:
        for before in self._upstream:
            before.set_downstream([*self._downstream], edge_modifier=self)

    def set_upstream(self, other: Any, edge_modifier: Any = None) -> None:
        """Is put after something."""
        self._add(self._upstream, other)
        self._connect()

    def set_downstream(self, other: Any, edge_modifier: Any = None) -> None:
        """Is put before something."""
        self._add(self._downstream, other)
        self._connect()

    def update_relative(self, other: Any, upstream: bool = True, edge_modifier: Any = None) -> None:
        """Was put before or after something by that."""
        if upstream:
            self._add(self._upstream, other)
        else:
            self._add(self._downstream, other)
        self._connect()

    def add_edge_info(self, dag: Any, upstream_id: str, downstream_id: str) -> None:
        """Notes its text on an edge."""
        dag.set_edge_info(upstream_id, downstream_id, {"label": self.label})


def Label(label: str) -> EdgeModifier:
    """Text for the edges that go through it."""
    return EdgeModifier(label=label)
