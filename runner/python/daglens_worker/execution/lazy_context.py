"""The dictionary that tasks and templates get as context: values are made when somebody asks for them."""

from __future__ import annotations

from typing import Any, Callable, Iterator


class Lazy:
    """A value of the context that is not made yet."""

    def __init__(self, make: "Callable[[], Any]") -> None:
        self.make = make


class Context(dict):
    """A context. `Lazy` values become what they make on first sight."""

    def __getitem__(self, key: str) -> Any:
        value = super().__getitem__(key)
        if isinstance(value, Lazy):
            value = value.make()
            super().__setitem__(key, value)
        return value

    def get(self, key: str, default: Any = None) -> Any:
        """The value, or the default where there is none."""
        return self[key] if key in self else default

    # Without these, `dict(context)` and `f(**context)` would copy what is not made yet.
    def __iter__(self) -> "Iterator[str]":
        return super().__iter__()

    def keys(self) -> Any:
        """The names."""
        return super().keys()

    def items(self) -> Any:
        """Names and values, all made."""
        return {key: self[key] for key in self}.items()

    def values(self) -> Any:
        """The values, all made."""
        return {key: self[key] for key in self}.values()

    def pop(self, key: str, *default: Any) -> Any:
        """Takes a value out."""
        if key in self:
            value = self[key]
            super().__delitem__(key)
            return value
        return super().pop(key, *default)

    def copy(self) -> Context:
        """A context of its own with the same values, still unmade."""
        other = Context()
        for key in self:
            dict.__setitem__(other, key, dict.__getitem__(self, key))
        return other

    __copy__ = copy
