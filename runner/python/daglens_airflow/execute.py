"""In the process of a try: runs the task instance with Airflow's own code, and tells what it renders and raises."""

from __future__ import annotations

import os
import sys
from typing import Any, Callable

from airflow.utils.session import create_session

from .instances import Key, one, tries_of
from .plain import is_empty
from .raised import raised
from .version import IS_3
from .wire import Message

Send = Callable[[Message], None]

_NO_DEBUGPY = (
    "The task cannot be debugged: debugpy is not installed for this Python ({}). Install it there, or install the editor's "
    "extension Python Debugger."
)


def execute(run: Any, dag: Any, key: Key, send: Send) -> None:
    """
    Runs a task instance that is scheduled. The database has its state when this returns or raises.
    @param run its `dag` is the scheduler's
    @param dag the one with the user's functions
    """
    if run.debug and run.debug["task_id"] == key[0]:
        _await_debugger(key, run.debug["debugpy_folder"], send)
    _tell_rendered(key, send)
    if IS_3:
        _execute_3(run, dag, key, send)
    else:
        _execute_2(run, key, send)


def _await_debugger(key: Key, folder: str | None, send: Send) -> None:
    """Goes on when a debugger has attached; without debugpy the try ends, and it is said why."""
    # Python's own modules are frozen: debugpy would say in the task's log that they cannot be debugged.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    if folder:
        sys.path.append(folder)
    try:
        import debugpy
    except ImportError:
        send({"kind": "note", "level": "error", "message": _NO_DEBUGPY.format(sys.executable)})
        sys.exit(1)
    _, port = debugpy.listen(("127.0.0.1", 0))
    send({"kind": "debugging", "task_id": key[0], "map_index": key[1], "port": port})
    debugpy.wait_for_client()


def _tell_rendered(key: Key, send: Send) -> None:
    """Airflow writes the rendered fields to the database before it begins: that is when they are told."""
    from airflow.models.renderedtifields import RenderedTaskInstanceFields

    write = RenderedTaskInstanceFields.write

    def tell_and_write(fields: Any, *args: Any, **options: Any) -> Any:
        send(rendered(key, fields.rendered_fields))
        return write(fields, *args, **options)

    RenderedTaskInstanceFields.write = tell_and_write


def rendered(key: Key, fields: dict[str, Any]) -> Message:
    shown = {name: value for name, value in fields.items() if not is_empty(value)}
    return {"kind": "rendered", "task_id": key[0], "map_index": key[1], "fields": shown}


def _raised_event(key: Key, try_number: int, error: BaseException) -> Message:
    return {"kind": "raised", "task_id": key[0], "map_index": key[1], "try_number": try_number, **raised(error)}


def _running(key: Key, try_number: int) -> Message:
    return {"kind": "running", "task_id": key[0], "map_index": key[1], "try_number": try_number}


def _execute_2(run: Any, key: Key, send: Send) -> None:
    with create_session() as session:
        instance = one(run, key, session)
        instance.state = "queued"
        session.flush()
        # What a worker of Airflow does first: it counts the try, and notes when and where it begins.
        instance.check_and_change_state_before_execution(ignore_all_deps=True, ignore_ti_state=True, session=session)
        session.commit()
        send(_running(key, tries_of(instance)))
        _tell_failures(key, tries_of(instance), send)
        instance._run_raw_task(session=session)


def _tell_failures(key: Key, try_number: int, send: Send) -> None:
    from airflow.models.taskinstance import TaskInstance

    handle = TaskInstance.handle_failure

    def tell_and_handle(instance: Any, error: Any = None, *args: Any, **options: Any) -> Any:
        if isinstance(error, BaseException):
            send(_raised_event(key, try_number, error))
        return handle(instance, error, *args, **options)

    TaskInstance.handle_failure = tell_and_handle


def _execute_3(run: Any, dag: Any, key: Key, send: Send) -> None:
    from airflow.sdk.execution_time.supervisor import run_task_in_process

    with create_session() as session:
        instance = one(run, key, session)
        instance.state = "queued"
        session.commit()
        about = sdk_instance(instance)
        tries = tries_of(instance)
    send(_running(key, tries))
    result = run_task_in_process(ti=about, task=dag.task_dict[key[0]])
    if result.error is not None and str(result.state) not in ("skipped", "success"):
        send(_raised_event(key, tries, result.error))
    _keep_state(run, key, result.state)


def sdk_instance(instance: Any) -> Any:
    """The task instance as the task SDK knows it."""
    from uuid import UUID

    from airflow.sdk.api.datamodels._generated import TaskInstance

    values = {"id": UUID(str(instance.id))}
    for name in ("task_id", "dag_id", "run_id", "try_number", "map_index", "dag_version_id", "pool_slots", "queue"):
        if name in TaskInstance.model_fields and hasattr(instance, name):
            values[name] = getattr(instance, name)
    values["dag_version_id"] = UUID(str(values["dag_version_id"])) if values.get("dag_version_id") else None
    return TaskInstance(**{name: value for name, value in values.items() if value is not None})


def _keep_state(run: Any, key: Key, state: Any) -> None:
    """The in-process server has written most states; where a callback hindered it, the outcome still counts."""
    with create_session() as session:
        instance = one(run, key, session)
        if str(getattr(instance.state, "value", instance.state)) in ("queued", "running"):
            instance.set_state(state, session=session)
