"""In the process of a run: loads the DAG file, makes the DAG run, and runs it to its end."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable

from airflow.utils.session import create_session

from . import database, dag_run, dry_run, kept_settings, past, processes, settle, xcoms
from .dag_file import LoadedFile, Refused, dags_of, load, sync_to_database
from .instances import now
from .raised import raised
from .run_loop import RunLoop, ServerGone
from .runnable import runnable
from .the_run import TheRun
from .version import VERSION
from .wire import Message

Tell = Callable[[Message], None]


def run(request: Message, home: Path, tell: Tell, life: processes.Lifeline) -> None:
    """Does a `run` or a `load` request. Whatever happens, the last event is `ended`, or `loaded`."""
    try:
        (_load if request["kind"] == "load" else _run)(request, home, tell, life)
    except Refused as refused:
        _end(tell, "failed", refused.because, refused.raised)
    except ServerGone:
        processes.end_descendants(grace_seconds=0)
    except Exception as error:
        sys.excepthook(*sys.exc_info())
        _end(tell, "failed", f"Airflow could not do the run: {error}", raised(error))


def _end(tell: Tell, state: str, because: str | None, where: Any = None, stopped: bool = False) -> None:
    told = {"kind": "ended", "state": state, "because": because, "raised": where, "stopped": stopped, "at": now()}
    tell(told)


def _load(request: Message, home: Path, tell: Tell, _life: processes.Lifeline) -> None:
    """Tells what DAGs a file has. Variables that it reads are there, but nothing of it outlives this."""
    with tempfile.TemporaryDirectory(prefix="daglens-") as folder:
        own_database = Path(folder) / "airflow.db"
        _print_to(Path(os.devnull))
        _connect(home, own_database, request)
        kept_settings.load(request["variables_file"], request["connections_file"])
        dags = dags_of(Path(request["file"]), request["import_roots"])
        tell({"kind": "loaded", "dags": [runnable(dag, request["file"]) for dag in dags]})


def _run(request: Message, home: Path, tell: Tell, life: processes.Lifeline) -> None:
    folder = Path(request["folder"])
    own_database = folder / "airflow.db"
    _print_to(folder / "dag.log")
    try:
        _connect(home, own_database, request)
        kept_settings.load(request["variables_file"], request["connections_file"])
        loaded = load(Path(request["file"]), request["dag_id"], request["import_roots"])
        sync_to_database(loaded.bag)
        with create_session() as session:
            the_run = _begin(loaded, request, tell, life, session)
            if request["dry_run"]:
                dry_run.dry_run(the_run, session)
                return _end(tell, "success", None)
            loop = RunLoop(the_run, session)
            state, because = loop.go()
        _end(tell, state, because, stopped=loop.is_stopped)
    finally:
        for file in folder.glob("airflow.db*"):
            file.unlink(missing_ok=True)


def _connect(home: Path, own_database: Path, request: Message) -> None:
    os.environ["AIRFLOW__CORE__DAGS_FOLDER"] = request["dags_folder"]
    database.copy_template(home, own_database)
    database.connect(own_database)


def _print_to(log: Path) -> None:
    """What the DAG file and the callbacks of the DAG print."""
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(descriptor, 1)
    os.dup2(descriptor, 2)
    os.close(descriptor)


def _begin(loaded: LoadedFile, request: Message, tell: Tell, life: processes.Lifeline, session: Any) -> TheRun:
    made = dag_run.create(loaded.dag, request, session)
    session.commit()
    past.put_in(request, made, session)
    tasks = request["tasks"]
    the_run = TheRun(
        id=made.id,
        dag_id=made.dag_id,
        run_id=made.run_id,
        dag=made.dag,
        own_dag=loaded.dag,
        folder=Path(request["folder"]),
        tasks=None if tasks is None else frozenset(tasks),
        marks=request["marks"],
        parallelism=request["parallelism"],
        pools=request["pools"],
        debug=request["debug"],
        max_log_bytes=request["max_log_bytes"],
        tell=tell,
        life=life,
    )
    _tell_started(made, the_run, request)
    settle.leave_out(the_run, session)
    xcoms.put_back(the_run, request["xcoms"], session)
    return the_run


def _tell_started(made: Any, run: TheRun, request: Message) -> None:
    logical = getattr(made, "logical_date", None) or getattr(made, "execution_date", None)
    start, end = made.data_interval_start, made.data_interval_end
    run.tell({
        "kind": "started",
        "run_id": made.run_id,
        "dag": runnable(run.own_dag, request["file"]),
        "version": VERSION,
        "logical_date": logical.isoformat() if logical else None,
        "data_interval": [start.isoformat(), end.isoformat()] if start and end else None,
        "conf": request["conf"],
        "at": now(),
    })  # fmt: skip
