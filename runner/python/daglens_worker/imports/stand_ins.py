"""Classes that stand in for those of providers: they take the arguments, know the templated fields, and do not work."""

from __future__ import annotations

from typing import Any

from . import resolve
from .catalog import catalog
from .placeholders import Placeholder, refuse

_made: "dict[str, type]" = {}


def stand_in_class(module: str, name: str) -> type:
    """The class that stands in for one of the catalog's."""
    path = f"{module}.{name}"
    if path not in _made:
        _made[path] = _make(path, module, name)
    return _made[path]


def _make(path: str, module: str, name: str) -> type:
    facts = catalog().class_facts(path) or {}
    bases = _bases(facts.get("b", ()))
    namespace: "dict[str, Any]" = {"__module__": module, "__qualname__": name, "stands_in_for": path}
    for key, attribute in (("tf", "template_fields"), ("te", "template_ext")):
        if facts.get(key) is not None:
            namespace[attribute] = tuple(facts[key])
    for attribute in ("ui_color", "ui_fgcolor", "custom_operator_name"):
        if attribute in facts:
            namespace[attribute] = facts[attribute]
    parameters = {one[0]: default_of(one) for one in facts.get("p", ()) if not one[0].startswith("*")}
    if issubclass(bases[0], _base_operator()):
        from .stand_in_operators import StandInOperatorMeta, complete_operator

        required = frozenset(one[0] for one in facts.get("p", ()) if one[0] in parameters and (*one, None)[1] is None)
        return complete_operator(StandInOperatorMeta(name, bases, namespace), parameters, required)
    namespace["__init__"] = _constructor(bases, parameters)
    return _meta_of(bases)(name, bases, namespace)


def _bases(paths: "tuple[str, ...]") -> "tuple[type, ...]":
    found = [_base(path) for path in paths if "." in path]
    classes = [base for base in found if isinstance(base, type)]
    # One that another is derived from would stand before it in Python's order.
    own = [base for base in classes if not any(other is not base and issubclass(other, base) for other in classes)]
    bases = list(dict.fromkeys(_operators_first(own)))
    needs_more = not any(issubclass(base, (StandIn, _base_operator())) for base in bases)
    return (*bases, StandIn) if needs_more else tuple(bases)


def _base_operator() -> type:
    from ..authoring.operator import BaseOperator

    return BaseOperator


def _base(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return resolve.find(module, name)


def _operators_first(bases: "list[type]") -> "list[type]":
    operators = [base for base in bases if issubclass(base, _base_operator())]
    # Mixins of providers bring nothing but names, which an operator has by itself.
    return operators or bases


class _StandInMeta(type):
    """What is asked of the class of a stand-in, and is not known, is missing."""

    def __getattr__(cls, name: str) -> Any:
        return missing_attribute(cls, name)


class StandIn(metaclass=_StandInMeta):
    """Something of a provider that is no operator: it keeps its arguments; what else is asked of it is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.update(kwargs)

    def __getattr__(self, name: str) -> Any:
        return missing_attribute(type(self), name)


def missing_attribute(cls: type, name: str) -> Placeholder:
    """What stands for an attribute that the real class may have.

    :raises AttributeError: Python itself asks; :raises NotInstalled: a task asks
    """
    if name.startswith("_"):
        raise AttributeError(f"{cls.__name__!r} has no attribute {name!r}")
    path = f"{cls.__dict__.get('stands_in_for', cls.__name__)}.{name}"
    refuse(path)
    return Placeholder(path)


def _meta_of(bases: "tuple[type, ...]") -> Any:
    metas = list(dict.fromkeys(type(base) for base in bases))
    fitting = [meta for meta in metas if all(issubclass(meta, other) for other in metas)]
    return fitting[0] if fitting else type("_Meta", tuple(meta for meta in metas if meta is not type), {})


def _constructor(bases: "tuple[type, ...]", parameters: "dict[str, Any]") -> Any:
    real = next((base for base in bases if not issubclass(base, StandIn)), None)

    def initialize(self: Any, *args: Any, **kwargs: Any) -> None:
        given = {**parameters, **dict(zip(parameters, args)), **kwargs}
        if real is not None:
            real.__init__(self, **_accepted(real, given, kwargs))  # type: ignore[misc]
        for name, value in given.items():
            set_leniently(self, name, value)

    return initialize


def _accepted(cls: type, given: "dict[str, Any]", kwargs: "dict[str, Any]") -> "dict[str, Any]":
    """The arguments that the constructor of a class of the runtime takes."""
    from ..authoring.signatures import parameters_of

    takes = parameters_of(cls.__init__).without_first()  # type: ignore[misc]
    accepted = {name: given.get(name) for name in takes.named if name in kwargs or name in takes.required}
    return accepted


def set_leniently(thing: Any, name: str, value: Any) -> None:
    """Sets an attribute, unless a property of all such things has its name: that says what Airflow means by it."""
    try:
        setattr(thing, name, value)
    except AttributeError:
        pass


def default_of(parameter: "list[Any]") -> Any:
    """The default value that the catalog has as text; None where it is no literal."""
    text, annotation = (*parameter[1:], None, None)[:2]
    if text is None or text == "None":
        # Constructors make a dict of their own of it.
        return {} if str(annotation or "").startswith(("dict", "Dict")) else None
    if text in ("True", "False"):
        return text == "True"
    from ast import literal_eval

    try:
        return literal_eval(text)
    except (ValueError, SyntaxError):
        return None
