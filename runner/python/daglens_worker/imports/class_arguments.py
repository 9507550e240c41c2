"""What the constructor of a provider's class takes, as far as the catalog is certain: the newest packages of a line were read, so only the
releases of Airflow that they are made for are held to them. The rules are those of `core/dialects/airflow/catalog/parameters.ts`."""

from __future__ import annotations

from typing import Any

from .. import airflow_version
from .catalog import Catalog, catalog

_DEEPEST = 40
_NOT_READ = "?"


def arguments_of(path: str) -> "frozenset[str] | None":
    """The names that a caller may give; None: they are not all known."""
    facts = catalog()
    if not airflow_version.is_line_of(facts.release()):
        return None
    order = _linearized(facts, path, 0)
    taken = None if _NOT_READ in order else _taken(facts, order, 0, 0)
    return None if taken is None else frozenset(taken)


def names_of_constructors(path: str) -> "frozenset[str]":
    """The named arguments of the constructors of the class and of its bases."""
    facts = catalog()
    return frozenset(name for one in _linearized(facts, path, 0) for name in _own(facts.class_of_line(one) or {}))


def hands_on(path: str) -> bool:
    """Does the first constructor give unknown names to the next one, so that the last one, BaseOperator's, refuses them?"""
    facts = catalog()
    first = next((known for one in _linearized(facts, path, 0) if "p" in (known := facts.class_of_line(one) or {})), {})
    return first.get("k") == 1


def _own(known: "dict[str, Any]") -> "list[str]":
    return [one[0] for one in known.get("p", ()) if not one[0].startswith("*")]


def _taken(facts: Catalog, order: "list[str]", start: int, depth: int) -> "dict[str, None] | None":
    for index in range(start, len(order)):
        known = facts.class_of_line(order[index]) if order[index] != _NOT_READ else None
        if known is None or depth > _DEEPEST:
            return None
        if "p" in known:
            return _with_next(facts, order, index, known, depth)
        if known.get("open"):
            return None
    return {}


def _with_next(facts: Catalog, order: "list[str]", index: int, known: "dict[str, Any]", depth: int) -> "dict[str, None] | None":
    taken = dict.fromkeys([*_own(known), *known.get("t", ())])
    if known.get("open"):
        return None
    if known.get("k") != 1:
        return taken
    to = known.get("to")
    if to == _NOT_READ:
        return None
    above = _taken(facts, _linearized(facts, to, 0), 0, depth + 1) if to else _taken(facts, order, index + 1, depth + 1)
    if above is None:
        return None
    given = {*known.get("x", ()), *list(above)[: known.get("pos", 0)]}
    taken.update((name, None) for name in above if name not in given)
    return taken


def _linearized(facts: Catalog, path: str, depth: int) -> "list[str]":
    """The class and its bases in Python's order; `?` at the end where one was not read."""
    known = facts.class_of_line(path)
    if known is None or depth > _DEEPEST:
        return [_NOT_READ]
    bases = list(known.get("b", ()))
    return [path, *_merged([*(_linearized(facts, base, depth + 1) for base in bases), bases])]


def _merged(lists: "list[list[str]]") -> "list[str]":
    rest = [[name for name in one if name != _NOT_READ] for one in lists]
    merged = []
    while any(rest):
        heads = [one[0] for one in rest if one]
        head = next((name for name in heads if not any(name in one[1:] for one in rest)), heads[0])
        merged.append(head)
        rest = [one[1:] if one and one[0] == head else one for one in rest]
    return [*merged, _NOT_READ] if any(_NOT_READ in one for one in lists) else merged
