"""The warm process: it has Airflow imported, and forks a child for each run. What it asks for and tells is in `runner/src/airflow/messages.ts`."""

from __future__ import annotations

import gc
import importlib
import json
import os
import selectors
import signal
import sys
import time
from pathlib import Path

from . import processes
from .wire import Message, Reader, Writer

# A run that was asked to stop has this long to do so by itself.
_STOP_SECONDS = 1.4


class Run:
    """The child that does a run, or loads a file."""

    def __init__(self, request_id: int, pid: int, events: Reader) -> None:
        self.request_id = request_id
        self.pid = pid
        self.events = events
        self.ends_by: float | None = None
        self.has_told_end = False
        self.imported: list[str] = []


class Server:
    def __init__(self, requests: int, answers: int, home: Path) -> None:
        self._requests = Reader(requests)
        self._answers = Writer(answers)
        self._home = home
        self._life = processes.Lifeline()
        self._runs: dict[int, Run] = {}
        self._wanted: set[str] = set()
        self._selector = selectors.DefaultSelector()
        self._selector.register(requests, selectors.EVENT_READ, None)

    def serve(self) -> None:
        """Until nobody asks any more."""
        processes.adopt_orphans()
        while True:
            for ready, _ in self._selector.select(self._seconds()):
                if isinstance(ready.data, Run):
                    self._relay(ready.data)
                else:
                    self._answer()
            if self._requests.is_over:
                return processes.end_descendants(grace_seconds=0)
            self._end_overdue()
            if not self._runs:
                self._import_wanted()

    def _seconds(self) -> float | None:
        times = [run.ends_by - time.monotonic() for run in self._runs.values() if run.ends_by is not None]
        return max(0.0, min(times)) if times else None

    def _answer(self) -> None:
        for message in self._requests.messages():
            if message["kind"] in ("run", "load"):
                self._start(message)
            elif message["kind"] == "stop":
                self._stop(message["id"])

    def _start(self, request: Message) -> None:
        read_end, write_end = os.pipe()
        gc.freeze()
        pid = processes.fork(lambda: self._in_child(request, read_end, write_end))
        os.close(write_end)
        run = self._runs[read_end] = Run(request["id"], pid, Reader(read_end))
        self._selector.register(read_end, selectors.EVENT_READ, run)

    def _in_child(self, request: Message, read_end: int, write_end: int) -> None:
        os.setsid()
        self._life.private += [read_end, self._requests.descriptor, self._answers.descriptor, *self._runs]
        self._life.in_child()
        self._life.private = [write_end]
        processes.adopt_orphans()
        from . import run

        writer = Writer(write_end)
        before = set(sys.modules)
        run.run(request, self._home, lambda event: writer.send({"event": event}), self._life)
        writer.send({"imported": [name for name in sys.modules if name.startswith("airflow.") and name not in before]})

    def _relay(self, run: Run) -> None:
        for line in run.events.lines():
            message = json.loads(line)
            if "event" in message:
                run.has_told_end = message["event"]["kind"] in ("ended", "loaded")
                self._answers.send({"kind": "event", "id": run.request_id, **message})
            else:
                self._wanted.update(message["imported"])
        if run.events.is_over:
            self._reap(run)

    def _reap(self, run: Run) -> None:
        """Nothing of a run outlives it."""
        self._selector.unregister(run.events.descriptor)
        os.close(run.events.descriptor)
        del self._runs[run.events.descriptor]
        _end_group(run.pid)
        code = os.waitstatus_to_exitcode(os.waitpid(run.pid, 0)[1])
        processes.end_descendants(0, spare=frozenset(other.pid for other in self._runs.values()))
        if not run.has_told_end:
            self._answers.send({"kind": "event", "id": run.request_id, "event": _died(run, code)})
        self._answers.send({"kind": "over", "id": run.request_id})

    def _stop(self, request_id: int) -> None:
        for run in self._runs.values():
            if run.request_id == request_id and run.ends_by is None:
                run.ends_by = time.monotonic() + _STOP_SECONDS
                processes.signal_one(run.pid, signal.SIGTERM)

    def _end_overdue(self) -> None:
        for run in self._runs.values():
            if run.ends_by is not None and run.ends_by <= time.monotonic():
                run.ends_by = None
                processes.end_descendants(0, of=run.pid)
                _end_group(run.pid)

    def _import_wanted(self) -> None:
        """What the last run imported of Airflow, the next one finds imported."""
        wanted, self._wanted = sorted(self._wanted - set(sys.modules)), set()
        for name in wanted:
            try:
                importlib.import_module(name)
            except BaseException:
                # It was importable in the middle of a DAG file; whether it is here does not matter.
                continue


def _end_group(pid: int) -> None:
    try:
        os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def _died(run: Run, code: int) -> Message:
    from .instances import now

    stopped = run.ends_by is not None
    how = f"by {signal.Signals(-code).name}" if code < 0 else f"with code {code}"
    because = "stopped" if stopped else f"The process of the run was ended {how}."
    return {"kind": "ended", "state": "failed", "because": because, "raised": None, "stopped": stopped, "at": now()}
