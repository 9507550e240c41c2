"""Writes the catalog's chunks as JSON: python3 generate.py WHEELS OUT. Reads wheels, imports nothing of them."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from chunks import chunk_names, module_facts
from classes import ClassReader
from decorators import task_decorators
from earlier import earlier_names
from moves import moves_between, public_names
from reader import Reader
from world import read_world

HERE = Path(__file__).parent
LINES = {"1": ((1, 10, 15), (3, 7)), "2": ((2, 11, 2), (3, 11)), "3": ((3, 3, 2), (3, 11))}
# Folders of Airflow that are not read, and packages into which plugins put modules (airflow/plugins_manager.py).
UNREAD = ["example_dags", "migrations", "www", "www_rbac", "ui", "_vendor"]
PLUGIN_PACKAGES = {
    "1": ["operators", "sensors", "hooks", "executors", "macros", "providers", "sdk"],
    "2": ["executors", "macros"],
    "3": ["macros"],
}


def read_line(line: str, wheels: Path) -> Reader:
    """Everything of one release line, read."""
    version, python = LINES[line]
    reader = Reader(read_world(HERE / "locks" / f"airflow{line}.txt", wheels, version, python))
    for module in reader.world.modules:
        reader.scope(module)
    return reader


def write_line(line: str, reader: Reader, out: Path) -> None:
    """One folder: index.json, and a file for each chunk."""
    classes = ClassReader(reader)
    public = public_names(reader)
    modules = [*reader.world.modules, *reader.virtual]
    facts = {module: module_facts(reader, classes, module, public) for module in modules}
    chunks = chunk_names(reader, facts)
    distributions = sorted(reader.world.distributions)
    index = {
        "version": ".".join(map(str, reader.world.version)),
        "distributions": [[name, reader.world.distributions[name]] for name in distributions],
        "open": sorted(f"airflow.{name}" for name in [*UNREAD, *PLUGIN_PACKAGES[line]]),
        "decorators": task_decorators(reader),
        "chunks": {name: [distributions.index(owner), sorted(modules)] for name, (owner, modules) in chunks.items()},
    }
    write(out / line / "index.json", index)
    for name, (_, modules) in chunks.items():
        write(out / line / f"{name}.json", {module: facts[module] for module in sorted(modules)})
    count = sum(len(module.get("c", ())) for module in facts.values())
    print(f"{line}: {len(facts)} modules, {count} classes, {len(chunks)} chunks")


def write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, separators=(",", ":"), ensure_ascii=False, sort_keys=False))


def main() -> None:
    sys.setrecursionlimit(20_000)
    wheels, out = map(Path, sys.argv[1:])
    readers = {line: read_line(line, wheels) for line in LINES}
    for line, reader in readers.items():
        write_line(line, reader, out)
        write(out / line / "moves.json", moves_between(readers, line))
        write(out / line / "earlier.json", earlier_names(HERE / "locks" / "earlier.txt", wheels, line, reader))


if __name__ == "__main__":
    main()
