"""Airflow Variables: from the environment, what the run set itself, and the project's file. No server is ever asked."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from .. import airflow_version
from ..authoring.sentinels import NOTSET
from ..exceptions import AirflowRuntimeError
from .masking import mask_secret
from .value_files import read_values

_PREFIX = "AIRFLOW_VAR_"


class _Source:
    """Where values come from; set before a DAG file is loaded, and per run."""

    file: "str | None" = None
    # What tasks of the run set and deleted (null), as JSON: the project's file is never written.
    changes: "Path | None" = None


def use_file(path: "str | None") -> None:
    """Reads Variables from this file from now on."""
    _Source.file = path


def use_run(folder: str) -> None:
    """Variables that tasks set are kept in the folder of the run."""
    _Source.changes = Path(folder) / "variables.json"


class ErrorResponse:
    """What Airflow 3's server answers when something is not there."""

    def __init__(self, kind: str, detail: Any) -> None:
        self.error, self.detail = kind, detail

    def __str__(self) -> str:
        return f"{self.error}: {self.detail}"


def _text_of(key: str) -> "str | None":
    from_environment = os.environ.get(_PREFIX + key.upper())
    if from_environment is not None:
        return from_environment
    changes = _changes()
    value = changes[key] if key in changes else read_values(_Source.file).get(key)
    if isinstance(value, dict) and "value" in value and set(value) <= {"value", "description", "key"}:
        value = value["value"]
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _changes() -> "dict[str, Any]":
    path = _Source.changes
    return json.loads(path.read_text("utf-8")) if path is not None and path.exists() else {}


def _change(key: str, value: "str | None") -> None:
    if _Source.changes is not None:
        _Source.changes.write_text(json.dumps({**_changes(), key: value}), "utf-8")
    else:
        os.environ.pop(_PREFIX + key.upper(), None)


def _missing(key: str) -> Exception:
    if airflow_version.at_least(3):
        return AirflowRuntimeError(ErrorResponse("VARIABLE_NOT_FOUND", {"message": f"Variable with key '{key}' not found"}))
    return KeyError(f"Variable {key} does not exist")


def get_variable(key: str, deserialize_json: bool) -> Any:
    """The value. Raises KeyError (2.x) or AirflowRuntimeError (3.x) where there is none."""
    text = _text_of(key)
    if text is None:
        raise _missing(key)
    if not deserialize_json:
        mask_secret(text, key)
        return text
    try:
        value = json.loads(text)
    except ValueError:
        if not airflow_version.at_least(3):
            raise
        # 3.x goes on looking elsewhere, so that for it there is none.
        raise _missing(key) from None
    mask_secret(value, None if isinstance(value, dict) and airflow_version.at_least(3) else key)
    return value


class Variable:
    """`airflow.models.Variable` and `airflow.sdk.Variable`."""

    def __init__(
        self, key: "str | None" = None, val: Any = None, description: "str | None" = None, value: Any = None
    ) -> None:
        self.key, self.val, self.description = key, val if val is not None else value, description

    @property
    def value(self) -> Any:
        """Its name in 3.x."""
        return self.val

    def get_val(self) -> Any:
        """Its value."""
        return self.val

    @classmethod
    def get(
        cls, key: str, default_var: Any = NOTSET, deserialize_json: bool = False, default: Any = NOTSET
    ) -> Any:
        """The value; the default where there is none."""
        fallback = default if default is not NOTSET else default_var
        try:
            return get_variable(key, deserialize_json)
        except (KeyError, AirflowRuntimeError):
            if fallback is NOTSET:
                raise
            return fallback

    @classmethod
    def set(
        cls, key: str, value: Any, description: "str | None" = None, serialize_json: bool = False, **others: Any
    ) -> None:
        """Sets the value for the rest of the run."""
        _change(key, json.dumps(value, indent=2) if serialize_json else str(value))

    @classmethod
    def update(cls, key: str, value: Any, serialize_json: bool = False, **others: Any) -> None:
        """Sets the value of a Variable that exists."""
        if _text_of(key) is None:
            raise KeyError(f"Variable {key} does not exist")
        cls.set(key, value, serialize_json=serialize_json)

    @classmethod
    def delete(cls, key: str, **others: Any) -> int:
        """Deletes the Variable for the rest of the run."""
        known = _text_of(key) is not None
        _change(key, None)
        return int(known)

    @classmethod
    def setdefault(
        cls, key: str, default: Any, description: "str | None" = None, deserialize_json: bool = False
    ) -> Any:
        """The value; where there is none, it becomes the default."""
        found = cls.get(key, default_var=None, deserialize_json=deserialize_json)
        if found is not None:
            return found
        if default is None:
            raise ValueError("Default Value must be set")
        cls.set(key, default, description=description, serialize_json=deserialize_json)
        return default

    @classmethod
    def keys(cls, prefix: "str | None" = None) -> "list[str]":
        """The names of those in the project's file and of this run."""
        changes = _changes()
        names = {*read_values(_Source.file), *changes} - {name for name, value in changes.items() if value is None}
        return sorted(name for name in names if name.startswith(prefix or ""))


class VariableAccessor:
    """`var.value` and `var.json` in templates."""

    def __init__(self, *, deserialize_json: bool) -> None:
        self._deserialize_json = deserialize_json
        self._last: Any = None

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        self._last = get_variable(key, self._deserialize_json)
        return self._last

    def __repr__(self) -> str:
        if airflow_version.at_least(3):
            return "<VariableAccessor (dynamic access)>"
        return str(self._last)

    def get(self, key: str, default: Any = NOTSET) -> Any:
        """The value; the default where there is none."""
        try:
            return get_variable(key, self._deserialize_json)
        except (KeyError, AirflowRuntimeError):
            if default is NOTSET and not airflow_version.at_least(3):
                raise
            return default
