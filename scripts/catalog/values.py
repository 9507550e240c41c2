"""Values that the reader of modules knows: plain Python values, and references to what stands in the wheels."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field


class Unknown:
    """What cannot be told without running the code."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN = Unknown()


@dataclass(frozen=True)
class Import:
    """`from module import name`, or the module itself when there is no name."""

    module: str
    name: str | None = None


@dataclass(frozen=True)
class FirstOf:
    """The first of some imports that works."""

    options: tuple[Import, ...]


@dataclass(eq=False)
class Function:
    """A function defined at the top of a module or in a class."""

    module: str
    node: ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(eq=False)
class Class:
    """A class: its body is a scope of its own."""

    module: str
    node: ast.ClassDef
    scope: "Scope"
    bases: list[object]
    decorators: list[ast.expr]

    @property
    def path(self) -> str:
        return f"{self.module}.{self.node.name}"


@dataclass
class Scope:
    """The names of a module or a class, in the order they were bound."""

    module: str
    parent: "Scope | None" = None
    names: dict[str, object] = field(default_factory=dict)
    # Names that only a type checker sees: the last resort for a base class.
    typing_only: dict[str, object] = field(default_factory=dict)
    # Names that a module-level `__getattr__` answers, with what stands behind each; True as third: with a warning.
    lazy: dict[str, tuple[object, bool]] = field(default_factory=dict)
    # A module that answers for every name this one lacks.
    redirect: str | None = None
    # The list of names may not be complete.
    is_open: bool = False

    def find(self, name: str) -> object | None:
        scope: Scope | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.parent
        return None
