"""What a child of the worker does for a request, and what is said for it if it dies of that."""

from __future__ import annotations

import os
from typing import Any, Callable

from .logs import LogFile
from .raised import wire_raised

Emit = Callable[["dict[str, Any]"], None]
# What a child does: it tells things, and gives its last message, `ended` if it is of no other kind.
Work = Callable[[Emit], "dict[str, Any]"]


def log_of(request: "dict[str, Any]") -> LogFile:
    """Where what the child prints is written."""
    return LogFile(request.get("log", os.devnull), request.get("max_log_bytes", 0))


def work_of(request: "dict[str, Any]", run: Any) -> Work:
    """The work of an `execute`, `render` or `end_run` request. Imports what it needs, so that forks have it.

    :raises LookupError: there is no such task
    """
    return _WORK[request["kind"]](request, run)


def _trying(request: "dict[str, Any]", run: Any) -> Work:
    from .debugging import wait_for_debugger
    from .execution.run_try import run_try

    task = run.dag.get_task(request["task_id"])

    def work(emit: Emit) -> "dict[str, Any]":
        if not wait_for_debugger(request, emit):
            return {**_NOTHING, "state": "failed"}
        return run_try(task, run, request["map_index"], request, emit)

    return work


def _rendering(request: "dict[str, Any]", run: Any) -> Work:
    task = run.dag.get_task(request["task_id"])

    def work(emit: Emit) -> "dict[str, Any]":
        from .execution.rendering import render

        try:
            emit({"kind": "rendered", "fields": render(task, run, request["map_index"])})
        except BaseException as error:
            emit({"kind": "raised", "raised": wire_raised(error)})
            return {**_NOTHING, "state": "failed"}
        return {**_NOTHING, "state": "success"}

    return work


def _calling_back(request: "dict[str, Any]", run: Any) -> Work:
    def work(emit: Emit) -> "dict[str, Any]":
        from .execution.callbacks import end_run

        end_run(run, request["state"], request["task_id"], request["reason"])
        return {"kind": "callbacks_done"}

    return work


_WORK = {"execute": _trying, "render": _rendering, "end_run": _calling_back}
_NOTHING = {"until": None, "followed": None, "short_circuit": None, "died": None}


def begin_work() -> None:
    """In a child: from here on code of tasks runs."""
    from .imports.placeholders import tasks_run_now

    tasks_run_now()


def failed(request: "dict[str, Any]", run: Any, died: "str | None") -> "dict[str, Any]":
    """The last message of a child that could not say one.

    :param died: a signal's name or an exit code, where its process ended
    """
    if request["kind"] == "end_run":
        return {"kind": "callbacks_done", "id": request["id"]}
    task = run.dag.get_task(request["task_id"])
    is_tried_again = request["kind"] == "execute" and (task.retries or 0) >= request["try_number"]
    state = "up_for_retry" if is_tried_again else "failed"
    return {"kind": "ended", "id": request["id"], "state": state, **_NOTHING, "died": died}
