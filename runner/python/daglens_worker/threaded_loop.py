"""The loop of a worker without `fork`: pipes cannot be waited for together on Windows, so each has a thread that reads it."""

from __future__ import annotations

import os
import queue
import threading
from functools import partial
from typing import Any, Callable

from .timers import Timers

_PIECE = 1 << 16
# So many pieces may wait: who writes faster than they are taken has to wait, too.
_MOST_WAITING = 64


class ThreadedLoop:
    """Calls back in the thread of `run` when something happens."""

    def __init__(self) -> None:
        self._happened: "queue.Queue[Callable[[], None]]" = queue.Queue(_MOST_WAITING)
        self._timers = Timers()
        self._running = True
        self.later = self._timers.add

    def watch(self, descriptor: int, on_data: "Callable[[bytes], None]") -> None:
        """Calls back with what can be read; with nothing at the end."""
        _in_thread(self._read, descriptor, on_data)

    def watch_end(self, wait: "Callable[[], Any]", on_end: "Callable[[Any], None]") -> None:
        """Calls back with what `wait` gives, which may take its time."""
        _in_thread(lambda: self._happened.put(partial(on_end, wait())))

    def stop(self) -> None:
        """Ends `run` when the current call back is done."""
        self._running = False

    def run(self) -> None:
        """Waits and calls back, until it is stopped."""
        while self._running:
            try:
                action = self._happened.get(timeout=self._timers.seconds_left())
            except queue.Empty:
                pass
            else:
                action()
            self._timers.fire()

    def _read(self, descriptor: int, on_data: "Callable[[bytes], None]") -> None:
        data = b"-"
        while data:
            try:
                data = os.read(descriptor, _PIECE)
            except OSError:
                data = b""
            self._happened.put(partial(on_data, data))


def _in_thread(target: "Callable[..., None]", *arguments: Any) -> None:
    threading.Thread(target=target, args=arguments, daemon=True).start()
