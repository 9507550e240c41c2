"""How an operator's constructor gets its arguments: from the call, from `default_args`, from the blocks around it."""

from __future__ import annotations

from collections.abc import Set
from functools import wraps
from typing import TYPE_CHECKING, Any, Callable

from .. import airflow_version
from ..exceptions import AirflowException
from .contexts import DagContext, TaskGroupContext
from .params import ParamsDict
from .signatures import Parameters, parameters_of

if TYPE_CHECKING:
    from .dag import DAG
    from .task_group import TaskGroup

FROM_MAPPED = "_airflow_from_mapped"


def merged_defaults(
    dag: "DAG | None", group: "TaskGroup | None", params: Any, default_args: "dict | None"
) -> "tuple[dict[str, Any], Any]":
    """`default_args` and params of a task: those of its DAG, of its group, its own, later ones first.

    :raises TypeError: `default_args` is no dict
    """
    merged: "dict[str, Any]" = {}
    merged_params: Any = ParamsDict()
    if dag is not None:
        merged.update(dag.default_args or {})
        merged_params = ParamsDict(dag.params)
    if group is not None and group.default_args:
        merged.update(group.default_args)
    merged_params.update(params or {})
    if default_args:
        if not isinstance(default_args, dict):
            raise TypeError("default_args must be a mapping")
        merged.update(default_args)
        merged_params.update(default_args.get("params") or {})
    return merged, merged_params


def with_defaults(function: "Callable[..., None]") -> "Callable[..., None]":
    """Wraps an `__init__`: what the call leaves out is taken from `default_args` and from the blocks around it."""
    parameters = getattr(function, "parameters", None) or parameters_of(function).without_first()
    required = parameters.required - {"task_id"}

    @wraps(function)
    def initialize(self: Any, *args: Any, **kwargs: Any) -> None:
        _take_positional(parameters, args, kwargs)
        from_mapped = kwargs.pop(FROM_MAPPED, self.__dict__.get("_from_mapped", False))
        object.__setattr__(self, "_from_mapped", from_mapped)
        default_args = _complete(kwargs, parameters)
        refuse_missing(required, kwargs)
        hook = getattr(self, "_hook_apply_defaults", None)
        if hook is not None:
            _, kwargs = hook(**kwargs, default_args=default_args)
            default_args = kwargs.pop("default_args", {})
        self.__dict__.setdefault("_init_kwargs", {})
        takes = parameters.takes_any_keyword or "default_args" in parameters.named
        function(self, **kwargs, **({"default_args": default_args} if takes else {}))
        self._init_kwargs.update(kwargs)
        if not from_mapped and type(self).__init__ is initialize:
            self._is_complete()

    initialize.parameters = parameters  # type: ignore[attr-defined]
    return initialize


def _take_positional(parameters: Parameters, args: "tuple[Any, ...]", kwargs: "dict[str, Any]") -> None:
    if not args:
        return
    if airflow_version.at_least(2):
        refused = TypeError if airflow_version.at_least(3) else AirflowException
        raise refused("Use keyword arguments when initializing operators")
    kwargs.update(zip(parameters.positional, args))


def _complete(kwargs: "dict[str, Any]", parameters: Parameters) -> "dict[str, Any]":
    """Fills in what the call left out. Gives the `default_args` that hold for it."""
    dag = kwargs.get("dag") or DagContext.get_current()
    group = kwargs.get("task_group")
    if dag is not None:
        kwargs["dag"] = dag
        group = group or TaskGroupContext.get_current(dag)
    if group is not None:
        kwargs["task_group"] = group
    default_args, params = merged_defaults(dag, group, kwargs.pop("params", None), kwargs.pop("default_args", None))
    for name in parameters.named:
        if name not in kwargs and name in default_args:
            kwargs[name] = default_args[name]
    if params:
        kwargs["params"] = params
    return default_args


def refuse_missing(required: "Set[str]", kwargs: "dict[str, Any]") -> None:
    """Refuses a call that leaves out what has no default.

    :raises TypeError: it does; an AirflowException before 3.0
    """
    missing = sorted(required.difference(kwargs))
    if "task_id" not in kwargs and not airflow_version.at_least(2):
        missing = sorted({*missing, "task_id"})
    if not missing:
        return
    names = ", ".join(repr(name) for name in missing)
    plural = "s" if len(missing) > 1 else ""
    if airflow_version.at_least(2, 3):
        refused = TypeError if airflow_version.at_least(3) else AirflowException
        raise refused(f"missing keyword argument{plural} {names}")
    raise AirflowException(f"Argument {missing} is required")
