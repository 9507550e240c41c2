"""Lets a child end when the worker does, even if that is killed: the child holds the reading end of a pipe that nobody but the worker
can write to, and the system signals its process group when the other end is closed."""

from __future__ import annotations

import fcntl
import os
import signal


class Lifeline:
    """The pipe of one child. Made in the worker before the fork, taken up in the child."""

    def __init__(self) -> None:
        self._read, self.write_end = os.pipe()

    def keep(self) -> None:
        """In the worker, after the fork."""
        os.close(self._read)

    def cut(self) -> None:
        """In the worker, when the child has ended."""
        os.close(self.write_end)

    def take_up(self) -> None:
        """In the child, which leads its process group: from now on, the group is killed when the worker ends."""
        os.close(self.write_end)
        set_signal = getattr(fcntl, "F_SETSIG", None)
        if set_signal is None:
            # Systems without it send SIGIO.
            signal.signal(signal.SIGIO, lambda number, frame: os.killpg(0, signal.SIGKILL))
        else:
            fcntl.fcntl(self._read, set_signal, signal.SIGKILL)
        fcntl.fcntl(self._read, fcntl.F_SETOWN, -os.getpid())
        flags = fcntl.fcntl(self._read, fcntl.F_GETFL)
        fcntl.fcntl(self._read, fcntl.F_SETFL, flags | os.O_ASYNC)
