"""Names that earlier releases of a line have and its last one lacks, so that nobody calls them absent there."""

from __future__ import annotations

from pathlib import Path

from reader import Reader
from world import World, read_wheel, wheel_of


def earlier_names(lock: Path, wheels: Path, line: str, last: Reader) -> dict[str, object]:
    """Module -> last minor release that has it, or -> {name: last minor release} for single names."""
    found: dict[str, object] = {}
    for entry in lock.read_text().splitlines():
        _, *requirements = entry.split()
        release = requirements[0].split("==")[1]
        if release.split(".")[0] != line:
            continue
        minor = ".".join(release.split(".")[:2])
        reader = Reader(read_release(requirements, release, wheels, last.world.python))
        for module in reader.world.modules:
            reader.scope(module)
        for module, names in names_of(reader).items():
            note(found, last, module, names, minor)
    return dict(sorted(found.items()))


def read_release(requirements: list[str], release: str, wheels: Path, python: tuple[int, int]) -> World:
    world = World(tuple(map(int, release.split("."))), python)
    for requirement in requirements:
        name, version = requirement.split("==")
        read_wheel(world, wheel_of(wheels, name, version), name)
    return world


def names_of(reader: Reader) -> dict[str, set[str]]:
    found = {module: {*scope.names, *scope.lazy} for module, scope in reader.scopes.items()}
    for module, table in reader.virtual.items():
        found.setdefault(module, set()).update(table)
    return found


def note(found: dict[str, object], last: Reader, module: str, names: set[str], minor: str) -> None:
    if not last.exists(module):
        found[module] = minor
        return
    gone = [name for name in names if not name.startswith("_") and last.member(module, name) is None]
    if gone and not isinstance(found.get(module), str):
        found.setdefault(module, {}).update(dict.fromkeys(sorted(gone), minor))
