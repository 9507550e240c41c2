"""Waits for a moment. Those that Airflow would defer wait here, too."""

from __future__ import annotations

import time as clock
from datetime import datetime, time, timedelta, timezone
from typing import Any

from .. import airflow_version
from ..execution.dates import now, parse_iso, pendulum_of
from ..operators.branch_dates import week_day_numbers
from .base import BaseSensorOperator


class _MomentSensor(BaseSensorOperator):
    """Waits for a moment that is known beforehand. Deferred, it goes on at that moment, and not at a poke after it."""

    deferrable = False

    def moment(self, context: Any) -> datetime:
        """What is waited for."""
        raise NotImplementedError

    def execute(self, context: Any) -> Any:
        """Waits."""
        if not self.deferrable:
            return super().execute(context)
        moment = self.moment(context)
        self.log.info("Waiting until %s", moment)
        clock.sleep(max((moment - now()).total_seconds(), 0))
        return None

    def poke(self, context: Any) -> bool:
        """Has it come?"""
        moment = self.moment(context)
        self.log.info("Checking if the time (%s) has come", moment)
        return now() > moment


class DateTimeSensor(_MomentSensor):
    """Waits until a date and time."""

    template_fields: Any = ("target_time",)

    def __init__(self, *, target_time: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if not isinstance(target_time, (str, datetime)):
            raise TypeError(f"Expected str or datetime.datetime type for target_time. Got {type(target_time)}")
        as_text = isinstance(target_time, datetime) and not airflow_version.at_least(3)
        self.target_time = target_time.isoformat() if as_text else target_time

    def moment(self, context: Any) -> datetime:
        """The date as rendered."""
        return _moment(self.target_time)


def _moment(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    try:
        return parse_iso(value)
    except ValueError:
        import pendulum

        return pendulum.parse(value, strict=False)  # type: ignore[return-value]


class DateTimeSensorAsync(DateTimeSensor):
    """The same, which Airflow defers."""

    deferrable = True

    def __init__(
        self,
        *,
        start_from_trigger: bool = False,
        end_from_trigger: bool = False,
        trigger_kwargs: "dict | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.start_from_trigger, self.end_from_trigger = start_from_trigger, end_from_trigger


class TimeSensor(_MomentSensor):
    """Waits until a time of the day, in the time zone of the DAG."""

    def __init__(
        self,
        *,
        target_time: time,
        deferrable: bool = False,
        start_from_trigger: bool = False,
        end_from_trigger: bool = False,
        trigger_kwargs: "dict | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.target_time = target_time
        self.deferrable, self.end_from_trigger = deferrable, end_from_trigger

    @property
    def target_datetime(self) -> Any:
        """The moment, today."""
        zone = getattr(self.dag, "timezone", None) or timezone.utc
        if not hasattr(zone, "utcoffset"):
            zone = timezone.utc
        return pendulum_of(datetime.combine(datetime.now(zone), self.target_time, zone))

    def moment(self, context: Any) -> datetime:
        """The moment, today."""
        return self.target_datetime


class TimeSensorAsync(TimeSensor):
    """The same, which Airflow defers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "deferrable": True})


class TimeDeltaSensor(_MomentSensor):
    """Waits until so long after the end of the run's data interval."""

    template_fields: Any = ("delta",) if airflow_version.at_least(3) else ()

    def __init__(
        self,
        *,
        delta: Any,
        deferrable: bool = False,
        end_from_trigger: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.delta, self.deferrable, self.end_from_trigger = delta, deferrable, end_from_trigger

    def moment(self, context: Any) -> datetime:
        """So long after the interval."""
        delta = self.delta if isinstance(self.delta, timedelta) else timedelta(minutes=int(self.delta))
        return context["data_interval_end"] + delta

    def execute(self, context: Any) -> Any:
        """Waits. Where Airflow would defer, a moment that is past makes it return True at once."""
        if self.deferrable and now() > self.moment(context):
            return True
        return super().execute(context)


class TimeDeltaSensorAsync(TimeDeltaSensor):
    """The same, which Airflow defers."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "deferrable": True})


class WaitSensor(BaseSensorOperator):
    """Waits for some time; a number counts minutes."""

    template_fields: Any = ("time_to_wait",)

    def __init__(self, time_to_wait: Any, deferrable: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.time_to_wait, self.deferrable = time_to_wait, deferrable

    def execute(self, context: Any) -> None:
        """Waits."""
        value = self.time_to_wait
        wait = value if isinstance(value, timedelta) else timedelta(minutes=int(value))
        clock.sleep(int(wait.total_seconds()))


class DayOfWeekSensor(BaseSensorOperator):
    """Waits for a day of the week."""

    def __init__(
        self,
        *,
        week_day: Any,
        use_task_logical_date: bool = False,
        use_task_execution_day: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.week_day = week_day
        self.use_task_logical_date = use_task_logical_date or use_task_execution_day
        self._week_day_num = week_day_numbers(week_day)

    def poke(self, context: Any) -> bool:
        """Is it that day?"""
        self.log.info("Poking until weekday is in %s", self.week_day)
        day = context["logical_date"] if self.use_task_logical_date else now()
        return day.isoweekday() in self._week_day_num
