"""Values of DAG files as plain JSON, to show them."""

from __future__ import annotations

from typing import Any

_DEEPEST = 20


def plain(value: Any, left: int = _DEEPEST) -> Any:
    """The value as JSON can have it; what it cannot have as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return _text(value)
    if isinstance(value, float):
        # JSON knows neither infinity nor NaN.
        return value if value - value == 0 else str(value)
    if left == 0:
        return str(value)
    if isinstance(value, dict):
        return {_key(key): plain(item, left - 1) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item, left - 1) for item in value]
    if isinstance(value, (set, frozenset)):
        return sorted((plain(item, left - 1) for item in value), key=str)
    return _described(value)


def _text(value: Any) -> Any:
    # Enumerations that are texts, too.
    return str(value.value) if isinstance(value, str) and hasattr(value, "value") else value


def _key(key: Any) -> str:
    return key if isinstance(key, str) else str(key)


def _described(value: Any) -> str:
    if callable(value) and hasattr(value, "__qualname__"):
        return f"{getattr(value, '__module__', '')}.{value.__qualname__}".lstrip(".")
    try:
        return str(value)
    except Exception:
        # A user's own `__str__` may fail; the value is only shown.
        return f"<{type(value).__name__}>"
