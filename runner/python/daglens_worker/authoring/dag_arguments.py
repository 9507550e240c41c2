"""What Airflow makes of the arguments of a DAG, and what it refuses, by version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from .. import airflow_version
from .operator_arguments import in_utc
from .sentinels import is_arg_set

# Gone in 3.0: the constructor takes no other keywords there.
_GONE_IN_3 = ("schedule_interval", "timetable", "fail_stop")


def refuse_unknown(unknown: "dict[str, Any]", schedule_interval: Any, timetable: Any, fail_stop: Any) -> None:
    """Refuses keywords that the version's DAG does not take.

    :raises TypeError: there are such
    """
    names = list(unknown)
    if airflow_version.at_least(3):
        given = (is_arg_set(schedule_interval), timetable is not None, bool(fail_stop))
        names += [name for name, is_given in zip(_GONE_IN_3, given) if is_given]
    if names:
        raise TypeError(f"DAG.__init__() got an unexpected keyword argument {names[0]!r}")


def schedule_of(schedule: Any, schedule_interval: Any, timetable: Any) -> "tuple[Any, Any]":
    """The schedule as it was written, and the timetable object if it is one.

    :raises TypeError: two of the three are given; a ValueError before 2.4
    """
    given = [value for value in (schedule, schedule_interval) if is_arg_set(value)]
    if timetable is not None:
        given.append(timetable)
    if len(given) > 1:
        raise (TypeError if airflow_version.at_least(2, 4) else ValueError)(
            "At most one schedule argument can be set for a DAG."
        )
    if not given:
        return (None if airflow_version.at_least(3) else timedelta(days=1)), None
    found = given[0]
    return found, found if is_timetable(found) else None


def is_timetable(value: Any) -> bool:
    """Is it a timetable, of Airflow's or of the user's?"""
    from .timetables import Timetable

    return isinstance(value, Timetable)


def take_dates(dag: Any, start_date: Any, end_date: Any) -> None:
    """Sets the dates and the time zone of a DAG; those in `default_args` count too."""
    defaults = dag.default_args
    start, end = start_date or defaults.get("start_date"), end_date or defaults.get("end_date")
    dag._timezone = getattr(start, "tzinfo", None)
    dag.start_date, dag.end_date = in_utc(start_date), in_utc(end_date)
    if start_date is None and "start_date" in defaults:
        dag.start_date = in_utc(start)
    for name in ("start_date", "end_date"):
        if name in defaults:
            defaults[name] = in_utc(defaults[name])
    if end_date is None and end is not None:
        dag.end_date = in_utc(end)
