"""How many instances mapped tasks and groups have, and the arguments of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Sized
from typing import Any

from ..authoring.expand_input import DictOfListsExpandInput, MappedArgument
from ..authoring.sentinels import is_arg_set
from ..authoring.xcom_arg import ConcatXComArg, MapXComArg, PlainXComArg, XComArg, ZipXComArg
from ..exceptions import UnmappableXComLengthPushed, UnmappableXComTypePushed, XComForMappingNotPushed
from . import xcom_values
from .runs import Run

RETURN_KEY = "return_value"
# `[core] max_map_length`
_LONGEST = 1024


class NotKnownYet(Exception):
    """What something is expanded over has not been pushed."""


def expand(run: Run, target: str) -> "tuple[int | None, str | None]":
    """How many instances a mapped task or group has in a run, and if that cannot be known, why.

    :param target: the id of the task or group
    """
    try:
        if run.dag.has_task(target):
            return count_of_task(run, run.dag.get_task(target)), None
        return count_of_group(run, run.dag.task_group_dict[target]), None
    except NotKnownYet as problem:
        return None, str(problem)


def count_of_task(run: Run, task: Any) -> "int | None":
    """The instances of a task, those of mapped groups around it included; None: it is not mapped."""
    counts = [_count(run, group.node_id, group.expand_input) for group in task.iter_mapped_task_groups()]
    original = run.dag.get_task(task.task_id)
    if original.is_mapped:
        counts.append(_count(run, task.task_id, original.expansion))
    return _product(counts) if counts else None


def count_of_group(run: Run, group: Any) -> int:
    """The instances of a mapped group, with those of mapped groups around it."""
    return _product([_count(run, one.node_id, one.expand_input) for one in group.iter_mapped_task_groups()])


def _product(counts: "list[int]") -> int:
    product = 1
    for count in counts:
        product *= count
    return product


def _count(run: Run, name: str, expand_input: Any) -> int:
    if name not in run.counts:
        run.counts[name] = _length_of_input(run, expand_input)
    return run.counts[name]


def _length_of_input(run: Run, expand_input: Any) -> int:
    if isinstance(expand_input, DictOfListsExpandInput):
        return _product([_length(run, value) for value in expand_input.value.values()])
    return _length(run, expand_input.value)


def _length(run: Run, value: Any) -> int:
    if isinstance(value, PlainXComArg):
        return _length_of_result(run, value.operator)
    if isinstance(value, MapXComArg):
        return _length(run, value.arg)
    if isinstance(value, ZipXComArg):
        lengths = [_length(run, one) for one in value.args]
        return max(lengths) if is_arg_set(value.fillvalue) else min(lengths)
    if isinstance(value, ConcatXComArg):
        return sum(_length(run, one) for one in value.args)
    return len(value)


def _length_of_result(run: Run, task: Any) -> int:
    pushed = list(run.folder.xcoms(task.task_id, RETURN_KEY))
    if task.is_mapped or task.get_closest_mapped_task_group() is not None:
        return len(pushed)
    for index, stored, _ in pushed:
        if index < 0:
            return len(xcom_values.load(stored))
    raise NotKnownYet(f"'{task.task_id}' has no result to map over")


def kwargs_of_instance(expand_input: Any, context: Any) -> "dict[str, Any]":
    """The arguments that are an instance's own."""
    ti = context["ti"]
    if isinstance(expand_input, DictOfListsExpandInput):
        return _combination(expand_input.value, context, ti.map_index)
    return _dict_at(expand_input.value, context, ti.map_index)


def results_among(expand_input: Any, kwargs: "dict[str, Any]") -> "list[Any]":
    """Those of an instance's own arguments that come from results of tasks: templates in them are not rendered (2.11.2 and 3.3.2).

    With `.expand_kwargs()` they are.
    """
    if not isinstance(expand_input, DictOfListsExpandInput):
        return []
    literal = {key for key, value in expand_input.value.items() if not isinstance(value, (XComArg, MappedArgument))}
    return [value for key, value in kwargs.items() if key not in literal]


def _combination(value: "dict[str, Any]", context: Any, index: int) -> "dict[str, Any]":
    resolved = {key: _resolved(one, context) for key, one in value.items()}
    picked: "dict[str, Any]" = {}
    # The last argument varies fastest.
    for key in reversed(list(resolved)):
        length = len(resolved[key]) if isinstance(resolved[key], Sized) else 0
        if length < 1:
            raise RuntimeError(f"cannot expand field mapped to length {length!r}")
        picked[key] = _item(resolved[key], index % length)
        index //= length
    return {key: picked[key] for key in resolved}


def _resolved(value: Any, context: Any) -> Any:
    return value.resolve(context) if hasattr(value, "resolve") and not isinstance(value, type) else value


def _item(value: Any, index: int) -> Any:
    if isinstance(value, Sequence):
        return value[index]
    if isinstance(value, (dict, Mapping)):
        return list(value.items())[index]
    if isinstance(value, (set, frozenset)):
        return list(value)[index]
    raise TypeError(f"can't map over value of type {type(value)}")


def _dict_at(value: Any, context: Any, index: int) -> "dict[str, Any]":
    dicts = value.resolve(context) if isinstance(value, XComArg) else value
    if not isinstance(dicts, Sequence):
        raise ValueError(f"expand_kwargs() expects a list[dict], not {_type_name(dicts)}")
    one = dicts[index]
    if not isinstance(one, Mapping):
        one = _resolved(one, context)
    if not isinstance(one, Mapping):
        raise ValueError(f"expand_kwargs() expects a list[dict], not list[{_type_name(one)}]")
    for key in one:
        if not isinstance(key, str):
            raise ValueError(
                f"expand_kwargs() input dict keys must all be str, but {key!r} is of type {_type_name(key)}"
            )
    return dict(one)


def _type_name(value: Any) -> str:
    return "None" if value is None else type(value).__name__


def refuse_result(task: Any, value: Any) -> None:
    """Refuses a result that another task or group is expanded over and cannot be.

    Raises XComForMappingNotPushed, UnmappableXComTypePushed or UnmappableXComLengthPushed.
    """
    if next(iter(task.iter_mapped_dependants()), None) is None:
        return
    if value is None:
        raise XComForMappingNotPushed()
    if isinstance(value, (str, bytes, bytearray)) or not isinstance(value, (Sequence, dict)):
        raise UnmappableXComTypePushed(value)
    if len(value) > _LONGEST:
        raise UnmappableXComLengthPushed(value, _LONGEST)
