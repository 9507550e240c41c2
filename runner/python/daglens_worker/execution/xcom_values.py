"""The forms of an XCom value: as it is kept (`store`), as another task gets it (`load`), and as people see it (`show`).

2.11 keeps JSON in which only what JSON does not know is marked (and a tuple that is the whole value); 3.x marks everything that
is no plain JSON, at any depth. Both refuse what they have no serializer for. The marks are those of Airflow's `serde`.
"""

from __future__ import annotations

import dataclasses
import enum
import json
from typing import Any

from .. import airflow_version
from . import xcom_types

CLASS, VERSION, DATA, SCHEMA = "__classname__", "__version__", "__data__", "__id__"
_PLAIN = (int, bool, float, str)


def store(value: Any) -> str:
    """The value as text, to give it to `load` in another process or run.

    Raises TypeError for a value that this version of Airflow cannot keep.
    """
    if airflow_version.at_least(3):
        return json.dumps(serialize(value))
    value = _without_laziness(value)
    if isinstance(value, tuple):
        value = serialize(value)
    elif isinstance(value, dict) and (CLASS in value or SCHEMA in value):
        raise AttributeError(f"reserved key {CLASS} or {SCHEMA} found in dict to serialize")
    return json.dumps(value, default=_or_refused)


def _without_laziness(value: Any) -> Any:
    from .lazy_sequences import LazyXComSelectSequence

    return list(value) if isinstance(value, LazyXComSelectSequence) else value


def load(text: str) -> Any:
    """The value as a task that pulls it gets it.

    Raises ImportError where Airflow does not bring an object of the class back.
    """
    if airflow_version.at_least(3):
        return deserialize(json.loads(text))
    return json.loads(text, object_hook=deserialize)


def show(text: str) -> Any:
    """The value as JSON to look at; what JSON cannot say is text."""
    if not airflow_version.at_least(3):
        return json.loads(text, object_hook=_stringified)
    kept = json.loads(text)
    try:
        return _plain(deserialize(kept))
    except (ImportError, TypeError):
        return _stringified_deeply(kept)


def serialize(value: Any) -> Any:
    """The value in JSON, with marks for what is not JSON."""
    if value is None:
        return None
    if isinstance(value, list):
        return [serialize(one) for one in value]
    if isinstance(value, dict):
        if CLASS in value or SCHEMA in value:
            raise AttributeError(f"reserved key {CLASS} or {SCHEMA} found in dict to serialize")
        return {str(key): serialize(one) for key, one in value.items()}
    if not airflow_version.at_least(3) and isinstance(value, _PLAIN):
        return _primitive(value)
    marked = xcom_types.encode(value)
    if marked is not None:
        name, version, data = marked
        return {CLASS: name, VERSION: version, DATA: serialize(data)}
    if isinstance(value, _PLAIN):
        return _primitive(value)
    return _object(value)


def _primitive(value: Any) -> Any:
    return value.value if isinstance(value, enum.Enum) else value


def _object(value: Any) -> Any:
    cls = type(value)
    mark = {CLASS: xcom_types.qualname(cls), VERSION: getattr(cls, "__version__", 0)}
    if hasattr(value, "serialize"):
        data = value.serialize()
        return {**mark, DATA: serialize(data) if isinstance(data, dict) else data}
    if hasattr(cls, "model_config") and hasattr(cls, "model_fields"):
        return {**mark, DATA: serialize(value.model_dump())}
    if dataclasses.is_dataclass(cls):
        return {**mark, DATA: serialize(dataclasses.asdict(value))}
    if hasattr(cls, "__attrs_attrs__"):
        fields = {one.name: getattr(value, one.name) for one in cls.__attrs_attrs__ if one.init}
        return {**mark, DATA: serialize(fields)}
    if airflow_version.at_least(3):
        raise TypeError(
            f"Cannot serialize object of type {cls}. Give it a `serialize()` method and a `deserialize(data, version)` "
            "staticmethod, or decorate the class with @dataclass or @attr.define."
        )
    raise TypeError(f"cannot serialize object of type {cls}")


def _or_refused(value: Any) -> Any:
    try:
        return serialize(value)
    except TypeError:
        raise TypeError(f"Object of type {type(value).__name__} is not JSON serializable") from None


def deserialize(value: Any) -> Any:
    """The value of JSON with marks."""
    if isinstance(value, list):
        return [deserialize(one) for one in value]
    if not isinstance(value, dict):
        return value
    if CLASS not in value or VERSION not in value:
        return {str(key): deserialize(one) for key, one in value.items()}
    return xcom_types.decode(value[CLASS], value[VERSION], deserialize(value.get(DATA)))


def _plain(value: Any) -> Any:
    if value is None or type(value) in _PLAIN:
        return value
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return f"<{type(value).__name__}> {value}"


def _stringified_deeply(value: Any) -> Any:
    if isinstance(value, list):
        return [_stringified_deeply(one) for one in value]
    if isinstance(value, dict):
        return _stringified({key: _stringified_deeply(one) for key, one in value.items()})
    return value


def _stringified(marked: dict) -> Any:
    """What the web interface of 2.11 shows: a marked object as text, whose parts are texts already."""
    if CLASS not in marked or VERSION not in marked:
        return marked
    name, version, value = marked[CLASS], marked[VERSION], marked.get(DATA)
    if name in ("builtins.tuple", "builtins.set", "builtins.frozenset"):
        return f"({','.join(str(one) for one in value)})"
    inside = ""
    if isinstance(value, _PLAIN):
        inside = str(value)
    elif isinstance(value, list):
        # Airflow joins the characters of the list's text, not its items.
        inside = ",".join(str(value))
    elif isinstance(value, dict):
        inside = ",".join(f"{key}={one}" for key, one in value.items())
    return f"{name}@version={version}({inside})"
