"""`airflow.utils.timeout`: a block of user code that may take only so long."""

from __future__ import annotations

from typing import Any

from .execution.timeouts import time_limit


class timeout:
    """`with timeout(seconds=…):`; raises AirflowTaskTimeout within the block."""

    def __init__(self, seconds: float = 1, error_message: str = "Timeout") -> None:
        self._block = time_limit(seconds, lambda: None)

    def __enter__(self) -> None:
        self._block.__enter__()

    def __exit__(self, *raised: Any) -> "bool | None":
        return self._block.__exit__(*raised)


TimeoutPosix = TimeoutWindows = timeout

__all__ = ["TimeoutPosix", "TimeoutWindows", "timeout"]
