"""Branches by the time of day, the date, or the day of the week."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from datetime import datetime, time, timedelta, timezone
from typing import Any

from ..exceptions import AirflowException
from ..execution.dates import now, pendulum_of
from .base import BaseBranchOperator


class WeekDay(enum.IntEnum):
    """The days of the week."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 3
    THURSDAY = 4
    FRIDAY = 5
    SATURDAY = 6
    SUNDAY = 7

    @classmethod
    def get_weekday_number(cls, week_day_str: str) -> WeekDay:
        """The day of this English name.

        Raises AttributeError where there is none.
        """
        if week_day_str.upper() not in cls.__members__:
            raise AttributeError(f'Invalid Week Day passed: "{week_day_str}"')
        return cls[week_day_str.upper()]

    @classmethod
    def convert(cls, day: Any) -> int:
        """The number of a day or its name."""
        return day if isinstance(day, WeekDay) else cls.get_weekday_number(day)

    @classmethod
    def validate_week_day(cls, week_day: Any) -> "set[int]":
        """The numbers of one or several days."""
        return week_day_numbers(week_day)


def week_day_numbers(days: Any) -> "set[int]":
    """The numbers of one or several days.

    Raises TypeError or AttributeError for what is none.
    """
    if isinstance(days, (str, WeekDay)):
        days = {days}
    if not isinstance(days, Iterable):
        raise TypeError(
            f"Unsupported Type for week_day parameter: {type(days)}."
            "Input should be iterable type:str, set, list, dict or Weekday enum type"
        )
    return {int(WeekDay.convert(day)) for day in days}


def _zone(dag: Any) -> Any:
    zone = getattr(dag, "timezone", None)
    return zone if hasattr(zone, "utcoffset") else timezone.utc


class BranchDateTimeOperator(BaseBranchOperator):
    """Follows one way between two moments, and another outside of them."""

    def __init__(
        self,
        *,
        follow_task_ids_if_true: Any,
        follow_task_ids_if_false: Any,
        target_lower: Any,
        target_upper: Any,
        use_task_logical_date: bool = False,
        use_task_execution_date: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if target_lower is None and target_upper is None:
            raise AirflowException(
                "Both target_upper and target_lower are None. At least one "
                "must be defined to be compared to the current datetime"
            )
        self.target_lower, self.target_upper = target_lower, target_upper
        self.follow_task_ids_if_true = follow_task_ids_if_true
        self.follow_task_ids_if_false = follow_task_ids_if_false
        self.use_task_logical_date = use_task_logical_date or use_task_execution_date

    def choose_branch(self, context: Any) -> Any:
        """The way for the moment."""
        moment = context["logical_date"] if self.use_task_logical_date else pendulum_of(now())
        lower, upper = self._targets(moment)
        outside = (upper is not None and upper < moment) or (lower is not None and lower > moment)
        return self.follow_task_ids_if_false if outside else self.follow_task_ids_if_true

    def _targets(self, moment: datetime) -> "tuple[datetime | None, datetime | None]":
        lower, upper = self._on(moment, self.target_lower), self._on(moment, self.target_upper)
        if isinstance(self.target_lower, datetime) and isinstance(self.target_upper, datetime):
            return lower, upper
        if lower is not None and upper is not None and upper < lower:
            upper += timedelta(days=1)
        return lower, upper

    def _on(self, moment: datetime, target: Any) -> "datetime | None":
        if isinstance(target, time):
            target = datetime.combine(moment, target)
        if target is not None and target.tzinfo is None:
            target = target.replace(tzinfo=_zone(self.dag))
        return target


class BranchDayOfWeekOperator(BaseBranchOperator):
    """Follows one way on some days of the week, and another on the others."""

    def __init__(
        self,
        *,
        follow_task_ids_if_true: Any,
        follow_task_ids_if_false: Any,
        week_day: Any,
        use_task_logical_date: bool = False,
        use_task_execution_day: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.follow_task_ids_if_true = follow_task_ids_if_true
        self.follow_task_ids_if_false = follow_task_ids_if_false
        self.week_day = week_day
        self.use_task_logical_date = use_task_logical_date or use_task_execution_day
        self._week_day_num = week_day_numbers(week_day)

    def choose_branch(self, context: Any) -> Any:
        """The way for the day."""
        day = context["logical_date"] if self.use_task_logical_date else now().astimezone(_zone(self.dag))
        return self.follow_task_ids_if_true if day.isoweekday() in self._week_day_num else self.follow_task_ids_if_false
