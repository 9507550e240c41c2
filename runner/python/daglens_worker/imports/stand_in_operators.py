"""Operators and sensors of providers: they take their arguments and render their templates; `execution` says what they do then."""

from __future__ import annotations

from typing import Any

from ..authoring.defaults import refuse_missing, with_defaults
from ..authoring.operator import BaseOperator, BaseOperatorMeta
from ..authoring.operator_arguments import refuse_unknown
from ..authoring.signatures import Parameters
from .class_arguments import arguments_of, hands_on, names_of_constructors
from .placeholders import is_loading
from .stand_ins import missing_attribute, set_leniently

# What all operators take is BaseOperator's business.
_COMMON = frozenset(BaseOperator.__init__.parameters.named)


class StandInOperatorMeta(BaseOperatorMeta):
    """Constants of the class (`SUCCESS_STATES`) that a DAG file looks up stand for something that is missing."""

    def __getattr__(cls, name: str) -> Any:
        if not is_loading() or not name[:1].isupper():
            raise AttributeError(f"type object {cls.__name__!r} has no attribute {name!r}")
        return missing_attribute(cls, name)


def complete_operator(cls: Any, parameters: "dict[str, Any]", required: "frozenset[str]") -> type:
    """Gives a class of the catalog its constructor and its stand-in for work.

    :param parameters: those of its own constructor, with defaults
    :param required: those of them that have none
    """
    own = {name: default for name, default in parameters.items() if name not in _COMMON}
    taken = _certainly_taken(cls)
    cls.takes_anything = taken is None
    if taken is not None:
        cls.names_of_constructors = names_of_constructors(cls.stands_in_for)
    cls.simulated_because = f"DagLens stands in for {cls.__name__}, whose work needs Airflow's provider package"
    cls.__init__ = with_defaults(_constructor(cls, own, taken, required if taken is not None else frozenset()))
    cls.execute = _execute
    cls.__getattr__ = _attribute
    return cls


def _certainly_taken(cls: Any) -> "frozenset[str] | None":
    from ..authoring.taskflow import DecoratedOperator

    # Decorators hand arguments of their own to the class behind them.
    return None if issubclass(cls, DecoratedOperator) else arguments_of(cls.stands_in_for)


def _execute(self: Any, context: Any) -> Any:
    """What the operator does instead of its work."""
    from ..execution.stand_ins import execute

    return execute(self, context)


_execute.stands_in = True  # type: ignore[attr-defined]


def _attribute(self: Any, name: str) -> Any:
    """What a DAG file asks of the task, and the real operator may have: most often such a property is the task's result."""
    if not is_loading() or name.startswith("_"):
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
    return self.output


def _refuse(operator: Any, cls: Any, taken: "frozenset[str]", kwargs: "dict[str, Any]") -> None:
    unknown = {name: value for name, value in kwargs.items() if name not in taken and not name.startswith("_")}
    if not unknown:
        return
    if not hands_on(cls.stands_in_for):
        raise TypeError(f"{cls.__name__}.__init__() got an unexpected keyword argument {next(iter(unknown))!r}")
    refuse_unknown(operator, unknown, kwargs.get("task_id", ""))


def _constructor(cls: Any, own: "dict[str, Any]", taken: "frozenset[str] | None", required: "frozenset[str]") -> Any:
    def __init__(self: Any, **kwargs: Any) -> None:
        # Classes above get what this one makes of it.
        if taken is not None and "_is_checked" not in self.__dict__:
            refuse_missing(required - {"task_id"}, kwargs)
            _refuse(self, cls, taken, kwargs)
        self.__dict__["_is_checked"] = True
        above = [base.__init__.parameters for base in cls.__mro__[1:] if _has_own_constructor(base)]
        known = {name for parameters in above for name in parameters.named}
        # What a class further down has set stays, where it is not handed on.
        given = {name: kwargs.get(name, self.__dict__.get(name, default)) for name, default in own.items()}
        handed = {name: value for name, value in kwargs.items() if name in known or name == "default_args"}
        handed.update((name, given[name]) for name in own if name in known and name in self.__dict__)
        for name in {name for parameters in above for name in parameters.required} - {"task_id"}:
            handed.setdefault(name, given.get(name) or _stand_in_for(name))
        # What no class above takes, another version of the provider may.
        for name, value in {**given, **{name: kwargs[name] for name in kwargs if name not in known}}.items():
            set_leniently(self, name, value)
        super(cls, self).__init__(**handed)
        for field in cls.template_fields:
            if field not in self.__dict__ and not hasattr(cls, field):
                set_leniently(self, field, None)

    __init__.parameters = Parameters(own, [], True, False)  # type: ignore[attr-defined]
    return __init__


def _has_own_constructor(cls: Any) -> bool:
    return hasattr(cls.__dict__.get("__init__"), "parameters")


def _stand_in_for(name: str) -> Any:
    # The class would give its base something of its own here.
    return _nothing if "callable" in name else None


def _nothing(*args: Any, **kwargs: Any) -> None:
    """The function of an operator that brings its own."""
