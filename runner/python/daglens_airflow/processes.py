"""Processes: forking, ending a whole tree of them, and not outliving the one that started them."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import threading
import time
from typing import Callable, NoReturn

import psutil

_PR_SET_CHILD_SUBREAPER = 36


class Lifeline:
    """A pipe that the first process holds open: who reads its end knows that the first process is gone."""

    def __init__(self) -> None:
        self.read_end, write_end = os.pipe()
        # What no child may hold open: whoever reads the other end waits for its end.
        self.private = [write_end]

    def in_child(self) -> None:
        """To be called first in every forked child."""
        for descriptor in self.private:
            os.close(descriptor)
        self.private = []

    def watch(self) -> None:
        """Ends this process and what it started when the first process is gone, even in the middle of user code."""
        threading.Thread(target=self._wait_and_end, daemon=True, name="daglens-lifeline").start()

    def _wait_and_end(self) -> None:
        os.read(self.read_end, 1)
        end_descendants(grace_seconds=0)
        os.killpg(0, signal.SIGKILL)


def fork(child: Callable[[], None]) -> int:
    """Runs `child` in a forked process that ends with it, whatever it raises. Gives its pid."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    _child_and_exit(child)


def _child_and_exit(child: Callable[[], None]) -> NoReturn:
    code = 1
    try:
        signal.set_wakeup_fd(-1)
        for number in (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        child()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        flush_and_exit(code)


def flush_and_exit(code: int) -> NoReturn:
    """Leaves at once: threads of a library do not hold the process, and nothing of the parent's is cleaned up twice."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            pass
    os._exit(code)


def adopt_orphans() -> None:
    """Linux: processes below this one whose parent ends become its children, so that none escapes."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_descendants(grace_seconds: float, of: int | None = None, spare: frozenset[int] = frozenset()) -> None:
    """SIGTERM to everything below the process (default: this one), and SIGKILL to what is left after the grace."""
    tree = descendants(of, spare)
    if grace_seconds > 0:
        signal_all(tree, signal.SIGTERM)
        _wait_for(tree, grace_seconds)
    signal_all([*tree, *descendants(of, spare)], signal.SIGKILL)


def descendants(of: int | None = None, spare: frozenset[int] = frozenset()) -> list[psutil.Process]:
    """Everything below a process, but the children in `spare` and what is below those."""
    try:
        children = psutil.Process(of).children()
        return [one for child in children if child.pid not in spare for one in [child, *child.children(recursive=True)]]
    except psutil.Error:
        return []


def signal_all(processes: list[psutil.Process], number: int) -> None:
    for process in processes:
        try:
            process.send_signal(number)
        except psutil.Error:
            pass


def _wait_for(processes: list[psutil.Process], seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and any(_is_alive(process) for process in processes):
        time.sleep(0.02)


def _is_alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False


def signal_one(pid: int, number: int) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        pass
