"""Serves the requests of the engine, one after another; children do what may take time."""

from __future__ import annotations

import os
import sys
from typing import Any

from .children import Children
from .logs import LogFile
from .loop import Loop
from .messages import FROM_WORKER, TO_WORKER, Lines, line_of, write_all
from .raised import wire_raised

_NO_LOG = os.devnull


def serve(package_folder: str) -> None:
    """Serves requests until descriptor 3 is closed.

    :param package_folder: the folder that holds this package
    """
    for descriptor in (TO_WORKER, FROM_WORKER):
        os.set_inheritable(descriptor, False)
    Worker(package_folder).serve()


class Worker:
    """A worker, which loads one file."""

    def __init__(self, package_folder: str) -> None:
        self._package_folder = package_folder
        self._loop = Loop()
        self._lines = Lines()
        self._children: "Children | None" = None
        self._loaded: Any = None
        self._runs: "dict[str, Any]" = {}

    def serve(self) -> None:
        """Serves requests until there can be no more."""
        version = sys.version_info
        self._say({"kind": "ready", "python": f"{version[0]}.{version[1]}.{version[2]}", "pid": os.getpid()})
        self._loop.watch(TO_WORKER, self._take)
        self._loop.run()
        if self._children is not None:
            self._children.kill_all()
        os._exit(0)

    def _say(self, message: "dict[str, Any]") -> None:
        self._tell(line_of(message))

    def _tell(self, line: bytes) -> None:
        try:
            write_all(FROM_WORKER, line)
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
        from .execution.libraries import add_libraries
        from .loading import load, prepare, search_roots
        from .read_files import ReadFiles

        add_libraries(_path(self._package_folder))
        missing = prepare(request)
        _use_values(request)
        read = ReadFiles(search_roots(request))
        try:
            self._loaded = load(request["file"], missing)
            dags = self._loaded.runnable()
        except BaseException as error:
            self._say({"kind": "load_failed", "id": request["id"], "raised": wire_raised(error)})
            return
        self._say({"kind": "loaded", "id": request["id"], "dags": dags, "notes": self._loaded.notes, "files": read.found()})
        _settle_memory()

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
        _get_ready(run.dag)

    def _on_expand(self, request: "dict[str, Any]") -> None:
        from .execution.expansion import expand

        count, reason = expand(self._runs[request["run_id"]], request["target"])
        self._say({"kind": "expanded", "id": request["id"], "count": count, "reason": reason})

    def _on_execute(self, request: "dict[str, Any]") -> None:
        # Imported here, so that the forks need not do it each for itself.
        from .execution.run_try import run_try

        run = self._runs[request["run_id"]]
        task = run.dag.get_task(request["task_id"])

        def work(emit: Any) -> "dict[str, Any]":
            from .debugging import wait_for_debugger

            _begin_work()
            if not wait_for_debugger(request, emit):
                return _ended(request["id"], "failed", None)
            return run_try(task, run, request["map_index"], request, emit)

        log = LogFile(request["log"], request["max_log_bytes"])
        self._child().start(request["id"], work, log, lambda how: _died(request, task, how))

    def _on_render(self, request: "dict[str, Any]") -> None:
        run = self._runs[request["run_id"]]
        task = run.dag.get_task(request["task_id"])

        def work(emit: Any) -> "dict[str, Any]":
            from .execution.rendering import render

            _begin_work()
            try:
                emit({"kind": "rendered", "fields": render(task, run, request["map_index"])})
            except BaseException as error:
                emit({"kind": "raised", "raised": wire_raised(error)})
                return _ended(request["id"], "failed", None)
            return _ended(request["id"], "success", None)

        self._child().start(request["id"], work, LogFile(_NO_LOG, 0), lambda how: _ended(request["id"], "failed", how))

    def _on_end_run(self, request: "dict[str, Any]") -> None:
        run = self._runs[request["run_id"]]
        done = {"kind": "callbacks_done", "id": request["id"]}

        def work(emit: Any) -> "dict[str, Any]":
            from .execution.callbacks import end_run

            _begin_work()
            end_run(run, request["state"], request["task_id"], request["reason"])
            return done

        self._child().start(request["id"], work, LogFile(_NO_LOG, 0), lambda how: done)

    def _on_kill(self, request: "dict[str, Any]") -> None:
        self._child().kill(request["execute_id"], request["grace_seconds"])

    def _child(self) -> Children:
        if self._children is None:
            self._children = Children(self._loop, self._tell)
        return self._children


def _path(folder: str) -> Any:
    from pathlib import Path

    return Path(folder)


def _use_values(request: "dict[str, Any]") -> None:
    from .execution import connections, stand_ins, variables

    variables.use_file(request.get("variables_file"))
    connections.use_file(request.get("connections_file"))
    stand_ins.use_file(request.get("stand_ins_file"))


def _get_ready(dag: Any) -> None:
    """Imports what the tries will need, once for all of them."""
    as_user_wants, sys.dont_write_bytecode = sys.dont_write_bytecode, False
    from .execution.preload import preload

    preload(dag)
    sys.dont_write_bytecode = as_user_wants
    _settle_memory()


def _settle_memory() -> None:
    """What is loaded stays: forked children need not look through it for garbage."""
    import gc

    gc.collect()
    gc.freeze()


def _iso(moment: Any) -> "str | None":
    return None if moment is None else moment.isoformat()


def _begin_work() -> None:
    """In a child: from here on code of tasks runs."""
    from .imports.placeholders import tasks_run_now

    tasks_run_now()


def _died(request: "dict[str, Any]", task: Any, how: str) -> "dict[str, Any]":
    tries_left = (task.retries or 0) >= request["try_number"]
    return _ended(request["id"], "up_for_retry" if tries_left else "failed", how)


def _ended(request_id: int, state: str, died: "str | None") -> "dict[str, Any]":
    return {
        "kind": "ended",
        "id": request_id,
        "state": state,
        "until": None,
        "followed": None,
        "short_circuit": None,
        "died": died,
    }
