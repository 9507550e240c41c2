"""Dates as pendulum has them. It is imported only when somebody asks for a date: a run of plain tasks needs none."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any


def parse_iso(text: str) -> datetime:
    """A moment from an ISO text with offset; without one it is in UTC."""
    # Python 3.9 and 3.10 know no `Z`.
    moment = datetime.fromisoformat(text[:-1] + "+00:00" if text.endswith("Z") else text)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)


def iso(moment: datetime) -> str:
    """In UTC, as the other side of the pipe has it."""
    return moment.astimezone(timezone.utc).isoformat()


def now() -> datetime:
    """Now, in UTC."""
    return datetime.now(timezone.utc)


def pendulum_of(moment: "datetime | None") -> Any:
    """The moment as pendulum's DateTime in UTC."""
    if moment is None:
        return None
    import pendulum

    return pendulum.instance(moment.astimezone(timezone.utc)).in_timezone("UTC")


def seconds_of(value: Any) -> float:
    """The seconds of a number or timedelta."""
    return value.total_seconds() if isinstance(value, timedelta) else float(value)
