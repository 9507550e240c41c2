"""Ends work that takes longer than it may."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any, Callable

from ..exceptions import AirflowTaskTimeout


@contextlib.contextmanager
def time_limit(seconds: "float | None", on_timeout: "Callable[[], Any]") -> "Iterator[None]":
    """Lets the block run so long.

    Raises AirflowTaskTimeout within the block, after `on_timeout` was called.
    """
    if seconds is None:
        yield
        return
    try:
        if seconds <= 0:
            raise AirflowTaskTimeout(f"Timeout, PID: {os.getpid()}")
        with _alarm(seconds):
            yield
    except AirflowTaskTimeout:
        on_timeout()
        raise


@contextlib.contextmanager
def _alarm(seconds: float) -> "Iterator[None]":
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        with _timer(seconds):
            yield
        return

    def ring(number: int, frame: Any) -> None:
        raise AirflowTaskTimeout(f"Timeout, PID: {os.getpid()}")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextlib.contextmanager
def _timer(seconds: float) -> "Iterator[None]":
    # Windows has no alarm: the main thread is interrupted when it next runs Python code.
    import _thread

    timer = threading.Timer(seconds, _thread.interrupt_main)
    timer.daemon = True
    timer.start()
    try:
        yield
    except KeyboardInterrupt:
        raise AirflowTaskTimeout(f"Timeout, PID: {os.getpid()}") from None
    finally:
        timer.cancel()
