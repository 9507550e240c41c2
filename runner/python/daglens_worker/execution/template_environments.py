"""Jinja environments with Airflow's filters; imported when a template is met."""

from __future__ import annotations

from typing import Any

import jinja2.nativetypes
import jinja2.sandbox


def _form(value: Any, pattern: str) -> Any:
    return None if value is None else value.strftime(pattern)


def _compact_with_zone(value: Any) -> Any:
    return None if value is None else value.isoformat().replace("-", "").replace(":", "")


FILTERS = {
    "ds": lambda value: _form(value, "%Y-%m-%d"),
    "ds_nodash": lambda value: _form(value, "%Y%m%d"),
    "ts": lambda value: None if value is None else value.isoformat(),
    "ts_nodash": lambda value: _form(value, "%Y%m%dT%H%M%S"),
    "ts_nodash_with_tz": _compact_with_zone,
}


class _AirflowEnvironment:
    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.filters.update(FILTERS)  # type: ignore[attr-defined]

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Attributes with one underscore may be used, those with two not."""
        return not jinja2.sandbox.is_internal_attribute(obj, attr)


class NativeEnvironment(_AirflowEnvironment, jinja2.nativetypes.NativeEnvironment):
    """Renders to objects."""


class SandboxedEnvironment(_AirflowEnvironment, jinja2.sandbox.SandboxedEnvironment):
    """Renders to text."""
