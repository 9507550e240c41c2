"""Operators and sensors of providers: they take their arguments and render their templates; `execution` says what they do then."""

from __future__ import annotations

from typing import Any

from ..authoring.defaults import with_defaults
from ..authoring.operator import BaseOperator
from ..authoring.signatures import Parameters

# What all operators take is BaseOperator's business.
_COMMON = frozenset(BaseOperator.__init__.parameters.named)


def complete_operator(cls: Any, parameters: "dict[str, Any]") -> type:
    """Gives a class of the catalog its constructor and its stand-in for work.

    :param parameters: those of its own constructor, with defaults
    """
    own = {name: default for name, default in parameters.items() if name not in _COMMON}
    cls.takes_anything = True
    cls.simulated_because = f"DagLens stands in for {cls.__name__}, whose work needs Airflow's provider package"
    cls.__init__ = with_defaults(_constructor(cls, own))
    cls.execute = _execute
    return cls


def _execute(self: Any, context: Any) -> Any:
    """What the operator does instead of its work."""
    from ..execution.stand_ins import execute

    return execute(self, context)


_execute.stands_in = True  # type: ignore[attr-defined]


def _constructor(cls: Any, own: "dict[str, Any]") -> Any:
    def __init__(self: Any, **kwargs: Any) -> None:
        above = {name for base in cls.__mro__[1:] for name in _names_of(base)}
        given = {name: kwargs.get(name, default) for name, default in own.items()}
        kwargs = {name: value for name, value in kwargs.items() if name not in own or name in above}
        for name, value in {**given, **_left_over(above, kwargs)}.items():
            _set(self, name, value)
        next_init = super(cls, self).__init__
        for name in getattr(next_init, "parameters", _NONE).required - {"task_id"}:
            kwargs.setdefault(name, given.get(name))
        next_init(**kwargs)
        for field in cls.template_fields:
            if not hasattr(self, field):
                _set(self, field, None)

    __init__.parameters = Parameters(own, [], True, False)  # type: ignore[attr-defined]
    return __init__


_NONE = Parameters({}, [], True, False)


def _left_over(known: "set[str]", kwargs: "dict[str, Any]") -> "dict[str, Any]":
    """Takes out of the keywords what no class above takes: another version of the provider may."""
    return {name: kwargs.pop(name) for name in list(kwargs) if name not in known and name != "default_args"}


def _names_of(cls: Any) -> "Any":
    parameters = getattr(cls.__dict__.get("__init__"), "parameters", None)
    return parameters.named if parameters is not None else ()


def _set(task: Any, name: str, value: Any) -> None:
    try:
        setattr(task, name, value)
    except AttributeError:
        # A property of all operators has this name; it says what Airflow means by it.
        pass


