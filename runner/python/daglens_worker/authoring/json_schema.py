"""Checks a value against a JSON schema: the parts of it that params use.."""

from __future__ import annotations

import re
from typing import Any

_TYPES: "dict[str, Any]" = {
    "object": dict,
    "array": (list, tuple),
    "string": str,
    "null": type(None),
    "boolean": bool,
}


def problem(value: Any, schema: "dict[str, Any]") -> "str | None":
    """What is wrong with a value; None: nothing."""
    for check in _CHECKS:
        found = check(value, schema)
        if found:
            return found
    return None


def _is_type(value: Any, name: str) -> bool:
    if name == "number":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if name == "integer":
        whole = isinstance(value, float) and value.is_integer()
        return (isinstance(value, int) and not isinstance(value, bool)) or whole
    return isinstance(value, _TYPES[name]) if name in _TYPES else True


def _type(value: Any, schema: dict) -> "str | None":
    wanted = schema.get("type")
    names = [wanted] if isinstance(wanted, str) else wanted or []
    if not names or any(_is_type(value, name) for name in names):
        return None
    return f"{value!r} is not of type {', '.join(repr(name) for name in names)}"


def _choice(value: Any, schema: dict) -> "str | None":
    if "enum" in schema and value not in schema["enum"]:
        return f"{value!r} is not one of {schema['enum']!r}"
    if "const" in schema and value != schema["const"]:
        return f"{schema['const']!r} was expected"
    return None


def _number(value: Any, schema: dict) -> "str | None":
    if not _is_type(value, "number"):
        return None
    if "minimum" in schema and value < schema["minimum"]:
        return f"{value!r} is less than the minimum of {schema['minimum']!r}"
    if "maximum" in schema and value > schema["maximum"]:
        return f"{value!r} is greater than the maximum of {schema['maximum']!r}"
    if "exclusiveMinimum" in schema and value <= schema["exclusiveMinimum"]:
        return f"{value!r} is less than or equal to the minimum of {schema['exclusiveMinimum']!r}"
    if "exclusiveMaximum" in schema and value >= schema["exclusiveMaximum"]:
        return f"{value!r} is greater than or equal to the maximum of {schema['exclusiveMaximum']!r}"
    if "multipleOf" in schema and value % schema["multipleOf"]:
        return f"{value!r} is not a multiple of {schema['multipleOf']!r}"
    return None


def _text(value: Any, schema: dict) -> "str | None":
    if not isinstance(value, str):
        return None
    if len(value) < schema.get("minLength", 0):
        return f"{value!r} is too short"
    if "maxLength" in schema and len(value) > schema["maxLength"]:
        return f"{value!r} is too long"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{value!r} does not match {schema['pattern']!r}"
    return _format(value, schema.get("format"))


_FORMATS = {
    "date": r"\d{4}-\d{2}-\d{2}\Z",
    "time": r"\d{2}:\d{2}:\d{2}",
    "date-time": r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:?\d{2})\Z",
    "email": r".*@",
    "ipv4": r"\d{1,3}(\.\d{1,3}){3}\Z",
}


def _format(value: str, name: "str | None") -> "str | None":
    pattern = _FORMATS.get(name or "")
    if pattern and not re.match(pattern, value):
        return f"{value!r} is not a {name!r}"
    return None


def _array(value: Any, schema: dict) -> "str | None":
    if not isinstance(value, (list, tuple)):
        return None
    if len(value) < schema.get("minItems", 0):
        return f"{value!r} is too short"
    if "maxItems" in schema and len(value) > schema["maxItems"]:
        return f"{value!r} is too long"
    if schema.get("uniqueItems") and any(item in value[:index] for index, item in enumerate(value)):
        return f"{value!r} has non-unique elements"
    items = schema.get("items")
    return _first(problem(item, items) for item in value) if isinstance(items, dict) else None


def _object(value: Any, schema: dict) -> "str | None":
    if not isinstance(value, dict):
        return None
    for name in schema.get("required", ()):
        if name not in value:
            return f"{name!r} is a required property"
    known = schema.get("properties", {})
    found = _first(problem(value[name], part) for name, part in known.items() if name in value)
    extra = [name for name in value if name not in known]
    more = schema.get("additionalProperties", True)
    if found is None and more is False and extra:
        return f"Additional properties are not allowed ({', '.join(repr(name) for name in extra)} unexpected)"
    if found is None and isinstance(more, dict):
        return _first(problem(value[name], more) for name in extra)
    return found


def _combined(value: Any, schema: dict) -> "str | None":
    for part in schema.get("allOf", ()):
        found = problem(value, part)
        if found:
            return found
    fits = [problem(value, part) is None for part in schema.get("anyOf", ())]
    if fits and not any(fits):
        return f"{value!r} is not valid under any of the given schemas"
    fits = [problem(value, part) is None for part in schema.get("oneOf", ())]
    if fits and sum(fits) != 1:
        return f"{value!r} is valid under {'none' if not any(fits) else 'more than one'} of the given schemas"
    if "not" in schema and problem(value, schema["not"]) is None:
        return f"{value!r} should not be valid under {schema['not']!r}"
    return None


def _first(problems: Any) -> "str | None":
    return next((found for found in problems if found), None)


_CHECKS = (_type, _choice, _number, _text, _array, _object, _combined)
