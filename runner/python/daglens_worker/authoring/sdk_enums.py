"""States and kinds of runs as Airflow 3 hands them to tasks: texts that print with the name of their class (`TaskInstanceState.RUNNING`), as
those of `airflow.sdk` do; those of `airflow.utils.state` print as plain texts."""

from __future__ import annotations

from enum import Enum

from . import enums


class _Named(str, Enum):
    # Of texts that are enums, versions of Python print different things.
    def __str__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)


_STATES = {one.name: one.value for one in enums.TaskInstanceState}
TaskInstanceState = _Named("TaskInstanceState", {**_STATES, "AWAITING_INPUT": "awaiting_input"})  # type: ignore[call-overload]
DagRunState = _Named("DagRunState", {one.name: one.value for one in enums.DagRunState})  # type: ignore[call-overload]
DagRunType = _Named(  # type: ignore[call-overload]
    "DagRunType",
    {
        "BACKFILL_JOB": "backfill",
        "SCHEDULED": "scheduled",
        "MANUAL": "manual",
        "OPERATOR_TRIGGERED": "operator_triggered",
        "ASSET_TRIGGERED": "asset_triggered",
        "ASSET_MATERIALIZATION": "asset_materialization",
    },
)


def named(kind: "type[Enum]", value: "str | None") -> "str | None":
    """The value as its enum has it; as it is where that has none such."""
    try:
        return kind(value) if value is not None else None  # type: ignore[return-value]
    except ValueError:
        return value
