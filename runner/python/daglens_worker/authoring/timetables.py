"""Timetables: kept as they were written; the scheduler reads the expression or the name."""

from __future__ import annotations

from typing import Any


class DataInterval:
    """The time that a run is about."""

    def __init__(self, start: Any, end: Any) -> None:
        self.start, self.end = start, end

    @classmethod
    def exact(cls, at: Any) -> DataInterval:
        """A single moment."""
        return cls(at, at)

    def __iter__(self) -> Any:
        return iter((self.start, self.end))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, DataInterval) and (self.start, self.end) == (other.start, other.end)

    def __hash__(self) -> int:
        return hash((self.start, self.end))

    def __repr__(self) -> str:
        return f"DataInterval(start={self.start!r}, end={self.end!r})"


class DagRunInfo:
    """When a run is made and what it is about."""

    def __init__(self, run_after: Any, data_interval: Any) -> None:
        self.run_after, self.data_interval = run_after, data_interval

    @classmethod
    def exact(cls, at: Any) -> DagRunInfo:
        """A run about a single moment."""
        return cls(at, DataInterval.exact(at))

    @classmethod
    def interval(cls, start: Any, end: Any) -> DagRunInfo:
        """A run at the end of what it is about."""
        return cls(end, DataInterval(start, end))

    logical_date = property(lambda self: self.data_interval.start)


class TimeRestriction:
    """Between which dates a DAG runs."""

    def __init__(self, earliest: Any, latest: Any, catchup: bool) -> None:
        self.earliest, self.latest, self.catchup = earliest, latest, catchup


class Timetable:
    """A timetable; the base of those of users."""

    description = ""
    periodic = True
    can_be_scheduled = True
    run_ordering: Any = ("data_interval_end", "execution_date")
    active_runs_limit: Any = None
    asset_condition: Any = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.arguments, self.keywords = args, kwargs

    @property
    def summary(self) -> str:
        """In short words."""
        return type(self).__name__

    def serialize(self) -> dict:
        """As Airflow keeps it; for subclasses."""
        return {}

    @classmethod
    def deserialize(cls, data: dict) -> Timetable:
        """From what was kept; for subclasses."""
        return cls()

    def validate(self) -> None:
        """Refuses what cannot be; for subclasses."""

    def infer_manual_data_interval(self, *, run_after: Any) -> DataInterval:
        """What a manual run is about; for subclasses."""
        return DataInterval.exact(run_after)

    def next_dagrun_info(self, *, last_automated_data_interval: Any, restriction: Any) -> "DagRunInfo | None":
        """The next run; for subclasses."""
        return None


class _CronTimetable(Timetable):
    """One that begins with a cron expression."""

    @property
    def summary(self) -> str:
        """The expression."""
        found = self.arguments[0] if self.arguments else self.keywords.get("cron", "")
        return str(found)


class _DeltaTimetable(Timetable):
    """One that begins with a length of time."""

    @property
    def summary(self) -> str:
        """The length of time."""
        return str(self.arguments[0] if self.arguments else self.keywords.get("delta", ""))


class CronDataIntervalTimetable(_CronTimetable):
    """Runs at the end of the time between two ticks."""


class CronTriggerTimetable(_CronTimetable):
    """Runs at each tick."""


class CronPartitionTimetable(_CronTimetable):
    """Runs at each tick, for a partition."""


class MultipleCronTriggerTimetable(Timetable):
    """Runs at each tick of several expressions."""

    @property
    def summary(self) -> str:
        """The expressions."""
        return ", ".join(str(argument) for argument in self.arguments)


class DeltaDataIntervalTimetable(_DeltaTimetable):
    """Runs at the end of each length of time."""


class DeltaTriggerTimetable(_DeltaTimetable):
    """Runs after each length of time."""


class EventsTimetable(Timetable):
    """Runs at given moments."""

    def __init__(self, event_dates: Any = (), *args: Any, **kwargs: Any) -> None:
        super().__init__(event_dates, *args, **kwargs)
        self.event_dates = sorted(event_dates)


class AssetTriggeredTimetable(Timetable):
    """Runs when assets were updated."""


class AssetOrTimeSchedule(Timetable):
    """Runs by time and when assets were updated."""

    def __init__(self, *, timetable: Any = None, assets: Any = None, datasets: Any = None) -> None:
        super().__init__()
        self.timetable = timetable
        self.assets = self.datasets = datasets if assets is None else assets


class DatasetOrTimeSchedule(AssetOrTimeSchedule):
    """The same under its name in 2.x."""


class DatasetTriggeredTimetable(AssetTriggeredTimetable):
    """The same under its name in 2.x."""


class PartitionedAssetTimetable(Timetable):
    """Runs for each partition of assets."""


class PartitionedAtRuntime(Timetable):
    """Runs for partitions that tasks name."""


class ContinuousTimetable(Timetable):
    """Runs again and again."""


class NullTimetable(Timetable):
    """Runs when it is asked to."""

    can_be_scheduled = False


class OnceTimetable(Timetable):
    """Runs once."""
