"""Ends work that takes longer than it may."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from typing import Any, Callable

from ..exceptions import AirflowTaskTimeout
from .interrupts import interrupt, listen


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
    if threading.current_thread() is not threading.main_thread():
        # As in Airflow: only the main thread can be interrupted.
        yield
        return
    if not hasattr(signal, "setitimer"):
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
    # Windows has no alarm.
    is_over = False

    def ring() -> None:
        if not is_over:
            raise AirflowTaskTimeout(f"Timeout, PID: {os.getpid()}")

    listen()
    timer = threading.Timer(seconds, interrupt, [ring])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        is_over = True
        timer.cancel()
