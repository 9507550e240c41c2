"""The context of the task that runs in this process."""

from __future__ import annotations

from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException

_contexts: "list[Any]" = []


class set_current_context:
    """Within the block, `get_current_context` gives this context."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def __enter__(self) -> Any:
        _contexts.append(self.context)
        return self.context

    def __exit__(self, *raised: object) -> None:
        _contexts.pop()


def get_current_context() -> Any:
    """The context of the running task.

    Raises RuntimeError where none runs; AirflowException before 3.0.
    """
    if not _contexts:
        refused = RuntimeError if airflow_version.at_least(3) else AirflowException
        raise refused(
            "Current context was requested but no context was found! Are you running within an Airflow task?"
        )
    return _contexts[-1]
