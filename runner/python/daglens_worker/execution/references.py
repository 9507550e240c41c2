"""What references to results stand for in a run: results of tasks, what `map`, `zip` and `concat` make of them, arguments of mapped
groups."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from .. import airflow_version
from ..authoring.expand_input import MappedArgument
from ..authoring.sentinels import NOTSET, is_arg_set
from ..authoring.xcom_arg import ConcatXComArg, MapXComArg, PlainXComArg, ZipXComArg
from ..exceptions import XComNotFound
from .lazy_sequences import LazyXComSequence

RETURN_KEY = "return_value"


def resolve(reference: Any, context: Any) -> Any:
    """The value of a reference for the task of this context.

    Raises XComNotFound for a key that was not pushed, ValueError where a sequence is needed and there is none.
    """
    if isinstance(reference, PlainXComArg):
        return _result(reference, context)
    if isinstance(reference, MapXComArg):
        return MapResult(_sequence(reference.arg.resolve(context), "map"), reference.callables)
    if isinstance(reference, ZipXComArg):
        return ZipResult([_sequence(one.resolve(context), "zip") for one in reference.args], reference.fillvalue)
    if isinstance(reference, ConcatXComArg):
        return ConcatResult([_sequence(one.resolve(context), "concat") for one in reference.args])
    if isinstance(reference, MappedArgument):
        return _group_argument(reference, context)
    raise TypeError(f"cannot resolve {type(reference).__name__}")


def _sequence(value: Any, what: str) -> Any:
    if not isinstance(value, (Sequence, dict)):
        raise ValueError(f"XCom {what} expects sequence or dict, not {type(value).__name__}")
    return value


def _result(reference: PlainXComArg, context: Any) -> Any:
    ti, task = context["ti"], reference.operator
    if airflow_version.at_least(3) and task.is_mapped:
        return _lazy_sequence(ti, task.task_id, reference.key)
    result = ti.xcom_pull(
        task_ids=task.task_id, key=reference.key, default=NOTSET, map_indexes=_map_indexes(context, task)
    )
    if is_arg_set(result):
        return result
    if reference.key == RETURN_KEY or getattr(task, "multiple_outputs", False):
        return None
    if any(kept.simulated() for _, kept in ti._run.folder.instances(task.task_id)):
        return None
    raise XComNotFound(ti.dag_id, task.task_id, reference.key)


def _lazy_sequence(ti: Any, task_id: str, key: str) -> LazyXComSequence:
    folder = ti._run.folder
    return LazyXComSequence(lambda: [stored for _, stored, _ in folder.xcoms(task_id, key)])


def _map_indexes(context: Any, upstream: Any) -> Any:
    """The instances of an upstream task that count for this one: Airflow's `get_relevant_upstream_map_indexes`."""
    if not airflow_version.at_least(3):
        return _relevant_indexes(context, upstream)
    if upstream.get_closest_mapped_task_group() is None:
        return None
    relevant = _relevant_indexes(context, upstream)
    return NOTSET if relevant is None else relevant


def _relevant_indexes(context: Any, upstream: Any) -> Any:
    from .expansion import count_of_group, count_of_task

    ti = context["ti"]
    task = ti.task
    count = count_of_task(ti._run, task) if ti.map_index >= 0 else None
    common = _common_mapped_group(task, upstream)
    if not count or common is None:
        return None
    group_count = count_of_group(ti._run, common) or 1
    index = ti.map_index * group_count // count
    if not _is_mapped_further_inside(upstream, common):
        return index
    each = count // group_count
    return range(index * each, (index + 1) * each)


def _common_mapped_group(one: Any, other: Any) -> Any:
    around = {group.node_id for group in one.iter_mapped_task_groups()}
    return next((group for group in other.iter_mapped_task_groups() if group.node_id in around), None)


def _is_mapped_further_inside(task: Any, group: Any) -> bool:
    if task.is_mapped:
        return True
    closest = task.get_closest_mapped_task_group()
    return closest is not None and closest.node_id != group.node_id


def _group_argument(reference: MappedArgument, context: Any) -> Any:
    from .expansion import kwargs_of_instance

    return kwargs_of_instance(reference.input, context)[reference.key]


class MapResult(Sequence):
    """Items with functions applied when they are looked at."""

    def __init__(self, value: Any, callables: list) -> None:
        self.value, self.callables = value, callables

    def __getitem__(self, index: Any) -> Any:
        item = self.value[index]
        for function in self.callables:
            item = function(item)
        return item

    def __len__(self) -> int:
        return len(self.value)

    def __repr__(self) -> str:
        return _shown(self, f"value={self.value!r}, callables={self.callables!r}")


class ZipResult(Sequence):
    """Tuples of items."""

    def __init__(self, values: list, fillvalue: Any = NOTSET) -> None:
        self.values, self.fillvalue = values, fillvalue

    def _get_or_fill(self, container: Any, index: Any) -> Any:
        try:
            return container[index]
        except (IndexError, KeyError):
            return self.fillvalue

    def __getitem__(self, index: Any) -> Any:
        if index >= len(self):
            raise IndexError(index)
        return tuple(self._get_or_fill(value, index) for value in self.values)

    def __len__(self) -> int:
        lengths = [len(value) for value in self.values]
        return max(lengths) if is_arg_set(self.fillvalue) else min(lengths)

    def __repr__(self) -> str:
        return _shown(self, f"values={self.values!r}, fillvalue={self.fillvalue!r}")


class ConcatResult(Sequence):
    """Items one after another."""

    def __init__(self, values: list) -> None:
        self.values = values

    def __getitem__(self, index: Any) -> Any:
        left = index if index >= 0 else len(self) + index
        for value in self.values:
            if 0 <= left < len(value):
                return value[left] if isinstance(value, Sequence) else next(itertools.islice(iter(value), left, None))
            left -= len(value)
        raise IndexError("list index out of range")

    def __len__(self) -> int:
        return sum(len(value) for value in self.values)

    def __repr__(self) -> str:
        return _shown(self, f"values={self.values!r}")


def _shown(result: Any, fields: str) -> str:
    return f"{type(result).__name__}({fields})" if airflow_version.at_least(3) else object.__repr__(result)


# Their names are seen where they are shown as text.
for _name, _class in (("_MapResult", MapResult), ("_ZipResult", ZipResult), ("_ConcatResult", ConcatResult)):
    _class.__name__ = _class.__qualname__ = _name
    _class.__module__ = "airflow.sdk.definitions.xcom_arg" if airflow_version.at_least(3) else "airflow.models.xcom_arg"
