"""What stands in for things that are not there: parts of Airflow that the runtime has not, and modules that are not installed.

A DAG file may import them, call them and read their attributes while it is loaded. A task that uses one is told that it is missing.
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from ..exceptions import NotInstalled


class _State:
    # Is a DAG file being loaded?
    loading = False
    # Do tasks run? From then on, using a placeholder is an error.
    executing = False


def is_loading() -> bool:
    """Is a DAG file being loaded?"""
    return _State.loading


def loading_now(now: bool) -> None:
    """Says that a DAG file begins to be loaded, or that it has been."""
    _State.loading = now


def tasks_run_now() -> None:
    """From now on in this process, using a placeholder raises `NotInstalled`."""
    _State.executing = True


def refuse(path: str) -> None:
    """Refuses to use something that is missing, once tasks run.

    :raises NotInstalled: they do
    """
    if _State.executing:
        raise NotInstalled(f"{path} is not there: the package that has it is not installed.", name=path)


class _PlaceholderType(type):
    """Makes classes that are derived from a placeholder ordinary classes."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Placeholder(f"{cls.__name__}.{name}")


class _Base(metaclass=_PlaceholderType):
    """The base of classes that derive from something that is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        return Placeholder(f"{type(self).__name__}.{name}")


class Placeholder:
    """Something that is missing. While a file is loaded, all that is done with it gives another placeholder."""

    def __init__(self, path: str) -> None:
        self.__dict__["_path"] = path

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        refuse(self._path)
        return Placeholder(f"{self._path}.{name}")

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        refuse(self._path)
        # Used as a decorator, or on a task to change it, it leaves the thing as it is.
        if len(args) == 1 and (hasattr(args[0], "__code__") or hasattr(args[0], "set_downstream")):
            return args[0]
        return Placeholder(f"{self._path}()")

    def __mro_entries__(self, bases: tuple) -> tuple:
        return (_Base,)

    def __getitem__(self, key: Any) -> Any:
        refuse(self._path)
        return Placeholder(f"{self._path}[{key!r}]")

    def __enter__(self) -> Any:
        refuse(self._path)
        return self

    def __exit__(self, *raised: object) -> None:
        return None

    def __iter__(self) -> Any:
        refuse(self._path)
        return iter([Placeholder(f"{self._path}[{index}]") for index in range(_names_to_unpack(sys._getframe(1)))])

    def __len__(self) -> int:
        return 0

    def __bool__(self) -> bool:
        return True

    def __instancecheck__(self, instance: object) -> bool:
        return False

    def __subclasscheck__(self, subclass: object) -> bool:
        return False

    def __or__(self, other: Any) -> Any:
        return self

    def __rshift__(self, other: Any) -> Any:
        return other

    __lshift__ = __rshift__

    def __rrshift__(self, other: Any) -> Any:
        return self

    __rlshift__ = __rrshift__

    __ror__ = __and__ = __add__ = __radd__ = __sub__ = __mul__ = __truediv__ = __mod__ = __or__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Placeholder) and self._path == other._path

    def __hash__(self) -> int:
        return hash(self._path)

    def __repr__(self) -> str:
        return f"<{self._path}, which is not installed>"

    def __str__(self) -> str:
        return f"<{self._path}>"

    def __deepcopy__(self, memo: dict) -> Placeholder:
        return self

    def __reduce__(self) -> Any:
        return Placeholder, (self._path,)


def _names_to_unpack(frame: Any) -> int:
    """How many names `a, b = …` in this frame wants; 0 where it is something else that asks for the items."""
    from opcode import opmap

    code, at = frame.f_code.co_code, frame.f_lasti
    return code[at + 1] if code[at] == opmap["UNPACK_SEQUENCE"] else 0


class _MissingModule(ModuleType):
    def __getattr__(self, name: str) -> Any:
        if name == "__all__":
            return []
        if name.startswith("__"):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        refuse(f"{self.__name__}.{name}")
        return Placeholder(f"{self.__name__}.{name}")


class _Loader:
    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        return _MissingModule(spec.name)

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        module.__path__ = []
        module.__file__ = f"<{module.__name__}, which is not installed>"


class MissingModuleFinder:
    """Finds what no other finder has found, where code of the project asks for it.

    :param roots: the folders of the project
    """

    def __init__(self, roots: "list[str]") -> None:
        # Modules that were asked for and are not installed, in order.
        self.missing: "list[str]" = []
        self._roots = roots

    def find_spec(self, name: str, path: Any = None, target: Any = None) -> "ModuleSpec | None":
        """A placeholder for a module that is not installed; None where the code is to be told that it is missing.

        :raises NotInstalled: a task imports it
        """
        if name.startswith("airflow.") and not name.startswith("airflow.providers."):
            return None
        parent = sys.modules.get(name.rpartition(".")[0])
        if not isinstance(parent, _MissingModule):
            if not _asked_by(self._roots):
                return None
            if _State.executing:
                raise NotInstalled(f"No module named {name!r}", name=name)
            self.missing.append(name)
        return ModuleSpec(name, _Loader(), is_package=True)  # type: ignore[arg-type]


def _asked_by(roots: "list[str]") -> bool:
    """Does a file of the project ask, and does it not expect that the module may be missing?"""
    frame = sys._getframe(2)
    while frame is not None and (frame.f_code.co_filename == __file__ or "importlib" in frame.f_code.co_filename):
        frame = frame.f_back  # type: ignore[assignment]
    if frame is None:
        return False
    name = frame.f_code.co_filename
    return any(name.startswith(root) for root in roots) and not _inside_try(frame)


def _inside_try(frame: Any) -> bool:
    """Does an `except ImportError` around the import expect that the module is missing?"""
    import ast

    try:
        with open(frame.f_code.co_filename, "rb") as file:
            tree = ast.parse(file.read())
    except (OSError, SyntaxError, ValueError):
        return False
    line = frame.f_lineno
    for node in ast.walk(tree):
        if isinstance(node, ast.Try) and node.body[0].lineno <= line <= (node.body[-1].end_lineno or 0):
            if any(_catches_imports(handler) and not _raises(handler) for handler in node.handlers):
                return True
    return False


def _raises(handler: Any) -> bool:
    import ast

    return any(isinstance(statement, ast.Raise) for statement in handler.body)


def _catches_imports(handler: Any) -> bool:
    import ast

    if handler.type is None:
        return True
    names = {node.id for node in ast.walk(handler.type) if isinstance(node, ast.Name)}
    return bool(names & {"ImportError", "ModuleNotFoundError", "Exception", "BaseException"})
