"""Finds the values that tasks pushed, as each version of Airflow looks for them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .. import airflow_version
from ..authoring.sentinels import NOTSET
from . import xcom_values
from .lazy_sequences import LazyXComSelectSequence
from .run_folder import RunFolder
from .runs import Run



def pull(
    run: Run,
    own_task_id: str,
    task_ids: Any,
    dag_id: "str | None",
    key: str,
    include_prior_dates: bool,
    map_indexes: Any,
    default: Any,
    run_id: "str | None",
) -> Any:
    """The value, or the values, as `ti.xcom_pull` of the version gives them."""
    folders = _folders(run, dag_id, run_id, include_prior_dates)
    if airflow_version.at_least(3):
        return _pull_3(folders, own_task_id, task_ids, key, map_indexes, default)
    return _pull_2(folders, task_ids, key, map_indexes, default)


def _folders(run: Run, dag_id: "str | None", run_id: "str | None", prior: bool) -> "list[RunFolder]":
    own = dag_id in (None, run.dag.dag_id)
    if own and run_id in (None, run.run_id) and not prior:
        return [run.folder]
    others = run.folder.others(dag_id or run.dag.dag_id)
    logical_date = run.folder.describe().get("logical_date", "")
    if run_id is not None:
        others = [folder for folder in others if folder.describe().get("run_id") == run_id]
    elif prior:
        others = [folder for folder in others if folder.describe().get("logical_date", "") <= logical_date]
    else:
        others = [folder for folder in others if folder.describe().get("logical_date", "") == logical_date]
    return [*([run.folder] if own and run_id in (None, run.run_id) else []), *reversed(others)]


def _pull_3(folders: "list[RunFolder]", own: str, task_ids: Any, key: str, map_indexes: Any, default: Any) -> Any:
    one_task = task_ids is None or isinstance(task_ids, str)
    ids = [own] if task_ids is None else [task_ids] if isinstance(task_ids, str) else list(task_ids)
    if map_indexes is NOTSET:
        values: "list[Any]" = []
        for task_id in ids:
            found = _first_with(folders, task_id, key)
            values.extend([xcom_values.load(stored) for _, stored, _ in found] or [None])
        return values[0] if one_task and len(values) == 1 else values
    one_index = map_indexes is None or isinstance(map_indexes, int)
    indexes = [map_indexes] if one_index else list(map_indexes)
    values = [_at_index(folders, task_id, key, index, default) for task_id in ids for index in indexes]
    return values[0] if one_task and one_index else values


def _first_with(folders: "list[RunFolder]", task_id: str, key: str) -> "list[tuple[int, str, int]]":
    for folder in folders:
        found = list(folder.xcoms(task_id, key))
        if found:
            return found
    return []


def _at_index(folders: "list[RunFolder]", task_id: str, key: str, index: "int | None", default: Any) -> Any:
    wanted = -1 if index is None else index
    for found, stored, _ in _first_with(folders, task_id, key):
        if found == wanted:
            value = xcom_values.load(stored)
            return default if value is None else value
    return default


def _pull_2(folders: "list[RunFolder]", task_ids: Any, key: str, map_indexes: Any, default: Any) -> Any:
    if map_indexes is NOTSET:
        map_indexes = None
    found = _rows(folders, task_ids, key, map_indexes)
    if (task_ids is None or isinstance(task_ids, str)) and not isinstance(map_indexes, Iterable):
        if not found:
            return default
        latest = max(found, key=lambda row: row[3])
        if map_indexes is not None or latest[1] < 0:
            return xcom_values.load(latest[2])
        return LazyXComSelectSequence([row[2] for row in found])
    return LazyXComSelectSequence([row[2] for row in _ordered(found, task_ids, map_indexes)])


def _rows(folders: "list[RunFolder]", task_ids: Any, key: str, map_indexes: Any) -> "list[tuple[str, int, str, int]]":
    rows = []
    for folder in folders:
        ids = folder.task_ids() if task_ids is None else [task_ids] if isinstance(task_ids, str) else list(task_ids)
        for task_id in ids:
            for index, stored, at in folder.xcoms(task_id, key):
                if _fits(index, map_indexes):
                    rows.append((task_id, index, stored, at))
        if rows:
            return rows
    return rows


def _fits(index: int, map_indexes: Any) -> bool:
    if map_indexes is None:
        return True
    return index == map_indexes if isinstance(map_indexes, int) else index in map_indexes


def _ordered(rows: list, task_ids: Any, map_indexes: Any) -> list:
    ids = [] if task_ids is None or isinstance(task_ids, str) else list(task_ids)
    indexes = [] if map_indexes is None or isinstance(map_indexes, int) else list(map_indexes)
    return sorted(
        rows,
        key=lambda row: (
            ids.index(row[0]) if row[0] in ids else row[0],
            indexes.index(row[1]) if row[1] in indexes else row[1],
        ),
    )
