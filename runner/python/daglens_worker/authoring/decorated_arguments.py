"""What the arguments of a decorated function have to be when `.partial()` or `.expand()` hands them in: the same for tasks and groups."""

from __future__ import annotations

from typing import Any, Callable

from .expand_input import DictOfListsExpandInput, refuse_unmappable
from .mapped import refuse_twice
from .signatures import parameters_of


def refuse_unknown_names(function: "Callable[..., Any]", method: str, kwargs: "dict[str, Any]") -> None:
    """Refuses names that the function does not have.

    :param method: what hands them in, such as `expand`
    :raises TypeError: there are such
    """
    parameters = parameters_of(function)
    unknown = [] if parameters.takes_any_keyword else [name for name in kwargs if name not in parameters.named]
    if unknown:
        raise TypeError(f"{method}() got an unexpected keyword argument {unknown[0]!r}")


def expand_input_of(
    function: "Callable[..., Any]", partial: "dict[str, Any]", kwargs: "dict[str, Any]"
) -> DictOfListsExpandInput:
    """What `.expand(…)` makes of its arguments.

    :param partial: those that all instances share
    :raises TypeError: unknown arguments, or none; :raises ValueError: values that cannot be mapped over
    """
    if not kwargs:
        raise TypeError("no arguments to expand against")
    refuse_unknown_names(function, "expand", kwargs)
    refuse_unmappable(kwargs, set(parameters_of(function).named))
    refuse_twice(partial, kwargs, "mapping already partial")
    return DictOfListsExpandInput(kwargs)
