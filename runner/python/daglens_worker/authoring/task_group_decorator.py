"""`@task_group`."""

from __future__ import annotations

from typing import Any, Callable

from .decorated_arguments import expand_input_of, refuse_unknown_names
from .expand_input import ListOfDictsExpandInput, MappedArgument, refuse_custom_key, refuse_kwargs
from .mapped import refuse_twice
from .signatures import parameters_of
from .task_group import MappedTaskGroup, TaskGroup


class _TaskGroupFactory:
    """A function whose call makes a group of what it builds."""

    def __init__(self, function: "Callable[..., Any]", tg_kwargs: "dict[str, Any]", partial: "dict[str, Any] | None" = None):
        from functools import update_wrapper

        self.function = function
        self.tg_kwargs = tg_kwargs
        self.tg_kwargs.setdefault("group_id", function.__name__)
        self.partial_kwargs = partial or {}
        update_wrapper(self, function)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self._build(TaskGroup(**self._group_kwargs()), args, kwargs)

    def _group_kwargs(self) -> "dict[str, Any]":
        return {"add_suffix_on_collision": True, **self.tg_kwargs}

    def _build(self, group: TaskGroup, args: Any, kwargs: "dict[str, Any]") -> Any:
        with group:
            if self.function.__doc__ and not group.tooltip:
                group.tooltip = self.function.__doc__
            returned = self.function(*args, **kwargs)
        return group if returned is None else returned

    def override(self, **kwargs: Any) -> _TaskGroupFactory:
        """The same with other arguments of the group."""
        return type(self)(self.function, {**self.tg_kwargs, **kwargs}, self.partial_kwargs)

    def partial(self, **kwargs: Any) -> _TaskGroupFactory:
        """The arguments that all instances share."""
        refuse_twice(self.partial_kwargs, kwargs, "duplicate partial")
        refuse_unknown_names(self.function, "partial", kwargs)
        return type(self)(self.function, dict(self.tg_kwargs), {**self.partial_kwargs, **kwargs})

    def expand(self, **kwargs: Any) -> Any:
        """One instance for each combination of the given values.

        :raises TypeError: unknown arguments, or none; :raises ValueError: values that cannot be mapped over
        """
        return self._expand(expand_input_of(self.function, self.partial_kwargs, kwargs), list(kwargs))

    def expand_kwargs(self, kwargs: Any) -> Any:
        """One instance for each dict of arguments.

        :raises TypeError: it is neither a reference nor a list of dicts
        """
        refuse_kwargs(kwargs)
        names = [name for name in parameters_of(self.function).named if name not in self.partial_kwargs]
        return self._expand(ListOfDictsExpandInput(kwargs), names)

    def _expand(self, expand_input: Any, names: "list[str]") -> Any:
        refuse_custom_key(expand_input.value)
        group = MappedTaskGroup(expand_input=expand_input, **self._group_kwargs())
        arguments = {name: MappedArgument(expand_input, name) for name in names}
        return self._build(group, (), {**self.partial_kwargs, **arguments})


def task_group(group_id: Any = None, **tg_kwargs: Any) -> Any:
    """`@task_group`, with or without arguments."""
    if callable(group_id) and not tg_kwargs:
        return _TaskGroupFactory(group_id, {})
    if group_id is not None:
        tg_kwargs["group_id"] = group_id
    return lambda function: _TaskGroupFactory(function, dict(tg_kwargs))
