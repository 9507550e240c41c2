"""Does a function say that it returns a dict? Then each of its keys becomes an XCom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

# Names that need no look at the function's globals.
_PLAIN = {"None": False, "str": False, "int": False, "float": False, "bool": False, "list": False, "dict": True}


def returns_mapping(function: "Callable[..., Any]") -> bool:
    """Is the annotation of its result a dict or another mapping?"""
    annotation = getattr(function, "__annotations__", {}).get("return")
    if annotation is None:
        return False
    if isinstance(annotation, str):
        annotation = _PLAIN[annotation] if annotation in _PLAIN else _evaluated(annotation, function)
        if isinstance(annotation, bool):
            return annotation
    found = getattr(annotation, "__origin__", annotation)
    return isinstance(found, type) and issubclass(found, Mapping)


def _evaluated(annotation: str, function: "Callable[..., Any]") -> Any:
    import typing

    def probe() -> None: ...

    probe.__annotations__ = {"return": annotation}
    try:
        return typing.get_type_hints(probe, function.__globals__).get("return")
    except Exception:
        # Airflow, too, takes what cannot be evaluated for no dict.
        return None
