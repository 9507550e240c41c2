"""One process of a run: a try of a task instance, or the trigger that a deferred one waits for."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import Any, Callable, Iterator

from . import processes
from .instances import Key
from .task_output import TaskOutput
from .wire import Message, Reader, Writer

Send = Callable[[Message], None]
Work = Callable[[Send], None]


class Attempt:
    """A forked process with a log and a pipe for its events."""

    def __init__(self, key: Key, try_number: int, log: Path, log_limit: int, life: processes.Lifeline, work: Work) -> None:
        self.key = key
        self.try_number = try_number
        self.output = TaskOutput(log, log_limit)
        read_end, write_end = os.pipe()
        self.events = Reader(read_end)
        self._life = life
        self.pid = processes.fork(lambda: self._in_child(read_end, write_end, work))
        self.output.in_parent()
        os.close(write_end)

    def _in_child(self, read_end: int, write_end: int, work: Work) -> None:
        self._life.in_child()
        self._life.watch()
        os.close(read_end)
        self.output.in_child()
        _log_to_output()
        work(Writer(write_end).send)

    def has_ended(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if pid else None

    def last_messages(self) -> Iterator[Message]:
        """What came before its end. Processes that it left behind may hold the pipes open: nothing waits for them."""
        yield from self.events.rest()
        os.close(self.events.descriptor)
        self.output.close()


def _log_to_output() -> None:
    """What Airflow and the task log goes where they print to, in the order in which they do."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(line_buffering=True)
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(logging.Formatter("[%(asctime)s] {%(filename)s:%(lineno)d} %(levelname)s - %(message)s"))
    task_log = logging.getLogger("airflow.task")
    task_log.handlers = [handler]
    task_log.propagate = False
    task_log.setLevel(logging.INFO)
