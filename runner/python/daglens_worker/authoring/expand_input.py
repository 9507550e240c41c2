"""What a mapped task or group is expanded over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Sized
from math import prod
from typing import Any

from .xcom_arg import RETURN_KEY, XComArg


class DictOfListsExpandInput:
    """`.expand(a=…, b=…)`: one instance for each combination."""

    expand_input_type = EXPAND_INPUT_TYPE = "dict-of-lists"

    def __init__(self, value: "dict[str, Any]") -> None:
        self.value = value

    def literal_count(self) -> "int | None":
        """How many instances there are, whatever tasks return; None: that depends on them."""
        if any(isinstance(one, (XComArg, MappedArgument)) for one in self.value.values()):
            return None
        return prod(len(one) for one in self.value.values()) if self.value else 0


class ListOfDictsExpandInput:
    """`.expand_kwargs(…)`: one instance for each dict."""

    expand_input_type = EXPAND_INPUT_TYPE = "list-of-dicts"

    def __init__(self, value: Any) -> None:
        self.value = value

    def literal_count(self) -> "int | None":
        """How many instances there are, whatever tasks return; None: that depends on them."""
        return len(self.value) if isinstance(self.value, Sized) else None


class MappedArgument:
    """Inside a mapped group: the one value that an argument of the group has in an instance."""

    def __init__(self, input: Any, key: str) -> None:
        self._input = input
        self._key = key

    @property
    def input(self) -> Any:
        """What the group is expanded over."""
        return self._input

    @property
    def key(self) -> str:
        """The name of the argument."""
        return self._key

    def iter_references(self) -> Any:
        """The tasks whose results the argument comes from."""
        value = self._input.value
        picked = value[self._key] if isinstance(value, Mapping) and self._key in value else value
        return XComArg.iter_xcom_references(picked)

    def resolve(self, context: Any, *others: Any, **kwargs: Any) -> Any:
        """The value in an instance."""
        from ..execution.references import resolve

        return resolve(self, context)


def is_mappable(value: Any) -> bool:
    """Can a task be expanded over it?"""
    if isinstance(value, (bytes, bytearray, str)):
        return False
    return isinstance(value, (XComArg, MappedArgument, Sequence, dict))


def refuse_custom_key(value: Any) -> None:
    """Refuses to map over anything that a task pushed under a key of its own.

    :raises ValueError: there is such a reference in the value
    """
    if isinstance(value, XComArg):
        for task, key in value.iter_references():
            if key != RETURN_KEY:
                raise ValueError(f"cannot map over XCom with custom key {key!r} from {task}")
    elif isinstance(value, Mapping):
        for item in value.values():
            refuse_custom_key(item)
    elif isinstance(value, Iterable) and not isinstance(value, str):
        for item in value:
            refuse_custom_key(item)


def refuse_kwargs(kwargs: Any) -> None:
    """Refuses what `.expand_kwargs()` cannot take.

    :raises TypeError: it is neither a reference nor a list of dicts
    """
    fits = isinstance(kwargs, XComArg)
    if not fits and isinstance(kwargs, Sequence):
        fits = all(isinstance(item, (XComArg, Mapping)) for item in kwargs)
    if not fits:
        raise TypeError(f"expected XComArg or list[dict], not {type(kwargs).__name__}")


def refuse_unmappable(kwargs: "dict[str, Any]", names: "set[str] | None") -> None:
    """Refuses values that a task cannot be expanded over.

    :param names: only these arguments; None: all
    :raises ValueError: there is such a value
    """
    for name, value in kwargs.items():
        if (names is None or name in names) and not is_mappable(value):
            raise ValueError(f"expand() got an unexpected type {type(value).__name__!r} for keyword argument {name!r}")
