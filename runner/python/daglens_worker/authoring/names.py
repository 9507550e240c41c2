"""Which ids Airflow takes."""

from __future__ import annotations

import re

from .. import airflow_version
from ..exceptions import AirflowException

_KEY = re.compile(r"^[\w.-]+$")
_GROUP_KEY = re.compile(r"^[\w-]+$")
_LONGEST_KEY, _LONGEST_GROUP_KEY = 250, 200


def validate_key(key: object, longest: int = _LONGEST_KEY) -> None:
    """Refuses what cannot be the id of a DAG or a task.

    :raises TypeError: it is no text
    :raises ValueError: it is too long, or has other characters; before 3.0 an AirflowException
    """
    if not isinstance(key, str):
        raise TypeError(f"The key has to be a string and is {type(key)}:{key}")
    if len(key) > longest:
        raise _refused()(f"The key: {key} has to be less than {longest} characters")
    if not _KEY.match(key):
        raise _refused()(
            f"The key {key!r} has to be made of alphanumeric characters, dashes, dots and underscores exclusively"
        )


def validate_group_key(key: object, longest: int = _LONGEST_GROUP_KEY) -> None:
    """Refuses what cannot be the id of a task group, as `validate_key` does."""
    if not isinstance(key, str):
        raise TypeError(f"The key has to be a string and is {type(key)}:{key}")
    if len(key) > longest:
        raise _refused()(f"The key has to be less than {longest} characters, not {len(key)}")
    if not _GROUP_KEY.match(key):
        raise _refused()(f"The key {key!r} has to be made of alphanumeric characters, dashes and underscores exclusively")


def _refused() -> type[Exception]:
    return ValueError if airflow_version.at_least(3) else AirflowException


def unique_suffix(base_id: str, used: "set[str]", prefixed: str) -> str:
    """An id like `load__2` that is not used yet.

    :param base_id: the id that is wanted, without prefixes of groups
    :param used: ids of the DAG, with prefixes
    :param prefixed: the wanted id with its prefixes
    """
    if prefixed not in used:
        return base_id
    stem, core = _without_suffix(prefixed), _without_suffix(base_id)
    numbers = [_suffix(other, stem) for other in used]
    return f"{core}__{max([0, *[number for number in numbers if number is not None]]) + 1}"


def _without_suffix(name: str) -> str:
    return re.split(r"__\d+$", name)[0]


def _suffix(name: str, stem: str) -> "int | None":
    rest = name[len(stem) + 2 :] if name.startswith(stem + "__") else ""
    return int(rest) if rest.isdigit() else None
