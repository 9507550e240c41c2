"""What a task gets for the results of a mapped one: a sequence that reads values when they are asked for."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any, Callable

from . import xcom_values


class _Lazy(Sequence):
    """Is equal to any sequence of the same values."""

    def __str__(self) -> str:
        return repr(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return all(a == b for a, b in itertools.zip_longest(self, other, fillvalue=object()))

    def __hash__(self) -> int:
        return hash(tuple(self))


class LazyXComSelectSequence(_Lazy):
    """Of 2.x: knows how many there are."""

    def __init__(self, stored: "list[str]") -> None:
        self._stored = stored

    def __len__(self) -> int:
        return len(self._stored)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return [xcom_values.load(one) for one in self._stored[key]]
        return xcom_values.load(self._stored[key])

    def __repr__(self) -> str:
        return f"LazySelectSequence([{_counted(len(self))}])"


LazyXComSelectSequence.__module__ = "airflow.models.xcom"


class LazyXComSequence(_Lazy):
    """Of 3.x: counts only when somebody asks for the length."""

    def __init__(self, read: "Callable[[], list[str]]") -> None:
        self._read = read
        self._counted = False

    def _stored(self) -> "list[str]":
        return self._read()

    def __len__(self) -> int:
        self._counted = True
        return len(self._stored())

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return [xcom_values.load(one) for one in self._stored()[key]]
        if not isinstance(key, int):
            raise TypeError(f"Sequence indices must be integers or slices not {type(key).__name__}")
        try:
            return xcom_values.load(self._stored()[key])
        except IndexError:
            raise IndexError(key) from None

    def __repr__(self) -> str:
        return f"LazyXComSequence([{_counted(len(self))}])" if self._counted else "LazyXComSequence(<unevaluated length>)"


LazyXComSequence.__module__ = "airflow.sdk.execution_time.lazy_sequence"


def _counted(length: int) -> str:
    return f"{length} item" if length == 1 else f"{length} items"
