"""The catalog of Airflow and its providers: what modules, names and classes there are. Read file by file, when it is needed."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any, NamedTuple

from .. import airflow_version


class Entry(NamedTuple):
    """What the catalog says of a name.

    :param kind: `class`, `elsewhere` (see `path`), `plain` (nothing more is known) or `absent`
    """

    kind: str
    path: str = ""


_ABSENT, _PLAIN, _CLASS = Entry("absent"), Entry("plain"), Entry("class")


class _Line:
    """The catalog of one line of Airflow: 1, 2 or 3."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._index: "dict[str, str] | None" = None
        self._open: "list[str]" = []
        self.release = ""
        self.decorators: "dict[str, str]" = {}
        self._chunks: "dict[str, dict[str, Any]]" = {}
        self._earlier: "dict[str, Any] | None" = None

    def index(self) -> "dict[str, str]":
        """Module → file that has it."""
        if self._index is None:
            data = _read(self._folder / "index.json")
            self.decorators = data.get("decorators", {})
            self._open = data.get("open", [])
            self.release = data.get("version", "")
            self._index = {module: file for file, (_, modules) in data.get("chunks", {}).items() for module in modules}
        return self._index

    def has(self, module: str) -> bool:
        """Is there such a module, or a package with modules below it?"""
        index = self.index()
        return module in index or any(name.startswith(module + ".") for name in index)

    def had(self, module: str) -> bool:
        """Did an earlier release of the line have it?"""
        if self._earlier is None:
            self._earlier = _read(self._folder / "earlier.json")
        return module in self._earlier or any(name.startswith(module + ".") for name in self._earlier)

    def may_have(self, module: str) -> bool:
        """May a plugin or another package put a module there?"""
        self.index()
        return any(module.startswith(path + ".") for path in self._open)

    def module(self, module: str) -> "dict[str, Any] | None":
        """The facts of a module."""
        file = self.index().get(module)
        if file is None:
            return None
        if file not in self._chunks:
            self._chunks[file] = _read(self._folder / f"{file}.json")
        return self._chunks[file].get(module)

    def entry(self, module: str, name: str, left: int = 8) -> Entry:
        """What the line knows of a name."""
        facts = self.module(module)
        if facts is None:
            return _PLAIN if self.had(module) else _ABSENT
        if name in facts.get("c", {}):
            return _CLASS
        path = facts.get("r", {}).get(name) or facts.get("d", {}).get(name)
        if path:
            return Entry("elsewhere", path)
        if name in facts.get("n", "").split() or name in facts.get("d", {}) or facts.get("open"):
            return _PLAIN
        if facts.get("to") and left and self.entry(facts["to"], name, left - 1).kind != "absent":
            return Entry("elsewhere", f"{facts['to']}.{name}")
        return _PLAIN if self.had(f"{module}.{name}") or self._had_name(module, name) else _ABSENT

    def _had_name(self, module: str, name: str) -> bool:
        names = (self._earlier or {}).get(module)
        return isinstance(names, dict) and name in names


class Catalog:
    """The lines of Airflow, the one of the runtime's version first."""

    def __init__(self, folder: "Path | None") -> None:
        own = airflow_version.major()
        numbers = [own, *(number for number in (3, 2, 1) if number != own)]
        self._lines = [_Line(folder / str(number)) for number in numbers] if folder is not None else []

    def has_module(self, module: str) -> bool:
        """Is there such a module in any line, now or earlier?"""
        return any(line.has(module) for line in self._lines) or any(line.had(module) for line in self._lines)

    def may_have_module(self, module: str) -> bool:
        """May a plugin or another package put a module there, in the line of the runtime's version?"""
        return bool(self._lines) and self._lines[0].may_have(module)

    def entry(self, module: str, name: str) -> Entry:
        """What is known of a name, in the first line that knows more than that it is there."""
        entries = [line.entry(module, name) for line in self._lines]
        found = next((entry for entry in entries if entry.kind in ("class", "elsewhere")), None)
        return found or next((entry for entry in entries if entry.kind == "plain"), _ABSENT)

    def class_facts(self, path: str) -> "dict[str, Any] | None":
        """The facts of the class defined at a path."""
        module, _, name = path.rpartition(".")
        for line in self._lines:
            facts = (line.module(module) or {}).get("c", {}).get(name)
            if facts is not None:
                return facts
        return None

    def class_of_line(self, path: str) -> "dict[str, Any] | None":
        """The same, in the line of the runtime's version only."""
        module, _, name = path.rpartition(".")
        facts = self._lines[0].module(module) if self._lines else None
        return (facts or {}).get("c", {}).get(name)

    def release(self) -> str:
        """The release of Airflow that was read for the line of the runtime's version."""
        if not self._lines:
            return ""
        self._lines[0].index()
        return self._lines[0].release

    def public_names(self, module: str) -> "list[str]":
        """All names of a module that do not begin with an underscore."""
        names: "set[str]" = set()
        for line in self._lines:
            facts = line.module(module) or {}
            names.update(facts.get("n", "").split(), facts.get("c", ()), facts.get("r", ()), facts.get("d", ()))
        return sorted(name for name in names if not name.startswith("_"))

    def decorators(self) -> "dict[str, str]":
        """Name of a task decorator → path of its class; empty: it has none."""
        found: "dict[str, str]" = {}
        for line in reversed(self._lines):
            line.index()
            found.update(line.decorators)
        return found


_folder: "Path | None" = None
_catalog: "Catalog | None" = None


def use(folder: "str | None") -> None:
    """Reads the catalog from this folder from now on."""
    global _folder, _catalog
    _folder, _catalog = (Path(folder) if folder else None), None


def catalog() -> Catalog:
    """The catalog, with the line of the runtime's version first."""
    global _catalog
    if _catalog is None:
        _catalog = Catalog(_folder)
    return _catalog


def _read(path: Path) -> "dict[str, Any]":
    try:
        return json.loads(zlib.decompress(Path(f"{path}.z").read_bytes()))
    except FileNotFoundError:
        return {}
