"""The rendered template fields as people see them, in the form of each version: `RenderedTaskInstanceFields` in 2.x, what the task
runner sends in 3.x."""

from __future__ import annotations

import inspect
import json
from typing import Any

from .. import airflow_version
from .masking import redact
from .xcom_types import qualname

# `[core] max_templated_field_length`
_LONGEST = 4096
_CUT = "Truncated. You can change this behaviour in [core]max_templated_field_length. "


def rendered_fields(task: Any) -> "dict[str, Any]":
    """The fields of a rendered task, secrets hidden; empty ones are left out."""
    fields = {}
    for name in task.template_fields:
        value = getattr(task, name, None)
        form = _form_3(value, name) if airflow_version.at_least(3) else _form_2(value, name)
        if form is not None and form not in ("", [], {}, ()):
            fields[name] = redact(form, name)
    return fields


def _form_2(value: Any, name: str) -> Any:
    try:
        json.dumps(value)
    except (TypeError, OverflowError, ValueError):
        value = str(value)
    text = str(value)
    if value and len(text) > _LONGEST:
        return f"{_CUT}{redact(text, name)[: _LONGEST - 79]!r}... "
    return json.loads(json.dumps(value))


def _form_3(value: Any, name: str) -> Any:
    form = _plain(value)
    if len(str(form)) <= _LONGEST:
        return form
    available = _LONGEST - len(_CUT) - len("...")
    return f"{_CUT}{str(redact(form, name))[:available].rstrip()}..."


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    if isinstance(value, dict):
        pairs = [(str(_plain(key)), _plain(one)) for key, one in value.items()]
        return dict(sorted(pairs, key=lambda pair: pair[0]))
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (set, frozenset)):
        return sorted((_plain(one) for one in value), key=lambda one: (type(one).__name__, str(one)))
    return _plain_object(value)


def _plain_object(value: Any) -> Any:
    if callable(inspect.getattr_static(value, "serialize", None)):
        return _plain(value.serialize())
    if type(value).__module__.startswith(("kubernetes.", "kubernetes_asyncio.")) and hasattr(value, "to_dict"):
        return _plain(value.to_dict())
    if callable(value):
        return f"<callable {_name_of(value)}>"
    if type(value).__str__ is not object.__str__ or type(value).__repr__ is not object.__repr__:
        return str(value)
    return f"<{qualname(type(value))} object>"


def _name_of(value: Any) -> str:
    if isinstance(value, type) or inspect.isfunction(value) or inspect.isbuiltin(value):
        return f"{value.__module__}.{value.__qualname__}"
    wrapped = getattr(value, "func", value)
    named = wrapped if hasattr(wrapped, "__qualname__") else type(wrapped)
    return f"{named.__module__}.{named.__qualname__}"
