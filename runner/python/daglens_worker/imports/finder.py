"""Serves `import airflow…`: modules whose names are looked up when somebody asks for them. An Airflow that is installed in the
interpreter is never imported."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any

from . import resolve


_EXAMPLES = ("airflow.example_dags", "airflow.contrib.example_dags")


def _folders_of(name: str) -> "list[str]":
    folders = [os.path.join(root, *name.split(".")) for root in AirflowFinder.roots]
    return [folder for folder in folders if os.path.isdir(folder)]


class AirflowFinder:
    """Finds `airflow` and everything below it; other modules are left to Python."""

    # The folders of the project: Airflow's own examples, where they lie in it, import each other.
    roots: "list[str]" = []

    @staticmethod
    def find_spec(name: str, path: Any = None, target: Any = None) -> "ModuleSpec | None":
        """The spec of a module of Airflow; None: another finder may have it."""
        if name != "airflow" and not name.startswith("airflow."):
            return None
        if path and name.startswith(tuple(f"{package}." for package in _EXAMPLES)):
            return None
        if name not in _EXAMPLES and not resolve.has_module(name):
            return None
        spec = ModuleSpec(name, _Loader(), is_package=True)
        if name in _EXAMPLES:
            spec.submodule_search_locations = _folders_of(name)
        return spec


class _Loader:
    @staticmethod
    def create_module(spec: ModuleSpec) -> ModuleType:
        return AirflowModule(spec.name)

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        module.__path__ = list(module.__spec__.submodule_search_locations or ())  # type: ignore[union-attr]
        module.__file__ = f"<{module.__name__}>"


class AirflowModule(ModuleType):
    """A module whose names are made on first sight."""

    def __getattr__(self, name: str) -> Any:
        module = self.__name__
        if name == "__all__":
            return resolve.public_names(module)
        if name.startswith("__") and name not in resolve.DUNDERS:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        found = resolve.find(module, name)
        if found is resolve.ABSENT:
            found = self._submodule(name)
        setattr(self, name, found)
        return found

    def _submodule(self, name: str) -> Any:
        path = f"{self.__name__}.{name}"
        if not resolve.has_module(path):
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        return import_module(path)


def install(roots: "list[str]") -> None:
    """Takes over `airflow`, as the first finder.

    :param roots: the folders of the project
    """
    AirflowFinder.roots = roots
    if not any(finder is AirflowFinder for finder in sys.meta_path):
        sys.meta_path.insert(0, AirflowFinder)  # type: ignore[arg-type]
