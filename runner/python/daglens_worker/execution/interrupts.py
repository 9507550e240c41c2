"""Interrupts the main thread from another one: by SIGINT, the one signal that also wakes a sleeping process on Windows."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from typing import Any, Callable

_asked: "deque[Callable[[], Any]]" = deque()
_on_end: "list[Callable[[], Any]]" = []


def listen() -> None:
    """In the main thread: from now on it can be interrupted."""
    if signal.getsignal(signal.SIGINT) is not _interrupted:
        signal.signal(signal.SIGINT, _interrupted)


def interrupt(action: "Callable[[], Any]") -> None:
    """Has the main thread do something, such as raising an exception, before it goes on with what it does."""
    _asked.append(action)
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
    else:
        signal.raise_signal(signal.SIGINT)


def on_end(action: "Callable[[], Any]") -> None:
    """What the main thread does when the work is to end."""
    _on_end[:] = [action]


def end() -> None:
    """The work is to end."""
    if _on_end:
        interrupt(_on_end[0])
    else:
        os._exit(1)


def _interrupted(number: int, frame: Any) -> None:
    if not _asked:
        raise KeyboardInterrupt
    while _asked:
        _asked.popleft()()
