"""Values of Python as JSON, to be shown."""

from __future__ import annotations

import json
import math
from typing import Any

_LONGEST = 1 << 16


def plain(value: Any) -> Any:
    """The value as JSON has it; what JSON cannot say becomes `<type> text`."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, str):
        return str(value)[:_LONGEST]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return f"<{type(value).__name__}> {text(value)}"


def text(value: Any) -> str:
    """`str(value)`, whatever that raises."""
    try:
        return str(value)[:_LONGEST]
    except Exception as error:
        return f"({type(value).__name__} without a text: {type(error).__name__})"


def template(value: Any) -> Any:
    """A template field as its author wrote it: texts and plain values stay, anything else is named."""
    try:
        json.dumps(value, allow_nan=False)
        return value
    except (TypeError, ValueError):
        return text(value)


def is_empty(value: Any) -> bool:
    """Is there nothing to show? `False` and 0 are something."""
    return value is None or (isinstance(value, (str, list, tuple, dict)) and not value)
