"""A child that is a process of its own rather than a copy of the worker: it loads the DAG file itself, works once, and ends.

What it is told comes in by standard input, what it tells goes out by standard output, and what is printed goes to standard error.
"""

from __future__ import annotations

import os
import queue
import threading
from typing import Any

from .execution import interrupts
from .messages import Lines, line_of, write_all
from .processes import lead, leave, signal_tree
from .standard_streams import flush, take_over

_PIECE = 1 << 16


def be_child() -> None:
    """Does one piece of work; never comes back."""
    lead()
    SpawnedChild(*take_over()).serve()


class SpawnedChild:
    """The other end of `SpawnedChildren`."""

    def __init__(self, incoming: int, outgoing: int) -> None:
        self._incoming, self._outgoing = incoming, outgoing
        self._output = os.dup(2)
        self._mark = b""
        self._messages: "queue.Queue[dict[str, Any]]" = queue.Queue()
        self._loaded: Any = None
        self._problem: "BaseException | None" = None

    def serve(self) -> None:
        """Loads, waits for the work, and does it."""
        code = 1
        try:
            interrupts.listen()
            threading.Thread(target=self._listen, daemon=True).start()
            self._load(self._messages.get())
            while self._work(self._messages.get()):
                pass
            code = 0
        except BaseException:
            import traceback

            traceback.print_exc()
        finally:
            leave(code)

    def _listen(self) -> None:
        lines = Lines()
        while True:
            data = os.read(self._incoming, _PIECE)
            if not data:
                # The worker has gone.
                _end_all()
            for message in lines.take(data):
                if message["kind"] == "end":
                    interrupts.end()
                else:
                    self._messages.put(message)

    def _load(self, message: "dict[str, Any]") -> None:
        from .execution.preload import preload
        from .loading import load, prepare

        request = message["request"]
        try:
            missing = prepare(request)
            self._loaded = load(request["file"], missing, message["source"].encode("latin-1"))
            for dag in self._loaded.dags.values():
                preload(dag)
        except BaseException as error:
            self._problem = error
        self._mark = message["mark"].encode()
        self._say({"kind": "waiting"})

    def _work(self, message: "dict[str, Any]") -> bool:
        """Does it; the last message comes when all that was printed has been written.

        :return: may more be done here? Rendering leaves nothing behind
        """
        request = message["request"]
        is_rendering = request["kind"] == "render"
        if not is_rendering:
            self._mark_output()
        last = self._last(request, message)
        if not is_rendering:
            self._mark_output()
        self._say({"kind": last.get("kind", "ended"), "id": request["id"], **last})
        return is_rendering

    def _mark_output(self) -> None:
        flush()
        write_all(self._output, self._mark)

    def _last(self, request: "dict[str, Any]", message: "dict[str, Any]") -> "dict[str, Any]":
        from .execution.runs import taken_up
        from .raised import wire_raised
        from .work import begin_work, work_of

        def emit(message: "dict[str, Any]") -> None:
            self._say({"kind": message["kind"], "id": request["id"], **message})

        try:
            if self._problem is not None:
                raise self._problem
            run = taken_up(self._loaded.dags[message["run"]["request"]["dag_id"]], message["run"])
            work = work_of(request, run)
        except BaseException as error:
            emit({"kind": "raised", "raised": wire_raised(error)})
            return message["failed"]
        begin_work()
        return work(emit)

    def _say(self, message: "dict[str, Any]") -> None:
        write_all(self._outgoing, line_of(message))


def _end_all() -> None:
    if hasattr(os, "killpg"):
        signal_tree(os.getpid(), 9)
    os._exit(1)
