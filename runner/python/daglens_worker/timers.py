"""What is to be done after a time."""

from __future__ import annotations

import time
from typing import Callable


class Timers:
    """Actions and their moments."""

    def __init__(self) -> None:
        self._waiting: "list[tuple[float, Callable[[], None]]]" = []

    def add(self, seconds: float, action: "Callable[[], None]") -> None:
        """Does something after a time."""
        self._waiting.append((time.monotonic() + seconds, action))
        self._waiting.sort(key=lambda timer: timer[0])

    def seconds_left(self) -> "float | None":
        """Until the next one; None: there is none."""
        return max(0.0, self._waiting[0][0] - time.monotonic()) if self._waiting else None

    def fire(self) -> None:
        """Does what is due."""
        now = time.monotonic()
        while self._waiting and self._waiting[0][0] <= now:
            self._waiting.pop(0)[1]()
