"""Loading a DAG file with Airflow's own DagBag, and telling the database of the run about its DAGs."""

from __future__ import annotations

import inspect
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .version import IS_3

BUNDLE = "dags-folder"

_FRAME = re.compile(r'^\s*File "(?P<file>.+)", line (?P<line>\d+)(?:, in (?P<function>.+))?$')
_CONTINUED = re.compile(r"^\s|^$")


class Refused(Exception):
    """The run cannot be made: in words for the user, with the exception behind it as `raised` events tell it."""

    def __init__(self, because: str, raised: dict[str, Any] | None = None) -> None:
        super().__init__(because)
        self.because = because
        self.raised = raised


@dataclass
class LoadedFile:
    dag: Any
    bag: Any


def load(file: Path, dag_id: str | None, import_roots: list[str]) -> LoadedFile:
    """
    Loads the file and chooses the DAG: by its id, or the only one.
    Raises Refused where the file cannot be loaded, or has not that DAG.
    """
    bag = _load(file, import_roots)
    return LoadedFile(dag=_choose(_own_dags(bag), dag_id, file), bag=bag)


def dags_of(file: Path, import_roots: list[str]) -> list[Any]:
    """All DAGs of the file, by id. Raises Refused where it cannot be loaded."""
    dags = _own_dags(_load(file, import_roots))
    return [dags[dag_id] for dag_id in sorted(dags)]


def _load(file: Path, import_roots: list[str]) -> Any:
    folder = Path(os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    for root in reversed([str(file.parent), str(folder), *import_roots]):
        if root not in sys.path:
            sys.path.insert(0, root)
    bag = _dag_bag(file, folder)
    _raise_import_errors(bag)
    return bag


def _dag_bag(file: Path, folder: Path) -> Any:
    try:
        from airflow.dag_processing.dagbag import DagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

    wanted = {"include_examples": False, "read_dags_from_db": False, "bundle_path": folder, "bundle_name": BUNDLE}
    known = inspect.signature(DagBag.__init__).parameters
    options = {name: value for name, value in wanted.items() if name in known}
    # Not in safe mode: it passes over files without the words `dag` and `airflow`, and this one was asked for.
    return DagBag(dag_folder=str(file), safe_mode=False, **options)


def _raise_import_errors(bag: Any) -> None:
    for traceback in bag.import_errors.values():
        raised = raised_in(traceback)
        raise Refused(f"The DAG file cannot be loaded: {raised['type']}: {raised['message']}", raised)


def _own_dags(bag: Any) -> dict[str, Any]:
    return {name: dag for name, dag in bag.dags.items() if not getattr(dag, "is_subdag", False)}


def _choose(dags: dict[str, Any], dag_id: str | None, file: Path) -> Any:
    if dag_id is None and len(dags) == 1:
        return next(iter(dags.values()))
    if dag_id in dags:
        return dags[dag_id]
    if not dags:
        raise Refused(f"Airflow finds no DAG in {file.name}.")
    there = ", ".join(f"'{name}'" for name in sorted(dags))
    if dag_id is None:
        raise Refused(f"{file.name} has several DAGs: say which of {there} to run.")
    raise Refused(f"{file.name} has no DAG '{dag_id}', only {there}.")


def raised_in(traceback: str) -> dict[str, Any]:
    """What a printed traceback says: type, message and frames, innermost last."""
    lines = traceback.rstrip().splitlines()
    frames = [
        {"file": found["file"], "line": int(found["line"]), "function": found["function"] or "<module>"}
        for found in map(_FRAME.match, lines)
        if found
    ]
    last = max((at for at, line in enumerate(lines) if not _CONTINUED.match(line)), default=0)
    name, _, message = "\n".join(lines[last:]).partition(": ")
    return {"type": name.rpartition(".")[2], "message": message, "frames": frames}


def sync_to_database(bag: Any) -> None:
    """Tells the database about all DAGs of the file, as the DAG processor does: a task may trigger a DAG beside it."""
    if not IS_3:
        bag.sync_to_db()
        return
    from airflow.dag_processing.bundles.manager import DagBundlesManager

    DagBundlesManager().sync_bundles_to_db()
    try:
        from airflow.dag_processing.dagbag import sync_bag_to_db
    except ImportError:
        bag.sync_to_db(BUNDLE, None)
        return
    sync_bag_to_db(bag, BUNDLE, None)
