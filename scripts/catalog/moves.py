"""Old import paths that a line lacks, and where the same thing is there: from the shim tables of the real packages."""

from __future__ import annotations

from classes import ClassReader
from reader import Reader
from values import Class, FirstOf, Function, Import

Readers = dict[str, Reader]


def moves_between(readers: Readers, line: str) -> dict[str, str]:
    """Path of another line that is absent in this one -> path of the same thing here."""
    finders = {"1": Backward(readers), "2": Forward(readers, ["1"], "2"), "3": Forward(readers, ["1", "2"], "3")}
    found: dict[str, str] = {}
    for other, reader in readers.items():
        if other != line:
            for module, name in public_paths(reader):
                if f"{module}.{name}" not in found and is_absent(readers[line], module, name):
                    target = finders[line].target(other, module, name)
                    if target and target != f"{module}.{name}":
                        found[f"{module}.{name}"] = target
    return dict(sorted(found.items()))


def public_paths(reader: Reader):
    """Classes and functions at the places where people import them, shims included."""
    for module, table in reader.virtual.items():
        yield from ((module, name) for name in table if name != "*")
    for module, scope in reader.scopes.items():
        for name in scope.lazy:
            yield module, name
        is_package = reader.world.modules[module].is_package
        for name, value in scope.names.items():
            own = isinstance(value, (Class, Function)) and value.module == module
            if not name.startswith("_") and (own or is_package and isinstance(reader.followed(value), (Class, Function))):
                yield module, name


def is_absent(reader: Reader, module: str, name: str) -> bool:
    return reader.member(module, name) is None


def defined_at(reader: Reader, module: str, name: str) -> str | None:
    """Where the thing behind an import is defined."""
    found = reader.followed(Import(module, name))
    if isinstance(found, (Class, Function)):
        return f"{found.module}.{found.node.name}"
    return None


class Forward:
    """From an older line to `line`, or back from the newest one by the tables of common.compat."""

    def __init__(self, readers: Readers, older: list[str], line: str):
        self.readers = readers
        self.here = readers[line]
        self.line = line
        self.public = public_names(self.here)
        self.compat = compat_table(readers, line)
        self.by_name = classes_by_name(self.here)

    def target(self, other: str, module: str, name: str) -> str | None:
        path = f"{module}.{name}"
        for candidate in self.candidates(other, path, name):
            if candidate in self.compat:
                return self.compat[candidate]
            found = self.reached(candidate)
            if found:
                return found
        return None

    def candidates(self, other: str, path: str, name: str):
        """The path itself, where older lines define the thing, and the one class that kept its name."""
        yield path
        defined = defined_at(self.readers[other], *path.rsplit(".", 1))
        if other == "1":
            defined = defined_at(self.readers["2"], *path.rsplit(".", 1)) or defined
        if defined:
            yield defined
            yield self.by_name.get(defined.rsplit(".", 1)[1], "")

    def reached(self, path: str) -> str | None:
        """The public path here of what stands at a path, through shims."""
        if "." not in path or self.here.member(*path.rsplit(".", 1)) is None:
            return None
        defined = defined_at(self.here, *path.rsplit(".", 1))
        return self.public.get(defined, defined) if defined else None


class Backward(Forward):
    """To 1.10: what 2.11.2 still reaches by a path of 1.10."""

    def __init__(self, readers: Readers):
        self.readers = readers
        self.old: dict[str, str] = {}
        one, two = readers["1"], readers["2"]
        for module, name in public_paths(one):
            defined = defined_at(two, module, name) if isinstance(one.followed(Import(module, name)), Class) else None
            if defined and not is_absent(one, module, name):
                known = self.old.get(defined)
                if known is None or ".contrib." in known or len(f"{module}.{name}") < len(known) and ".contrib." not in module:
                    self.old[defined] = f"{module}.{name}"

    def target(self, other: str, module: str, name: str) -> str | None:
        defined = defined_at(self.readers[other], module, name)
        return self.old.get(defined or "")


def public_names(reader: Reader) -> dict[str, str]:
    """Definitions that `airflow.sdk` offers under a short name."""
    if "airflow.sdk" not in reader.world.modules:
        return {}
    scope = reader.scope("airflow.sdk")
    names = {defined_at(reader, "airflow.sdk", name): f"airflow.sdk.{name}" for name in scope.lazy}
    return {defined: name for defined, name in names.items() if defined}


def compat_table(readers: Readers, line: str) -> dict[str, str]:
    """Every place that common.compat tries -> the one that works in this line."""
    found: dict[str, str] = {}
    here = readers[line]
    public = public_names(here)
    for module, scope in here.scopes.items():
        if not module.startswith("airflow.providers.common.compat."):
            continue
        for value, _ in scope.lazy.values():
            working = next((option for option in value.options if here.works(option)), None) if isinstance(value, FirstOf) else None
            if working is None or working.name is None or ".common.compat." in working.module:
                continue
            target = public.get(defined_at(here, working.module, working.name), f"{working.module}.{working.name}")
            for option in value.options:
                if option.name is not None:
                    found.setdefault(f"{option.module}.{option.name}", target)
    return found


def classes_by_name(reader: Reader) -> dict[str, str]:
    """Names that exactly one class of a DAG file's kind bears -> its path."""
    classes = ClassReader(reader)
    paths: dict[str, set[str]] = {}
    for made in reader.classes:
        if classes.is_wanted(made) and not made.node.name.startswith("_"):
            paths.setdefault(made.node.name, set()).add(made.path)
    return {name: next(iter(found)) for name, found in paths.items() if len(found) == 1}
