"""What every part of a run needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from .processes import Lifeline
from .wire import Message


@dataclass(frozen=True)
class TheRun:
    # The key of the DAG run in the database, and its names.
    id: int
    dag_id: str
    run_id: str
    # The DAG as the scheduler has it, and with the functions of the user: the same object in Airflow 2.
    dag: Any
    own_dag: Any
    folder: Path
    # The tasks to run; None: all.
    tasks: frozenset[str] | None
    # Task id → `success`, `failed`, `skipped` or `absent`: set instead of running it.
    marks: dict[str, str]
    parallelism: int
    # Slots by pool; a pool that is not named has as many as are asked for.
    pools: dict[str, int]
    # Tries of `task_id` wait for a debugger; `debugpy_folder` is where to import that from, or None. None: nothing is debugged.
    debug: dict[str, Any] | None
    max_log_bytes: int
    tell: Callable[[Message], None]
    life: Lifeline

    def is_chosen(self, task_id: str) -> bool:
        return self.tasks is None or task_id in self.tasks

    def log_of(self, task_id: str, map_index: int, name: str) -> Path:
        index = [] if map_index < 0 else [f"map_index={map_index}"]
        return self.folder.joinpath("logs", task_id, *index, f"{name}.log")
