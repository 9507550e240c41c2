"""`literal(…)`: a value that is never rendered."""

from __future__ import annotations

from typing import Any


class LiteralValue:
    """A value of a templated field that is used as it is."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def iter_references(self) -> Any:
        """No task comes before it."""
        return iter(())

    def resolve(self, context: Any, *others: Any, **kwargs: Any) -> Any:
        """The value."""
        return self.value


def literal(value: Any) -> LiteralValue:
    """A value that is never rendered."""
    return LiteralValue(value)
