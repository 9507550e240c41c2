"""Parameters of functions, read without Python's `inspect` where a plain function allows it: importing that takes longer than
loading a small DAG file."""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from inspect import Signature

_VAR_POSITIONAL, _VAR_KEYWORD = 0x04, 0x08
REQUIRED = object()


class Parameters:
    """What a function may be called with.

    :param named: names that can be given by keyword, with their defaults (`REQUIRED`: none)
    :param positional: names that can be given by position, in order
    """

    def __init__(self, named: "dict[str, Any]", positional: "list[str]", takes_any: bool, takes_more: bool) -> None:
        self.named = named
        self.positional = positional
        self.takes_any_keyword = takes_any
        self.takes_more_positional = takes_more

    @property
    def required(self) -> "set[str]":
        """Names without default."""
        return {name for name, default in self.named.items() if default is REQUIRED}

    def without_first(self) -> Parameters:
        """Those of a method for its caller: without `self`."""
        first = self.positional[:1]
        named = {name: default for name, default in self.named.items() if name not in first}
        return Parameters(named, self.positional[1:], self.takes_any_keyword, self.takes_more_positional)


def parameters_of(function: Any) -> Parameters:
    """The parameters of anything that can be called.

    :raises ValueError: Python does not know them, or :raises TypeError: it cannot be called
    """
    if type(function) is FunctionType and not hasattr(function, "__wrapped__"):
        return _of_code(function)
    return _of_signature(signature(function))


def signature(function: Any) -> Signature:
    """Python's own signature of it."""
    import inspect

    return inspect.signature(function)


def _of_code(function: FunctionType) -> Parameters:
    code = function.__code__
    count = code.co_argcount
    positional = list(code.co_varnames[:count])
    defaults = function.__defaults__ or ()
    named: "dict[str, Any]" = dict.fromkeys(positional, REQUIRED)
    named.update(zip(positional[count - len(defaults) :], defaults))
    for name in code.co_varnames[count : count + code.co_kwonlyargcount]:
        named[name] = (function.__kwdefaults__ or {}).get(name, REQUIRED)
    return Parameters(named, positional, bool(code.co_flags & _VAR_KEYWORD), bool(code.co_flags & _VAR_POSITIONAL))


def _of_signature(found: Signature) -> Parameters:
    named, positional, takes_any, takes_more = {}, [], False, False
    for name, parameter in found.parameters.items():
        if parameter.kind == parameter.VAR_KEYWORD:
            takes_any = True
        elif parameter.kind == parameter.VAR_POSITIONAL:
            takes_more = True
        else:
            named[name] = REQUIRED if parameter.default is parameter.empty else parameter.default
            if parameter.kind != parameter.KEYWORD_ONLY:
                positional.append(name)
    return Parameters(named, positional, takes_any, takes_more)
