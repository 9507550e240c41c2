"""Serves the requests of the engine, one after another; children do what may take time."""

from __future__ import annotations

import os
import sys
from typing import Any

from .messages import Lines, line_of, write_all
from .raised import wire_raised


def serve(package_folder: str, spawns: bool) -> None:
    """Serves requests until there can be no more.

    :param package_folder: the folder that holds this package
    :param spawns: children are new processes, and standard input and output are the channel to the engine; else children are forks,
        and the channel is descriptors 3 and 4
    """
    Worker(package_folder, spawns).serve()


class Worker:
    """A worker, which loads one file."""

    def __init__(self, package_folder: str, spawns: bool) -> None:
        self._package_folder = package_folder
        self._lines = Lines()
        self._loaded: Any = None
        self._runs: "dict[str, Any]" = {}
        (self._spawn if spawns else self._fork)()

    def _fork(self) -> None:
        from .children import Children
        from .loop import Loop
        from .messages import FROM_WORKER, TO_WORKER

        self._incoming, self._outgoing = TO_WORKER, FROM_WORKER
        for descriptor in (TO_WORKER, FROM_WORKER):
            os.set_inheritable(descriptor, False)
        self._loop: Any = Loop()
        self._children: Any = Children(self._loop, self._tell)

    def _spawn(self) -> None:
        from .processes import lead
        from .spawned_children import SpawnedChildren
        from .standard_streams import take_over
        from .threaded_loop import ThreadedLoop

        lead()
        self._incoming, self._outgoing = take_over()
        self._loop = ThreadedLoop()
        self._children = SpawnedChildren(self._loop, self._tell, self._package_folder)

    def serve(self) -> None:
        """Serves requests until there can be no more."""
        version = sys.version_info
        self._say({"kind": "ready", "python": f"{version[0]}.{version[1]}.{version[2]}", "pid": os.getpid()})
        self._loop.watch(self._incoming, self._take)
        self._loop.run()
        self._children.kill_all()
        os._exit(0)

    def _say(self, message: "dict[str, Any]") -> None:
        self._tell(line_of(message))

    def _tell(self, line: bytes) -> None:
        try:
            write_all(self._outgoing, line)
        except OSError:
            # Nobody listens: the engine has gone.
            self._loop.stop()

    def _take(self, data: bytes) -> None:
        if not data:
            self._loop.stop()
            return
        for request in self._lines.take(data):
            self._answer(request)

    def _answer(self, request: "dict[str, Any]") -> None:
        handler = getattr(self, f"_on_{request['kind']}", None)
        try:
            if handler is None:
                raise LookupError(f"unknown request {request['kind']!r}")
            handler(request)
        except Exception as error:
            self._say({"kind": "error", "id": request["id"], "message": f"{type(error).__name__}: {error}"})

    def _on_load(self, request: "dict[str, Any]") -> None:
        from .loading import load, prepare, search_roots
        from .read_files import ReadFiles

        missing = prepare(request)
        read = ReadFiles(search_roots(request))
        try:
            self._loaded = load(request["file"], missing)
            dags = self._loaded.runnable()
        except BaseException as error:
            self._say({"kind": "load_failed", "id": request["id"], "raised": wire_raised(error)})
            return
        self._say({"kind": "loaded", "id": request["id"], "dags": dags, "notes": self._loaded.notes, "files": read.found()})
        self._children.loaded(request, self._loaded)

    def _on_start_run(self, request: "dict[str, Any]") -> None:
        from .execution.runs import begin_run

        dag = self._loaded.dags[request["dag_id"]]
        try:
            run = begin_run(dag, request)
        except Exception as error:
            self._say({"kind": "run_refused", "id": request["id"], "raised": wire_raised(error)})
            return
        self._runs[request["run_id"]] = run
        interval = run.data_interval
        self._say({
            "kind": "run_started",
            "id": request["id"],
            "logical_date": _iso(run.logical_date),
            "data_interval": [_iso(moment) for moment in interval] if interval else None,
        })
        self._children.get_ready(run.dag)

    def _on_expand(self, request: "dict[str, Any]") -> None:
        from .execution.expansion import expand

        count, reason = expand(self._runs[request["run_id"]], request["target"])
        self._say({"kind": "expanded", "id": request["id"], "count": count, "reason": reason})

    def _on_work(self, request: "dict[str, Any]") -> None:
        self._children.start(request, self._runs[request["run_id"]])

    _on_execute = _on_render = _on_end_run = _on_work

    def _on_kill(self, request: "dict[str, Any]") -> None:
        self._children.kill(request["execute_id"], request["grace_seconds"])


def _iso(moment: Any) -> "str | None":
    return None if moment is None else moment.isoformat()
