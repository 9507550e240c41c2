"""The modules of one Airflow release and its providers, read out of wheels. Nothing is imported."""

from __future__ import annotations

import ast
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Module:
    """One Python module: whose it is, and its syntax tree."""

    name: str
    distribution: str
    is_package: bool
    tree: ast.Module


@dataclass
class World:
    """All modules of a release line."""

    version: tuple[int, ...]
    python: tuple[int, int]
    modules: dict[str, Module] = field(default_factory=dict)
    # Modules that are there, and were not read.
    unread: set[str] = field(default_factory=set)
    distributions: dict[str, str] = field(default_factory=dict)

    def package_of(self, module: str) -> str:
        """The package that relative imports of this module start from."""
        found = self.modules.get(module)
        return module if found is not None and found.is_package else module.rpartition(".")[0]


# Parts of the wheels that no DAG file imports, and that are not fit to be read.
LEFT_OUT = re.compile(r"^airflow/(example_dags|migrations|www|www_rbac|ui|_vendor)/|/(example_dags|tests|system)/")


def read_world(lock: Path, wheels: Path, version: tuple[int, ...], python: tuple[int, int]) -> World:
    """Reads the wheels that a lock file names."""
    world = World(version, python)
    for line in lock.read_text().split():
        name, release = line.split("==")
        world.distributions[name] = release
        read_wheel(world, wheel_of(wheels, name, release), name)
    return world


def wheel_of(wheels: Path, name: str, release: str) -> Path:
    """The wheel file of a pinned requirement."""
    found = sorted(wheels.glob(f"{name.replace('-', '_')}-{release}-*.whl"))
    if not found:
        raise SystemExit(f"There is no wheel of {name} {release} in {wheels}.")
    return found[0]


def read_wheel(world: World, wheel: Path, distribution: str) -> None:
    """Adds the modules of one wheel."""
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            if not entry.startswith("airflow/") or not entry.endswith(".py"):
                continue
            name = entry[: -len(".py")].replace("/", ".")
            is_package = name.endswith(".__init__")
            name = name.removesuffix(".__init__")
            if LEFT_OUT.search(entry):
                world.unread.add(name)
                continue
            source = archive.read(entry).decode("utf-8", "replace")
            world.modules[name] = Module(name, distribution, is_package, parsed(source, entry))


def parsed(source: str, entry: str) -> ast.Module:
    """The tree of a file; old templates that are no Python of today count as empty."""
    try:
        return ast.parse(source)
    except SyntaxError as error:
        print(f"  not read: {entry}: {error}")
        return ast.parse("")
