"""What a run keeps in its folder: who it is (`run.json`) and, for each task instance, its state and what it pushed. Children of one run
share it, and later runs look into it: sensors for other DAGs, XComs of prior dates."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Callable

from ..file_names import folder_name, long_path

RUN_FILE = "run.json"
_INSTANCES = "instances"
_EVENTS = "asset_events.json"
_PATIENCE = 100


class RunFolder:
    """The folder of one run."""

    def __init__(self, path: "str | Path") -> None:
        self.path = Path(long_path(str(path)))

    def describe(self) -> "dict[str, Any]":
        """Who the run is; empty where nothing was written yet."""
        return _read(self.path / RUN_FILE)

    def write_description(self, **fields: Any) -> None:
        """Adds to what is known of the run."""
        self.path.mkdir(parents=True, exist_ok=True)
        _write(self.path / RUN_FILE, {**self.describe(), **fields})

    def others(self, dag_id: "str | None" = None) -> "list[RunFolder]":
        """Folders of other runs beside this one, the latest logical date last; of this DAG only, if one is named."""
        found = []
        for path in self.path.parent.glob(f"*/{RUN_FILE}"):
            folder = RunFolder(path.parent)
            run = folder.describe()
            if path.parent != self.path and run and dag_id in (None, run.get("dag_id")):
                found.append((run.get("logical_date") or "", folder))
        return [folder for _, folder in sorted(found, key=lambda pair: pair[0])]

    def instance(self, task_id: str, map_index: int) -> InstanceFile:
        """What is kept of a task instance."""
        return InstanceFile(self.path / _INSTANCES / folder_name(task_id) / f"{map_index}.json")

    def instances(self, task_id: str) -> "list[tuple[int, InstanceFile]]":
        """All instances of a task of which something is kept, by map index."""
        folder = self.path / _INSTANCES / folder_name(task_id)
        names = os.listdir(folder) if folder.is_dir() else []
        indexes = sorted(int(name[: -len(".json")]) for name in names if name.endswith(".json"))
        return [(index, InstanceFile(folder / f"{index}.json")) for index in indexes]

    def xcoms(self, task_id: str, key: str) -> "Iterator[tuple[int, str, int]]":
        """What instances of a task pushed under a key: map index, stored value, time, by map index."""
        for index, kept in self.instances(task_id):
            value = kept.xcoms().get(key)
            if value is not None:
                yield index, value["stored"], value["at"]

    def asset_events(self) -> "list[dict[str, Any]]":
        """What tasks of this run and of others told of assets, the oldest first."""
        kept = [one for folder in (self, *self.others()) for one in _read(folder.path / _EVENTS).get("events", ())]
        return sorted(kept, key=lambda one: one["at"])

    def keep_asset_events(self, events: "list[dict[str, Any]]") -> None:
        """Adds to what was told of assets."""
        path = self.path / _EVENTS
        _write(path, {"events": [*_read(path).get("events", ()), *events]})

    def task_ids(self) -> "list[str]":
        """The tasks of which something is kept."""
        from urllib.parse import unquote

        folder = self.path / _INSTANCES
        return [unquote(name) for name in os.listdir(folder)] if folder.is_dir() else []


class InstanceFile:
    """What is kept of one task instance."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def xcoms(self) -> "dict[str, dict[str, Any]]":
        """What it pushed, by key: `stored` and the time."""
        return _read(self.path).get("xcoms", {})

    def state(self) -> "str | None":
        """How its last try ended."""
        return _read(self.path).get("state")

    def push(self, key: str, stored: str) -> None:
        """Keeps a value."""
        kept = _read(self.path)
        kept.setdefault("xcoms", {})[key] = {"stored": stored, "at": time.time_ns()}
        self._write(kept)

    def delete(self, keys: "list[str] | None") -> None:
        """Forgets values; None: all."""
        kept = _read(self.path)
        if not kept.get("xcoms"):
            return
        kept["xcoms"] = {} if keys is None else {key: one for key, one in kept["xcoms"].items() if key not in keys}
        self._write(kept)

    def simulated(self) -> "str | None":
        """Why its work was not really done; None: it was."""
        return _read(self.path).get("simulated")

    def end(self, state: str, simulated: "str | None" = None) -> None:
        """Keeps the state."""
        self._write({**_read(self.path), "state": state, "simulated": simulated})

    def _write(self, kept: "dict[str, Any]") -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        _write(self.path, kept)


def _read(path: Path) -> "dict[str, Any]":
    try:
        return json.loads(_when_free(lambda: path.read_text("utf-8")))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def _write(path: Path, value: "dict[str, Any]") -> None:
    # Others may read it at the same moment.
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    unfinished.write_text(json.dumps(value), "utf-8")
    _when_free(lambda: os.replace(unfinished, path))


def _when_free(use: "Callable[[], Any]") -> Any:
    """Windows refuses to replace a file while it is read, and to read it while it is replaced: a matter of milliseconds."""
    for _ in range(_PATIENCE if os.name == "nt" else 0):
        try:
            return use()
        except PermissionError:
            time.sleep(0.01)
    return use()
