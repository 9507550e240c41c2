"""Child processes: each does one piece of work (a try, a rendering, callbacks) in a fork of the worker, and tells of it through a pipe
of its own."""

from __future__ import annotations

import os
import sys
from typing import Any, Callable

from .lifeline import Lifeline
from .logs import LogFile
from .loop import Loop, close
from .messages import FROM_WORKER, LAST, TO_WORKER, line_of, write_all
from .processes import how_it_ended, leave, signal_group, signal_tree
from .work import Work, begin_work, failed, log_of, work_of

_PIECE = 1 << 16


class Child:
    """A running child.

    :param on_death: gives the last message, if the child ends without one; it is told a signal's name or an exit code
    """

    def __init__(self, request_id: int, log: LogFile, on_death: "Callable[[str], dict[str, Any]]") -> None:
        self.request_id = request_id
        self.pid = -1
        self.log = log
        self.lifeline = Lifeline()
        self.on_death = on_death
        self.events = self.output = -1
        self.rest = b""
        self.has_ended = False


class Children:
    """Starts children, passes on what they say, and ends them.

    :param tell: sends lines to the engine
    """

    def __init__(self, loop: Loop, tell: "Callable[[bytes], None]") -> None:
        self._loop = loop
        self._tell = tell
        self._by_pid: "dict[int, Child]" = {}
        loop.watch_children(self._reap)

    def loaded(self, request: "dict[str, Any]", loaded: Any) -> None:
        """What is loaded stays: forked children need not look through it for garbage."""
        _settle_memory()

    def get_ready(self, dag: Any) -> None:
        """Imports what the tries of a DAG will need, once for all of them."""
        from .execution.preload import preload

        preload(dag)
        _settle_memory()

    def start(self, request: "dict[str, Any]", run: Any) -> None:
        """Starts a child that does the work of a request.

        :raises LookupError: there is no such task
        """
        work = work_of(request, run)
        child = Child(request["id"], log_of(request), lambda how: failed(request, run, how))
        child.events, events_write = os.pipe()
        child.output, output_write = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        child.pid = os.fork()
        if child.pid == 0:
            self._be_child(child, work, events_write, output_write)
        child.lifeline.keep()
        os.close(events_write)
        os.close(output_write)
        self._by_pid[child.pid] = child
        self._tell(line_of({"kind": "child_started", "id": child.request_id, "pid": child.pid}))
        for descriptor, take in ((child.events, self._take_events), (child.output, self._take_output)):
            os.set_blocking(descriptor, False)
            self._loop.watch(descriptor, _bound(take, child))

    def _be_child(self, child: Child, work: Work, events: int, output: int) -> None:
        """Does the work in the fork; never comes back."""
        code = 1
        try:
            os.setsid()
            self._leave_parent(child, output)
            child.lifeline.take_up()

            def emit(message: "dict[str, Any]") -> None:
                # The kind comes first: the worker looks at nothing else.
                write_all(events, line_of({"kind": message["kind"], "id": child.request_id, **message}))

            begin_work()
            emit({"kind": "ended", **work(emit)})
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            leave(code)

    def _leave_parent(self, child: Child, output: int) -> None:
        self._loop.leave()
        others = [other.lifeline.write_end for other in self._by_pid.values()]
        for descriptor in (TO_WORKER, FROM_WORKER, child.events, child.output, *others):
            close(descriptor)
        null = os.open(os.devnull, os.O_RDONLY)
        for source, target in ((null, 0), (output, 1), (output, 2)):
            os.dup2(source, target)
        close(null)
        close(output)

    def _take_events(self, child: Child, data: bytes) -> None:
        if not data:
            self._loop.forget(child.events)
            return
        *lines, child.rest = (child.rest + data).split(b"\n")
        for line in lines:
            if line.startswith(LAST):
                self._end(child)
            self._tell(line + b"\n")

    def _take_output(self, child: Child, data: bytes) -> None:
        if data:
            child.log.take(data)
        else:
            self._loop.forget(child.output)

    def _end(self, child: Child) -> None:
        """Before the last message is passed on, the log is complete."""
        child.has_ended = True
        self._drain(child, child.output, self._take_output)
        child.log.close()
        if child.log.problem:
            self._tell(line_of({"kind": "note", "id": child.request_id, "level": "error", "message": child.log.problem}))

    def _drain(self, child: Child, descriptor: int, take: "Callable[[Child, bytes], None]") -> None:
        while True:
            try:
                data = os.read(descriptor, _PIECE)
            except OSError:
                return
            if not data:
                return
            take(child, data)

    def _reap(self) -> None:
        for pid in list(self._by_pid):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                self._over(self._by_pid.pop(pid), status)

    def _over(self, child: Child, status: int) -> None:
        self._drain(child, child.events, self._take_events)
        if not child.has_ended:
            self._end(child)
            self._tell(line_of(child.on_death(_how(status))))
        for descriptor in (child.events, child.output):
            self._loop.forget(descriptor)
            os.close(descriptor)
        child.lifeline.cut()
        # What the task left running ends with it.
        signal_group(child.pid, 9)

    def kill(self, request_id: int, grace_seconds: float) -> None:
        """Ends a child: it is asked to, and forced to after a time."""
        for child in self._by_pid.values():
            if child.request_id == request_id:
                signal_tree(child.pid, 15)
                self._loop.later(grace_seconds, _bound(self._force, child))

    def _force(self, child: Child) -> None:
        if child.pid in self._by_pid:
            signal_tree(child.pid, 9)

    def kill_all(self) -> None:
        """Ends all children at once."""
        for pid in self._by_pid:
            signal_tree(pid, 9)


def _bound(function: Any, child: Child) -> Any:
    return lambda *arguments: function(child, *arguments)


def _how(status: int) -> str:
    return how_it_ended(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status))


def _settle_memory() -> None:
    import gc

    gc.collect()
    gc.freeze()
