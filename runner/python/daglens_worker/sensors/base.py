"""`BaseSensorOperator`: pokes until what it waits for is there."""

from __future__ import annotations

import hashlib
import time
import traceback
from datetime import datetime, timedelta
from typing import Any, Callable

from ..authoring.operator import BaseOperator
from ..exceptions import (
    AirflowException,
    AirflowFailException,
    AirflowRescheduleException,
    AirflowSensorTimeout,
    AirflowSkipException,
    AirflowTaskTimeout,
    TaskDeferralError,
    TaskDeferralTimeout,
)
from ..execution.dates import now, pendulum_of

# `[sensors] default_timeout`: a week.
_DEFAULT_TIMEOUT = 604800.0


class PokeReturnValue:
    """What a poke may return: whether it is there, and the sensor's result."""

    def __init__(self, is_done: bool, xcom_value: Any = None) -> None:
        self.is_done, self.xcom_value = is_done, xcom_value

    def __bool__(self) -> bool:
        return bool(self.is_done)


def _seconds(value: Any, name: str) -> float:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, (int, float)) and value >= 0:
        return float(value)
    raise ValueError(f"Operator arg `{name}` must be timedelta object or a non-negative number")


class BaseSensorOperator(BaseOperator):
    """Waits; subclasses say for what in `poke`."""

    ui_color = "#e6f1f2"
    valid_modes: Any = ["poke", "reschedule"]
    _is_sensor = True

    def __init__(
        self,
        *,
        poke_interval: Any = 60,
        timeout: Any = None,
        soft_fail: bool = False,
        mode: str = "poke",
        exponential_backoff: bool = False,
        max_wait: Any = None,
        silent_fail: bool = False,
        never_fail: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.poke_interval = _seconds(poke_interval, "poke_interval")
        self.timeout = _seconds(_DEFAULT_TIMEOUT if timeout is None else timeout, "timeout")
        self.max_wait = None if max_wait is None else timedelta(seconds=_seconds(max_wait, "max_wait"))
        self.soft_fail, self.silent_fail, self.never_fail = soft_fail, silent_fail, never_fail
        self.mode, self.exponential_backoff = mode, exponential_backoff
        if soft_fail is True and never_fail is True:
            raise ValueError("soft_fail and never_fail are mutually exclusive, you can not provide both.")
        if mode not in self.valid_modes:
            raise self._refused_mode(mode)

    def _refused_mode(self, mode: str) -> Exception:
        from .. import airflow_version

        refused = ValueError if airflow_version.at_least(3) else AirflowException
        dag_id = self.dag.dag_id if self.has_dag() else ""
        return refused(
            f"The mode must be one of {self.valid_modes},'{dag_id}.{self.task_id}'; received '{mode}'."
        )

    @property
    def reschedule(self) -> bool:
        """Does it free its place between pokes?"""
        return self.mode == "reschedule"

    def poke(self, context: Any) -> Any:
        """Is it there? For subclasses."""
        raise AirflowException("Override me.")

    def execute(self, context: Any) -> Any:
        """Pokes until it is there.

        Raises AirflowSensorTimeout, AirflowSkipException (`soft_fail`, `never_fail`), or AirflowRescheduleException.
        """
        wait = _Wait(self, context)
        while True:
            found = self._poke_once(context)
            if found:
                self.log.info("Success criteria met. Exiting.")
                return found.xcom_value if isinstance(found, PokeReturnValue) else None
            self._refuse_to_wait_longer(wait.duration())
            interval = wait.next_interval()
            if self.reschedule:
                raise AirflowRescheduleException(pendulum_of(now()).add(seconds=interval))
            time.sleep(max(interval, 0))
            wait.pokes += 1

    def _poke_once(self, context: Any) -> Any:
        try:
            return self.poke(context)
        except (AirflowSensorTimeout, AirflowTaskTimeout, AirflowFailException) as error:
            if self.soft_fail:
                raise AirflowSkipException("Skipping due to soft_fail is set to True.") from error
            if self.never_fail:
                raise AirflowSkipException("Skipping due to never_fail is set to True.") from error
            raise
        except AirflowSkipException:
            raise
        except Exception as error:
            if self.silent_fail:
                self.log.error("Sensor poke failed: \n %s", traceback.format_exc())
                return False
            if self.never_fail:
                raise AirflowSkipException("Skipping due to never_fail is set to True.") from error
            raise

    def _refuse_to_wait_longer(self, duration: float) -> None:
        if duration <= self.timeout:
            return
        raise self.timed_out(
            f"Sensor has timed out; run duration of {duration} seconds exceeds the specified timeout of {self.timeout}."
        )

    def timed_out(self, message: str) -> Exception:
        """What it raises when what it waits for does not come in time."""
        return AirflowSkipException(message) if self.soft_fail else AirflowSensorTimeout(message)

    def resume_execution(self, next_method: str, next_kwargs: "dict | None", context: Any) -> Any:
        """Goes on after a trigger."""
        try:
            return super().resume_execution(next_method, next_kwargs, context)
        except (AirflowException, TaskDeferralError, TaskDeferralTimeout) as error:
            if self.soft_fail or self.never_fail:
                name = "soft_fail" if self.soft_fail else "never_fail"
                raise AirflowSkipException(f"Skipping due to {name} is set to True.") from error
            raise


class _Wait:
    """How long a sensor has waited, and waits until the next poke."""

    def __init__(self, sensor: BaseSensorOperator, context: Any) -> None:
        self.sensor, self.pokes = sensor, 1
        first = context["ti"].get_first_reschedule_date(context) if sensor.reschedule else None
        self.duration: "Callable[[], float]"
        if sensor.reschedule:
            start: datetime = first or now()
            self.started: Any = start
            self.duration = lambda: (now() - start).total_seconds()
        else:
            begun = time.monotonic()
            self.started = begun
            self.duration = lambda: time.monotonic() - begun

    def next_interval(self) -> float:
        """Seconds until the next poke; with `exponential_backoff` as Airflow's retries wait."""
        sensor = self.sensor
        if not sensor.exponential_backoff:
            return sensor.poke_interval
        pokes = self._estimated_pokes() if sensor.reschedule else self.pokes
        interval = min(sensor.timeout - int(self.duration()), self._backoff(pokes))
        return min(sensor.max_wait.total_seconds(), interval) if sensor.max_wait else interval

    def _estimated_pokes(self) -> int:
        elapsed, waited, pokes = self.duration(), 0.0, 0
        while waited <= elapsed:
            pokes += 1
            waited += self._backoff(pokes)
        return pokes or self.pokes

    def _backoff(self, pokes: int) -> float:
        least = max(int(self.sensor.poke_interval * (2 ** (pokes - 2))), 1)
        text = f"{self.sensor.dag_id}#{self.sensor.task_id}#{self.started}#{pokes}"
        number = int(hashlib.sha1(text.encode()).hexdigest(), 16)  # noqa: S324  as Airflow spreads them
        return float(least + number % least)


def poke_mode_only(cls: Any) -> Any:
    """Makes a sensor class refuse every mode but `poke`."""
    if not issubclass(cls, BaseSensorOperator):
        raise ValueError(
            "poke_mode_only decorator should only be applied to subclasses of BaseSensorOperator, "
            f"got:{cls}."
        )

    def set_mode(_: Any, value: str) -> None:
        if value != "poke":
            raise ValueError(f"Cannot set mode to '{value}'. Only 'poke' is acceptable")

    cls.mode = property(lambda _: "poke", set_mode)
    return cls
