"""Which Airflow the runtime is to be. Set once, before a DAG file is loaded."""

from __future__ import annotations

_text = "3.3.2"
_parts: tuple[int, ...] = (3, 3, 2)


def use(version: str) -> None:
    """Be this version from now on.

    :param version: such as `2.11.2`; suffixes like `rc1` or `+composer` are left out of comparisons
    """
    global _text, _parts
    _text = version
    _parts = tuple(_number(part) for part in version.split("+")[0].split(".")[:3])


def text() -> str:
    """The version as it was given."""
    return _text


def major() -> int:
    """1, 2 or 3."""
    return _parts[0]


def at_least(*parts: int) -> bool:
    """Is the version this one or a later one?"""
    return _parts >= parts


def is_line_of(release: str) -> bool:
    """Is the version of the same minor line as this release?"""
    return _parts[:2] == tuple(_number(part) for part in release.split(".")[:2])


def _number(part: str) -> int:
    digits = ""
    for character in part:
        if not character.isdigit():
            break
        digits += character
    return int(digits or 0)
