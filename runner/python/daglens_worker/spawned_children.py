"""Child processes where there is no `fork`: each is a new Python that loads the DAG file itself. Some wait with the file loaded, so that
work can begin at once. The other end is `spawned_child.py`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from typing import Any, Callable

from .messages import LAST, line_of, write_all
from .output_marks import MarkedOutput, new_mark
from .processes import end_with_children, how_it_ended
from .threaded_loop import ThreadedLoop
from .work import failed, log_of

# So many wait for work.
_SPARES = 2
# After the end of a child, what it has started may hold its output open: so long is waited for the rest.
_LAST_OUTPUT_SECONDS = 0.5
_WAITING = b'{"kind":"waiting"'
_BOOTSTRAP = "\n".join((
    "import sys",
    "sys.path.insert(0, sys.argv.pop(1))",
    "sys.dont_write_bytecode = False",
    "from daglens_worker.__main__ import child",
    "child()",
))


class SpawnedChild:
    """A child as the worker sees it: it loads the file, waits for work, and does it."""

    def __init__(self, process: "subprocess.Popen[bytes]", mark: bytes) -> None:
        self.process = process
        self.is_waiting = False
        # The work: without it the child is a spare.
        self.request: "dict[str, Any] | None" = None
        self.run: Any = None
        self.log: Any = None
        self.rest = b""
        self.printed = MarkedOutput(mark, self._keep)
        # What it said last; how its process ended; whether all that was to be said of it has been.
        self.last: "bytes | None" = None
        self.code: "int | None" = None
        self.is_over = False

    def _keep(self, data: bytes) -> None:
        if self.log is not None:
            self.log.take(data)

    def say(self, message: "dict[str, Any]") -> None:
        """Tells it something. Should it have ended, that is noticed elsewhere."""
        try:
            write_all(_fd(self.process.stdin), line_of(message))
        except (OSError, ValueError):
            pass


class SpawnedChildren:
    """Starts children, passes on what they say, and ends them. Has the methods of `Children`.

    :param tell: sends lines to the engine
    :param package_folder: the folder that holds this package
    """

    def __init__(self, loop: ThreadedLoop, tell: "Callable[[bytes], None]", package_folder: str) -> None:
        self._loop, self._tell, self._package_folder = loop, tell, package_folder
        # Children begin as this process did, whatever the DAG file does to it.
        self._environment, self._folder = dict(os.environ), os.getcwd()
        self._all: "list[SpawnedChild]" = []
        self._load: "dict[str, Any]" = {}

    def loaded(self, request: "dict[str, Any]", loaded: Any) -> None:
        """The file is loaded here: children load what it was, even if it is changed from now on."""
        self._load = {"request": request, "source": loaded.source.decode("latin-1")}
        self._keep_spares()

    def get_ready(self, dag: Any) -> None:
        """The children import what they need."""

    def start(self, request: "dict[str, Any]", run: Any) -> None:
        """Has a child do the work of a request.

        :raises LookupError: there is no such task
        """
        if request["kind"] != "end_run":
            run.dag.get_task(request["task_id"])
        child = next((one for one in self._all if one.request is None), None) or self._spawn()
        child.request, child.run, child.log = request, run, log_of(request)
        self._tell(line_of({"kind": "child_started", "id": request["id"], "pid": child.process.pid}))
        if child.is_waiting:
            self._hand_over(child)
        self._keep_spares()

    def kill(self, request_id: int, grace_seconds: float) -> None:
        """Ends a child: it is asked to, and forced to after a time."""
        for child in self._all:
            if child.request is not None and child.request["id"] == request_id:
                if child.is_waiting:
                    child.say({"kind": "end"})
                self._loop.later(grace_seconds if child.is_waiting else 0, partial(self._force, child))

    def kill_all(self) -> None:
        """Ends all children at once."""
        for child in self._all:
            end_with_children(child.process)

    def _keep_spares(self) -> None:
        try:
            for _ in range(_SPARES - sum(one.request is None for one in self._all)):
                self._spawn()
        except OSError:
            # Too many processes: whoever needs one will ask again.
            pass

    def _spawn(self) -> SpawnedChild:
        mark = new_mark()
        child = SpawnedChild(self._new_process(), mark)
        self._all.append(child)
        self._loop.watch(_fd(child.process.stdout), partial(self._take_events, child))
        self._loop.watch(_fd(child.process.stderr), partial(self._take_output, child))
        # It reads that only when Python has started.
        load = {"kind": "load", "mark": mark.decode(), **self._load}
        threading.Thread(target=child.say, args=(load,), daemon=True).start()
        return child

    def _new_process(self) -> "subprocess.Popen[bytes]":
        options = ["-X", "utf8"] if sys.flags.utf8_mode else []
        return subprocess.Popen(
            [sys.executable, *options, "-c", _BOOTSTRAP, self._package_folder],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=self._folder,
            env=self._environment,
            **_LEADING,
        )

    def _hand_over(self, child: SpawnedChild) -> None:
        from .execution.runs import told

        assert child.request is not None
        child.say({
            "kind": "work",
            "request": child.request,
            "run": told(child.run),
            "failed": failed(child.request, child.run, None),
        })

    def _take_events(self, child: SpawnedChild, data: bytes) -> None:
        if not data:
            self._loop.watch_end(child.process.wait, partial(self._died, child))
            return
        *lines, child.rest = (child.rest + data).split(b"\n")
        for line in lines:
            if line.startswith(_WAITING):
                child.is_waiting = True
                if child.request is not None:
                    self._hand_over(child)
            elif line.startswith(LAST):
                self._take_last(child, line + b"\n")
            else:
                self._tell(line + b"\n")

    def _take_last(self, child: SpawnedChild, line: bytes) -> None:
        if child.request is not None and child.request["kind"] == "render":
            # It goes on waiting.
            child.request = None
            self._tell(line)
        else:
            child.last = line
            self._end(child)

    def _take_output(self, child: SpawnedChild, data: bytes) -> None:
        child.printed.add(data)
        self._end(child)

    def _died(self, child: SpawnedChild, code: int) -> None:
        child.code = code
        self._all.remove(child)
        # What the task left running ends with it.
        end_with_children(child.process)
        self._end(child)
        self._loop.later(_LAST_OUTPUT_SECONDS, partial(self._end, child, True))

    def _end(self, child: SpawnedChild, is_late: bool = False) -> None:
        """Says the last message when nothing more can come: the log is complete then."""
        is_silent = child.last is None and child.code is None
        if child.is_over or child.request is None or is_silent or not (child.printed.is_complete or is_late):
            return
        child.is_over = True
        child.log.take(child.printed.early)
        child.log.close()
        if child.log.problem:
            note = {"kind": "note", "id": child.request["id"], "level": "error", "message": child.log.problem}
            self._tell(line_of(note))
        self._tell(child.last or line_of(failed(child.request, child.run, how_it_ended(child.code or 0))))

    def _force(self, child: SpawnedChild) -> None:
        if child.code is None:
            end_with_children(child.process)


def _fd(stream: Any) -> int:
    return stream.fileno()


# A child leads a process group, so that all it starts can be ended with it; see `end_with_children`.
_LEADING: "dict[str, Any]" = (
    {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP} if sys.platform == "win32" else {"start_new_session": True}
)
