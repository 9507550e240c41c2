"""Waits for what happens: something to read, a child that has ended, a moment that has come. Nothing is polled."""

from __future__ import annotations

import os
import select
import signal
from typing import Any, Callable

from .timers import Timers

_PIECE = 1 << 16


class Loop:
    """Calls back when something happens. There is one in a process."""

    def __init__(self) -> None:
        self._readers: "dict[int, Callable[[bytes], None]]" = {}
        self._poll = select.poll()
        self._timers = Timers()
        self.later = self._timers.add
        self._running = True
        self._on_child: "Callable[[], None]" = lambda: None
        self._wake_read, self._wake_write = os.pipe()
        for descriptor in (self._wake_read, self._wake_write):
            os.set_blocking(descriptor, False)

    def watch_children(self, on_child: "Callable[[], None]") -> None:
        """Calls back when a child process has ended; several may have."""
        self._on_child = on_child
        signal.signal(signal.SIGCHLD, _ignore)
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        self._readers[self._wake_read] = lambda data: self._on_child()
        self._poll.register(self._wake_read, select.POLLIN)

    def watch(self, descriptor: int, on_data: "Callable[[bytes], None]") -> None:
        """Calls back with what can be read; with nothing at the end."""
        self._readers[descriptor] = on_data
        self._poll.register(descriptor, select.POLLIN)

    def forget(self, descriptor: int) -> None:
        """Watches it no more."""
        if self._readers.pop(descriptor, None) is not None:
            self._poll.unregister(descriptor)

    def stop(self) -> None:
        """Ends `run` when the current call back is done."""
        self._running = False

    def run(self) -> None:
        """Waits and calls back, until it is stopped."""
        while self._running:
            for descriptor, _ in self._poll.poll(self._patience()):
                self._read(descriptor)
            self._timers.fire()

    def _patience(self) -> "float | None":
        seconds = self._timers.seconds_left()
        return None if seconds is None else seconds * 1000

    def _read(self, descriptor: int) -> None:
        on_data = self._readers.get(descriptor)
        if on_data is None:
            return
        try:
            data = os.read(descriptor, _PIECE)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        on_data(data)

    def leave(self) -> None:
        """In a forked child: lets go of what belongs to the parent."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        for descriptor in (self._wake_read, self._wake_write, *self._readers):
            close(descriptor)


def _ignore(number: int, frame: Any) -> None:
    """A handler has to be there for the wake-up descriptor to be written."""


def close(descriptor: int) -> None:
    """Closes it, if it is open still."""
    try:
        os.close(descriptor)
    except OSError:
        pass
