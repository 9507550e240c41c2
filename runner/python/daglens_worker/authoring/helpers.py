"""Small functions that DAG files import from `airflow.utils`."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any, Callable

from .chains import chain, chain_linear, cross_downstream
from .names import validate_group_key, validate_key

cron_presets = {
    "@hourly": "0 * * * *",
    "@daily": "0 0 * * *",
    "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *",
    "@quarterly": "0 0 1 */3 *",
    "@yearly": "0 0 1 1 *",
}


def days_ago(n: int, hour: int = 0, minute: int = 0, second: int = 0, microsecond: int = 0) -> Any:
    """So many days before today's midnight in UTC, moved to a time of day."""
    day = datetime.now(timezone.utc).replace(hour=hour, minute=minute, second=second, microsecond=microsecond)
    return day - timedelta(days=n)


def round_time(dt: datetime, delta: Any, start_date: Any = None) -> datetime:
    """The moment as it is: rounding it is the scheduler's business."""
    return dt


def parse_execution_date(execution_date_str: str) -> Any:
    """A moment from a text."""
    from .timezone import parse

    return parse(execution_date_str)


def apply_defaults(function: "Callable[..., Any]") -> "Callable[..., Any]":
    """Does nothing: every constructor of an operator gets its defaults, as in 2.x."""
    return function


def provide_session(function: "Callable[..., Any]") -> "Callable[..., Any]":
    """Hands no session to the function: there is no database.

    A function that needs one finds None.
    """
    from functools import wraps

    @wraps(function)
    def without_session(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return without_session


def create_session(*args: Any, **kwargs: Any) -> Any:
    """A session of Airflow's database, which is not there."""
    from ..imports.placeholders import Placeholder

    return Placeholder("airflow.utils.session.create_session()")


class _ParsingContext:
    dag_id = None
    task_id = None


def get_parsing_context() -> _ParsingContext:
    """Which DAG alone is wanted of the file: none, all are."""
    return _ParsingContext()


def is_container(obj: Any) -> bool:
    """Is it something with items, other than text?"""
    return hasattr(obj, "__iter__") and not isinstance(obj, str)


def as_tuple(obj: Any) -> tuple:
    """Items of a container, or the thing itself, as a tuple."""
    return tuple(obj) if is_container(obj) else (obj,)


def exactly_one(*args: Any) -> bool:
    """Is exactly one of them true?"""
    return sum(map(bool, args)) == 1


def at_most_one(*args: Any) -> bool:
    """Is none or one of them given?"""
    from .sentinels import is_arg_set

    return sum(bool(value) and is_arg_set(value) for value in args) <= 1


def prune_dict(val: Any, mode: str = "strict") -> Any:
    """A dict or list without what is None (`strict`) or false (`truthy`)."""
    keep = (lambda value: value is not None) if mode == "strict" else bool
    if isinstance(val, dict):
        return {key: prune_dict(value, mode) for key, value in val.items() if keep(value)}
    if isinstance(val, list):
        return [prune_dict(value, mode) for value in val if keep(value)]
    return val


def merge_dicts(dict1: dict, dict2: dict) -> dict:
    """The second dict on top of the first, dicts inside them, too."""
    merged = dict(dict1)
    for key, value in dict2.items():
        both = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = merge_dicts(merged[key], value) if both else value
    return merged


def ask_yesno(question: str, default: Any = None) -> bool:
    """Nobody can be asked: no."""
    return False


__all__ = [
    *("chain", "chain_linear", "cross_downstream", "validate_key", "validate_group_key", "cron_presets", "days_ago"),
    *("round_time", "parse_execution_date", "apply_defaults", "provide_session", "create_session"),
    *("get_parsing_context", "is_container", "as_tuple", "exactly_one", "at_most_one", "prune_dict", "merge_dicts"),
    "ask_yesno",
]
