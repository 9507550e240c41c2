"""What Airflow makes of the arguments of a DAG, and what it refuses, by version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException, ParamValidationError
from .operator_arguments import in_utc
from .sentinels import is_arg_set

# What is new in 3.0 is taken in 2.x, too.
_GONE_IN_3 = ("schedule_interval", "timetable", "fail_stop")


def refuse_unknown(unknown: "dict[str, Any]", given: "dict[str, Any]") -> None:
    """Refuses keywords that the version's DAG does not take.

    :param unknown: those that no version takes
    :param given: all others with their values, also those that were left out
    :raises TypeError: there are such
    """
    wrong = _GONE_IN_3 if airflow_version.at_least(3) else ()
    names = [*unknown, *(name for name in wrong if given[name] and is_arg_set(given[name]))]
    if names:
        raise TypeError(f"DAG.__init__() got an unexpected keyword argument {names[0]!r}")


def schedule_of(schedule: Any, schedule_interval: Any, timetable: Any) -> "tuple[Any, Any]":
    """The schedule as it was written, and the timetable object if it is one.

    :raises TypeError: two of the three are given and not None; a ValueError before 2.4
    """
    given = [value for value in (timetable, schedule_interval, schedule) if value is not None and is_arg_set(value)]
    if len([value for value in given if value]) > 1:
        raise (TypeError if airflow_version.at_least(2, 4) else ValueError)(
            "At most one schedule argument can be set for a DAG."
        )
    if not given and None in (schedule, schedule_interval):
        return None, None
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


def refuse_params(dag: Any) -> None:
    """A DAG with a schedule runs with the defaults of its params: they must be there and fit, from 2.2 on.

    :raises ValueError: they do not; an AirflowException before 3.0
    """
    if dag.schedule is None or not airflow_version.at_least(2, 2):
        return
    try:
        dag.params.validate()
    except ParamValidationError as problem:
        refused = ValueError if airflow_version.at_least(3) else AirflowException
        raise refused(
            f"DAG {dag.dag_id!r} is not allowed to define a Schedule, as there are required params without default values, "
            "or the default values are not valid."
        ) from problem
