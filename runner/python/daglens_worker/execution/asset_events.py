"""What a context tells of asset events: those of the runs that were made here."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Callable, Iterator

from .dates import iso, now, parse_iso


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


class AssetEvent:
    """That a task has written an asset."""

    def __init__(self, kept: "dict[str, Any]") -> None:
        self.asset = self.dataset = kept["asset"]
        self.uri = self.asset_uri = kept["asset"]
        self.extra = kept["extra"]
        self.source_dag_id, self.source_task_id = kept["dag_id"], kept["task_id"]
        self.source_run_id, self.source_map_index = kept["run_id"], kept["map_index"]
        self.timestamp = parse_iso(kept["at"])
        self.partition_key = None

    def __repr__(self) -> str:
        return f"AssetEvent(asset={self.asset!r}, extra={self.extra!r})"


def keep_events(ti: Any, outlets: list, events: OutletEvents) -> None:
    """Keeps that a task has written its outlets."""
    kept = []
    for outlet in outlets:
        key = _key_of(outlet)
        aliased = [(one["asset"], one["extra"]) for one in events[outlet].asset_alias_events]
        for asset, extra in [(key, events[outlet].extra), *aliased]:
            run = {"dag_id": ti.dag_id, "task_id": ti.task_id, "run_id": ti.run_id, "map_index": ti.map_index}
            kept.append({"asset": asset, "extra": extra, "at": iso(now()), **run})
    if kept:
        ti.keep_asset_events(kept)


class Events(Sequence):
    """The events of an asset in the runs that were made here, the oldest first."""

    def __init__(self, events: "list[AssetEvent]") -> None:
        self._events = events

    def __getitem__(self, index: Any) -> Any:
        return self._events[index]

    def __len__(self) -> int:
        return len(self._events)

    def after(self, after: str) -> Events:
        """Those after a moment."""
        return Events([one for one in self._events if one.timestamp > parse_iso(after)])

    def before(self, before: str) -> Events:
        """Those before a moment."""
        return Events([one for one in self._events if one.timestamp < parse_iso(before)])

    def ascending(self, ascending: bool = True) -> Events:
        """In this order."""
        return Events(sorted(self._events, key=lambda one: one.timestamp, reverse=not ascending))

    def limit(self, limit: int) -> Events:
        """So many."""
        return Events(self._events[:limit])


class InletEvents(Mapping):
    """`inlet_events`: for each inlet, its events.

    :param read: gives all events that were kept
    """

    def __init__(self, inlets: list, read: "Callable[[], list[dict[str, Any]]]") -> None:
        self._inlets, self._read = inlets, read

    def __getitem__(self, key: Any) -> Events:
        asset = self._inlets[key] if isinstance(key, int) else key
        if _key_of(asset) not in [_key_of(inlet) for inlet in self._inlets]:
            raise KeyError(key)
        return self._of(asset)

    def _of(self, asset: Any) -> Events:
        names = {_key_of(asset), getattr(asset, "name", None)}
        return Events([AssetEvent(kept) for kept in self._read() if kept["asset"] in names])

    def __iter__(self) -> "Iterator[Any]":
        return iter(self._inlets)

    def __len__(self) -> int:
        return len(self._inlets)

    def for_asset(self, *, name: "str | None" = None, uri: "str | None" = None) -> Events:
        """Those of an asset by its name or URI."""
        return self._of(uri or name)

    def for_asset_alias(self, *, name: str) -> Events:
        """Those of an alias."""
        return self._of(name)


class KeptValues:
    """`task_state_store` and `asset_state_store` (3.3): values that a task's later tries find again.

    :param path: the file that keeps them
    """

    def __init__(self, path: Path, prefix: str = "") -> None:
        self._path, self._prefix = path, prefix

    def __getitem__(self, asset: Any) -> KeptValues:
        return KeptValues(self._path, f"{_key_of(asset)}/")

    def _read(self) -> "dict[str, Any]":
        return json.loads(self._path.read_text("utf-8")) if self._path.exists() else {}

    def _write(self, values: "dict[str, Any]") -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(values), "utf-8")

    def get(self, key: str, default: Any = None) -> Any:
        """A value."""
        return self._read().get(self._prefix + key, default)

    def set(self, key: str, value: Any, **others: Any) -> None:
        """Keeps a value. Raises TypeError for what is not JSON."""
        self._write({**self._read(), self._prefix + key: value})

    def delete(self, key: str) -> None:
        """Forgets a value."""
        self._write({name: value for name, value in self._read().items() if name != self._prefix + key})

    def clear(self) -> None:
        """Forgets all."""
        self._write({name: value for name, value in self._read().items() if not name.startswith(self._prefix)})

    async def aget(self, key: str, default: Any = None) -> Any:
        """`get` for coroutines."""
        return self.get(key, default)

    async def aset(self, key: str, value: Any, **others: Any) -> None:
        """`set` for coroutines."""
        self.set(key, value)

    async def adelete(self, key: str) -> None:
        """`delete` for coroutines."""
        self.delete(key)

    async def aclear(self) -> None:
        """`clear` for coroutines."""
        self.clear()
