"""Lets children end when the worker does, even if it is killed: each of them holds the reading end of a pipe that nobody else but the
worker can write to, and the system signals their process group when that end is closed."""

from __future__ import annotations

import fcntl
import os
import signal


class Lifeline:
    """The pipe. Made in the worker, taken up in each child."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()

    def take_up(self) -> None:
        """In a child that leads its process group: from now on, the group is killed when the worker ends."""
        os.close(self._write)
        set_signal = getattr(fcntl, "F_SETSIG", None)
        if set_signal is None:
            # Systems without it send SIGIO.
            signal.signal(signal.SIGIO, lambda number, frame: os.killpg(0, signal.SIGKILL))
        else:
            fcntl.fcntl(self._read, set_signal, signal.SIGKILL)
        fcntl.fcntl(self._read, fcntl.F_SETOWN, -os.getpid())
        flags = fcntl.fcntl(self._read, fcntl.F_GETFL)
        fcntl.fcntl(self._read, fcntl.F_SETFL, flags | os.O_ASYNC)
