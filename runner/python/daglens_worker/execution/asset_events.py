"""What a context tells of asset events: a run on this machine knows none but those that its own tasks tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Iterator


def _key_of(key: Any) -> Any:
    return getattr(key, "uri", None) or getattr(key, "name", None) or key


class OutletEvent:
    """What a task tells of an asset that it wrote: `extra`, and assets for an alias."""

    def __init__(self, key: Any) -> None:
        self.key = self.raw_key = key
        self.extra: "dict[str, Any]" = {}
        self.asset_alias_events: list = []
        self.dataset_alias_events = self.asset_alias_events
        self.partition_keys: "list[str]" = []

    def add(self, asset: Any, extra: "dict[str, Any] | None" = None) -> None:
        """Tells of an asset behind an alias."""
        self.asset_alias_events.append({"asset": _key_of(asset), "extra": extra or {}})

    def add_partitions(self, keys: Any) -> None:
        """Tells of partitions."""
        self.partition_keys.extend([keys] if isinstance(keys, str) else keys)

    def __repr__(self) -> str:
        return f"OutletEventAccessor(key={self.key!r}, extra={self.extra!r})"


class OutletEvents(Mapping):
    """`outlet_events`: one for each asset that is looked up."""

    def __init__(self) -> None:
        self._events: "dict[Any, OutletEvent]" = {}

    def __getitem__(self, key: Any) -> OutletEvent:
        return self._events.setdefault(_key_of(key), OutletEvent(key))

    def __iter__(self) -> "Iterator[Any]":
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)

    def __str__(self) -> str:
        return f"OutletEventAccessors(_dict={self._events})"

    def for_asset(self, *, name: "str | None" = None, uri: "str | None" = None) -> OutletEvent:
        """That of an asset by its name or URI."""
        return self[uri or name]

    def for_asset_alias(self, *, name: str) -> OutletEvent:
        """That of an alias."""
        return self[name]


class NoEvents(Sequence):
    """The events of an asset: none."""

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return []
        raise IndexError(index)

    def __len__(self) -> int:
        return 0

    def _same(self, *args: Any, **kwargs: Any) -> NoEvents:
        return self

    after = before = ascending = limit = _same


class InletEvents(Mapping):
    """`inlet_events`: for each inlet, no events."""

    def __init__(self, inlets: list) -> None:
        self._inlets = inlets

    def __getitem__(self, key: Any) -> NoEvents:
        if isinstance(key, int):
            self._inlets[key]
        elif _key_of(key) not in [_key_of(inlet) for inlet in self._inlets]:
            raise KeyError(key)
        return NoEvents()

    def __iter__(self) -> "Iterator[Any]":
        return iter(self._inlets)

    def __len__(self) -> int:
        return len(self._inlets)

    def for_asset(self, *, name: "str | None" = None, uri: "str | None" = None) -> NoEvents:
        """Those of an asset by its name or URI."""
        return NoEvents()

    def for_asset_alias(self, *, name: str) -> NoEvents:
        """Those of an alias."""
        return NoEvents()


class KeptValues:
    """`task_state_store` and `asset_state_store` (3.3): values kept for the task's later tries, here for this one only."""

    def __init__(self) -> None:
        self._values: "dict[str, Any]" = {}

    def __getitem__(self, key: Any) -> KeptValues:
        return self

    def get(self, key: str, default: Any = None) -> Any:
        """A value."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any, **others: Any) -> None:
        """Keeps a value."""
        self._values[key] = value

    def delete(self, key: str) -> None:
        """Forgets a value."""
        self._values.pop(key, None)

    def clear(self) -> None:
        """Forgets all."""
        self._values.clear()
