"""`airflow.utils.timezone`: moments with a time zone. pendulum's classes are used, as Airflow does; it comes with the product."""

from __future__ import annotations

import datetime as dt
from typing import Any

utc = dt.timezone.utc


def utcnow() -> Any:
    """Now, in UTC."""
    return _pendulum(dt.datetime.now(utc))


def utc_epoch() -> dt.datetime:
    """The beginning of 1970 in UTC."""
    return dt.datetime(1970, 1, 1, tzinfo=utc)


def datetime(*args: Any, **kwargs: Any) -> dt.datetime:
    """A moment; in UTC if no zone is said."""
    if kwargs.get("tzinfo") is None:
        kwargs["tzinfo"] = utc
    return dt.datetime(*args, **kwargs)


def is_localized(value: dt.datetime) -> bool:
    """Has it a time zone?"""
    return value.utcoffset() is not None


def is_naive(value: dt.datetime) -> bool:
    """Has it none?"""
    return value.utcoffset() is None


def make_aware(value: Any, timezone: Any = None) -> Any:
    """With a time zone that it did not have."""
    if value is None:
        return None
    if is_localized(value):
        raise ValueError(f"make_aware expects a naive datetime, got {value}")
    return value.replace(tzinfo=timezone or utc)


def make_naive(value: dt.datetime, timezone: Any = None) -> dt.datetime:
    """Without time zone, as a clock in that zone shows it."""
    if is_naive(value):
        raise ValueError("make_naive() cannot be applied to a naive datetime")
    return value.astimezone(timezone or utc).replace(tzinfo=None)


def convert_to_utc(value: Any) -> Any:
    """In UTC."""
    if value is None:
        return None
    return _pendulum(value.replace(tzinfo=utc) if is_naive(value) else value.astimezone(utc))


def coerce_datetime(value: Any, tz: Any = None) -> Any:
    """As pendulum has it."""
    if value is None:
        return None
    moment = value if is_localized(value) else make_aware(value)
    return _pendulum(moment if tz is None else moment.astimezone(tz))


def parse(string: str, timezone: Any = None, *, strict: bool = False) -> Any:
    """A moment from a text."""
    import pendulum

    return pendulum.parse(string, tz=timezone or "UTC", strict=strict)


def parse_timezone(name: Any) -> Any:
    """A time zone by its name."""
    import pendulum

    return pendulum.timezone(name)


def local_timezone() -> Any:
    """The time zone of the machine."""
    import pendulum

    return pendulum.tz.local_timezone()


def from_timestamp(timestamp: float, tz: Any = None) -> Any:
    """A moment from seconds since 1970."""
    return _pendulum(dt.datetime.fromtimestamp(timestamp, utc))


def td_format(td_object: Any) -> "str | None":
    """A length of time in words like `5d:3h`."""
    if not td_object:
        return None
    seconds = int(td_object.total_seconds() if isinstance(td_object, dt.timedelta) else td_object)
    if seconds == 0:
        return "<1s"
    parts = []
    for name, length in (("d", 86400), ("h", 3600), ("M", 60), ("s", 1)):
        if seconds >= length:
            parts.append(f"{seconds // length}{name}")
            seconds %= length
    return ":".join(parts)


def _pendulum(value: dt.datetime) -> Any:
    import pendulum

    return pendulum.instance(value)
