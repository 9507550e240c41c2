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
    from ..authoring.operator import BaseOperator

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
    if not issubclass(bases[0], BaseOperator):
        namespace["__init__"] = _plain_init(parameters)
        return type(bases[0])(name, bases, namespace)
    from .stand_in_operators import complete_operator

    return complete_operator(type(bases[0])(name, bases, namespace), parameters)


def _bases(paths: "tuple[str, ...]") -> "tuple[type, ...]":
    found = [_base(path) for path in paths if "." in path]
    classes = [base for base in found if isinstance(base, type)]
    # One that another is derived from would stand before it in Python's order.
    own = [base for base in classes if not any(other is not base and issubclass(other, base) for other in classes)]
    return tuple(dict.fromkeys(_operators_first(own))) or (StandIn,)


def _base(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return resolve.find(module, name)


def _operators_first(bases: "list[type]") -> "list[type]":
    from ..authoring.operator import BaseOperator

    operators = [base for base in bases if issubclass(base, BaseOperator)]
    # Mixins of providers bring nothing but names, which an operator has by itself.
    return operators or bases


class StandIn:
    """Something of a provider that is no operator: it keeps its arguments; what else is asked of it is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.update(kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        path = f"{getattr(type(self), 'stands_in_for', type(self).__name__)}.{name}"
        refuse(path)
        return Placeholder(path)


def _plain_init(parameters: "dict[str, Any]") -> Any:
    def initialize(self: Any, *args: Any, **kwargs: Any) -> None:
        self.__dict__.update({**parameters, **dict(zip(parameters, args)), **kwargs})

    return initialize


def default_of(parameter: "list[Any]") -> Any:
    """The default value that the catalog has as text; None where it is no literal."""
    text = parameter[1] if len(parameter) > 1 else None
    if text is None or text == "None":
        return None
    if text in ("True", "False"):
        return text == "True"
    from ast import literal_eval

    try:
        return literal_eval(text)
    except (ValueError, SyntaxError):
        return None
