"""Calls functions of the user with what they ask for of a context."""

from __future__ import annotations

import inspect
import itertools
import logging
from collections.abc import Mapping
from typing import Any, Callable

log = logging.getLogger("airflow.task")


def keywords_for(function: "Callable[..., Any]", args: Any, kwargs: "Mapping[str, Any]") -> "dict[str, Any]":
    """The keyword arguments of a function that is called with these positional ones: all that is there if it takes any, else those
    that it names.

    Raises ValueError where a positional argument has the name of a key of the context.
    """
    parameters = inspect.signature(function).parameters
    for name, parameter in itertools.islice(parameters.items(), len(args)):
        if parameter.kind is not parameter.KEYWORD_ONLY and name in kwargs:
            raise ValueError(f"The key {name!r} in args is a part of kwargs and therefore reserved.")
    if any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters.values()):
        return {key: kwargs[key] for key in kwargs}
    return {name: kwargs[name] for name in parameters if name in kwargs}


def call_with_context(function: "Callable[..., Any]", context: "Mapping[str, Any]", *args: Any) -> Any:
    """Calls a function with what it asks for by name."""
    return function(*args, **keywords_for(function, args, context))


def call(function: "Callable[..., Any]", outlet_events: Any, /, *args: Any, **kwargs: Any) -> Any:
    """Calls a function; one that yields asset metadata tells it to `outlet_events` and gives what it returns. Coroutines are run."""
    if inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None)):
        import asyncio

        return asyncio.run(function(*args, **kwargs))
    if not inspect.isgeneratorfunction(function):
        return function(*args, **kwargs)
    generator = function(*args, **kwargs)
    while True:
        try:
            _take(next(generator), outlet_events)
        except StopIteration as stop:
            return stop.value


def _take(metadata: Any, outlet_events: Any) -> None:
    asset = getattr(metadata, "asset", None) or getattr(metadata, "uri", None)
    if asset is None:
        log.warning("Ignoring unknown data of %r received from task", type(metadata))
        return
    outlet_events[asset].extra.update(getattr(metadata, "extra", None) or {})
    alias = getattr(metadata, "alias", None)
    if alias is not None:
        outlet_events[alias].add(asset)
