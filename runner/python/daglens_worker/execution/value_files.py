"""Reads Variables and Connections from the files of a project: JSON, .env or YAML, as `airflow variables import` takes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ..exceptions import AirflowFileParseException, AirflowUnsupportedFileTypeException, FileSyntaxError


def read_values(path: "str | None") -> "dict[str, Any]":
    """The values by their names, as the file has them; nothing for no file.

    Raises AirflowFileParseException, AirflowUnsupportedFileTypeException or OSError.
    """
    if not path:
        return {}
    text = Path(path).read_text("utf-8")
    kind = Path(path).suffix or Path(path).name
    if kind == ".json":
        return _checked(path, _json_of(path, text))
    if kind in (".yaml", ".yml"):
        return _checked(path, _yaml_of(path, text))
    if kind == ".env" or Path(path).name.startswith(".env"):
        return _env_of(path, text)
    raise AirflowUnsupportedFileTypeException(f"{path}: a file of this kind cannot be read; use .json, .yaml or .env.")


def _checked(path: str, values: Any) -> "dict[str, Any]":
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise _broken(path, None, "The file should contain the object")
    return values


def _json_of(path: str, text: str) -> Any:
    try:
        return json.loads(text) if text.strip() else {}
    except json.JSONDecodeError as error:
        raise _broken(path, error.lineno, error.msg) from error


def _yaml_of(path: str, text: str) -> Any:
    try:
        import yaml
    except ImportError as error:
        raise _broken(path, None, "PyYAML is not installed; write the file as JSON") from error
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        raise _broken(path, error.problem_mark.line + 1 if error.problem_mark else None, str(error.problem)) from error


def _env_of(path: str, text: str) -> "dict[str, Any]":
    values: "dict[str, Any]" = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        name, sign, value = line.partition("=")
        if not sign or not name.strip():
            raise _broken(path, number, 'Invalid line format. The line should contain at least one equal sign ("=")')
        values[name.strip()] = value.strip()
    return values


def _broken(path: str, line: "int | None", message: str) -> AirflowFileParseException:
    where = f" line {line}:" if line is not None else ""
    return AirflowFileParseException(f"{path}:{where} {message}.", path, [FileSyntaxError(line, message)])
