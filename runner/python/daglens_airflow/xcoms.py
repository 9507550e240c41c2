"""XComs: read from the database of a run, and put back into that of a later one."""

from __future__ import annotations

import base64
import json
from typing import Any, Iterator

from airflow.models.taskinstance import TaskInstance

from .instances import Key, one
from .plain import plain
from .version import IS_3

if IS_3:
    from airflow.models.xcom import XComModel as XComRow
else:
    from airflow.models.xcom import BaseXCom as XComRow
    from airflow.models.xcom import XCom

# Marks a stored value that is no UTF-8 text: a pickle.
_BASE64 = "base64:"


def pushed(run: Any, key: Key, session: Any) -> Iterator[dict[str, Any]]:
    """What the task instance has pushed, as `xcom` events, sorted by key."""
    # Columns, since the objects of Airflow 2 deserialize themselves.
    found = session.query(XComRow.key, XComRow.value).filter_by(
        dag_id=run.dag_id, run_id=run.run_id, task_id=key[0], map_index=key[1]
    )
    for row in found.order_by(XComRow.key):
        yield {
            "kind": "xcom",
            "task_id": key[0],
            "map_index": key[1],
            "key": row.key,
            "value": _shown(row),
            "stored": _stored(row.value),
        }


def _shown(row: Any) -> Any:
    try:
        return plain(_value_3(row) if IS_3 else XCom.orm_deserialize_value(row))
    except Exception as error:
        return f"(cannot be read: {error})"


def _value_3(row: Any) -> Any:
    """Through the XCom class of the task SDK, which may be one of the user's."""
    from airflow.sdk.execution_time.xcom import XCom as TaskXCom

    return TaskXCom.deserialize_value(row)


def _stored(value: Any) -> str | None:
    if not isinstance(value, bytes):
        return json.dumps(value)
    try:
        return value.decode()
    except UnicodeDecodeError:
        return _BASE64 + base64.b64encode(value).decode()


def _restored(stored: str) -> Any:
    if IS_3:
        return json.loads(stored)
    if stored.startswith(_BASE64):
        return base64.b64decode(stored[len(_BASE64) :])
    return stored.encode()


def put_back(run: Any, kept: list[dict[str, Any]], session: Any) -> None:
    """Writes what tasks that are not run have pushed before, and how long lists and dicts are that a task may be mapped over."""
    from airflow.models.taskmap import TaskMap

    for each in kept:
        key = (each["task_id"], each["map_index"])
        if not run.dag.has_task(key[0]) or run.is_chosen(key[0]):
            continue
        instance = _instance(run, key, session)
        row = XComRow(
            dag_run_id=run.id,
            dag_id=run.dag_id,
            run_id=run.run_id,
            task_id=key[0],
            map_index=key[1],
            key=each["key"],
            value=_restored(each["stored"]),
        )
        session.add(row)
        session.flush()
        value = _value_3(row) if IS_3 else XCom.deserialize_value(row)
        if each["key"] == "return_value" and isinstance(value, (list, tuple, dict)):
            session.merge(TaskMap.from_task_instance_xcom(instance, value))
    session.commit()


def _instance(run: Any, key: Key, session: Any) -> Any:
    """The task instance; of a mapped one that is not made yet, a copy of the task's only one."""
    found = session.query(TaskInstance).filter_by(
        dag_id=run.dag_id, run_id=run.run_id, task_id=key[0], map_index=key[1]
    )
    if found.one_or_none() is None:
        whole = one(run, (key[0], -1), session)
        options = {"dag_version_id": whole.dag_version_id} if hasattr(whole, "dag_version_id") else {}
        session.add(TaskInstance(whole.task, run_id=run.run_id, map_index=key[1], state="success", **options))
        session.flush()
    return one(run, key, session)
