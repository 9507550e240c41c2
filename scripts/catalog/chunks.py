"""What is written of each module, and which modules share a file."""

from __future__ import annotations

import ast
import json

from classes import ClassReader
from moves import defined_at
from reader import Reader
from values import Class, FirstOf, Import

LARGEST_CHUNK = 90_000


def module_facts(reader: Reader, classes: ClassReader, module: str, public: dict[str, str]) -> dict[str, object]:
    """
    n: names without more to say; r: names of classes defined elsewhere, with the class's path; d: names that work with a
    warning, with their new path; c: classes defined here; open: there may be more names; to: another module has the rest.
    """
    if module in reader.virtual:
        return virtual_facts(reader, reader.virtual[module], public)
    scope = reader.scope(module)
    found: dict[str, object] = {}
    warns = warns_at_import(reader, module)
    names, exported, old = [], {}, {}
    for name, value in sorted(scope.names.items()):
        if name.startswith("_"):
            continue
        target = class_elsewhere(reader, classes, module, value)
        if target and warns:
            old[name] = target
        elif target and is_public(reader, module):
            exported[name] = target
        else:
            names.append(name)
    for name, (value, deprecated) in sorted(scope.lazy.items()):
        path = path_of(reader, value)
        target = class_elsewhere(reader, classes, module, value)
        if deprecated:
            old[name] = published(reader, path or "", public)
        elif target:
            exported[name] = target
        elif name not in scope.names:
            names.append(name)
    own = {
        name: classes.facts(value)
        for name, value in scope.names.items()
        if isinstance(value, Class) and value.module == module and value.node.name == name and classes.is_kept(value)
    }
    for key, value in (("n", " ".join(sorted(set(names) - set(own) - set(exported)))), ("r", exported), ("d", old), ("c", own)):
        if value:
            found[key] = value
    if scope.is_open:
        found["open"] = 1
    if scope.redirect:
        found["to"] = scope.redirect
    return found


def published(reader: Reader, path: str, public: dict[str, str]) -> str:
    """The short path under which `airflow.sdk` offers what stands at a path."""
    return public.get(defined_at(reader, *path.rsplit(".", 1)), path) if "." in path else path


def virtual_facts(reader: Reader, table: dict[str, str], public: dict[str, str]) -> dict[str, object]:
    old = {name: published(reader, target, public) for name, target in sorted(table.items()) if name != "*"}
    return {**({"d": old} if old else {}), **({"to": table["*"], "old": 1} if "*" in table else {})}


def class_elsewhere(reader: Reader, classes: ClassReader, module: str, value: object) -> str | None:
    """The path of a class that another module defines, if it is one that a DAG file makes."""
    followed = reader.followed(value)
    if isinstance(followed, Class) and followed.module != module and classes.is_kept(followed):
        return followed.path
    return None


def path_of(reader: Reader, value: object) -> str | None:
    """The dotted path that an import names, the first that works."""
    if isinstance(value, FirstOf):
        value = next((option for option in value.options if reader.works(option)), None)
    if isinstance(value, Import):
        return value.module if value.name is None else f"{value.module}.{value.name}"
    return None


def is_public(reader: Reader, module: str) -> bool:
    """Do people import names from here that are defined elsewhere?"""
    return not module.startswith("airflow.providers.") or reader.world.modules[module].is_package


def warns_at_import(reader: Reader, module: str) -> bool:
    """Is the module as a whole deprecated?"""
    for node in reader.world.modules[module].tree.body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            if ast.unparse(node.value.func) == "warnings.warn" and "Deprecat" in ast.unparse(node.value):
                return True
    return False


def chunk_names(reader: Reader, facts: dict[str, dict[str, object]]) -> dict[str, tuple[str, list[str]]]:
    """Chunk -> its distribution and modules; a large distribution is split."""
    owned: dict[str, list[str]] = {}
    for module in sorted(facts):
        owned.setdefault(owner_of(reader, module), []).append(module)
    chunks: dict[str, tuple[str, list[str]]] = {}
    for owner, modules in owned.items():
        stem = owner.removeprefix("apache-airflow-").removeprefix("providers-")
        for number, part in enumerate(parts(modules, facts), 1):
            chunks[f"{stem}-{number}"] = (owner, part)
    return chunks


def owner_of(reader: Reader, module: str) -> str:
    """The distribution of a module; a shim belongs to the package that makes it."""
    while module not in reader.world.modules:
        module = module.rpartition(".")[0]
    return reader.world.modules[module].distribution


def parts(modules: list[str], facts: dict[str, dict[str, object]]) -> list[list[str]]:
    made: list[list[str]] = [[]]
    size = 0
    for module in modules:
        length = len(json.dumps(facts[module]))
        if made[-1] and size + length > LARGEST_CHUNK:
            made.append([])
            size = 0
        made[-1].append(module)
        size += length
    return made
