"""Runs of other DAGs that a task asks for: the engine starts them, and tells how in files beside the run's own."""

from __future__ import annotations

import json
import time
from typing import Any
from urllib.parse import quote

from .known_dags import files_of

_SHORTEST_WAIT, _LONGEST_WAIT = 0.01, 0.25


class AskedRun:
    """What became of a run that a task asked for.

    `kind` is `started`, `exists` (there is such a run, and it is not to be run again), `not_found` (no file makes the DAG) or
    `not_started` (for the reason in `because`).
    """

    def __init__(self, path: str, answer: "dict[str, Any]") -> None:
        self._path = path
        self.kind: str = answer["kind"]
        self.run_id: str = answer.get("run_id") or ""
        self.logical_date: str = answer.get("logical_date") or ""
        self.because: str = answer.get("because") or ""

    def wait(self) -> str:
        """The state in which it ends."""
        return _when_written(f"{self._path}.ended")["state"]


def ask_for_run(ti: Any, dag_id: str, **order: Any) -> AskedRun:
    """Asks the engine for a run.

    :param ti: the task instance that asks
    :param order: `run_id`, `logical_date` (ISO), `conf`, and `reset`: which runs that there are may be run again
        (`never`, `same_id` or `any`: of the same id or date)
    """
    folder = ti._run.folder.path / "asked"
    folder.mkdir(parents=True, exist_ok=True)
    path = str(folder / f"{quote(ti.task_id, safe='')}.{ti.map_index}.{ti.try_number}.{time.monotonic_ns()}")
    files = list(files_of(dag_id))
    ti.ask({"dag_id": dag_id, "files": files, "answer": path, **order})
    return AskedRun(path, _when_written(path))


def _when_written(path: str) -> "dict[str, Any]":
    wait = _SHORTEST_WAIT
    while True:
        try:
            with open(path, encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            time.sleep(wait)
            wait = min(wait * 1.5, _LONGEST_WAIT)
