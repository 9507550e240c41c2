"""Which files of the project were read while a DAG file was loaded: when one of them changes, it has to be loaded again."""

from __future__ import annotations

import os
import sys
from typing import Any, Iterable


class ReadFiles:
    """Notes the files that are opened until it is asked for them."""

    def __init__(self, roots: "Iterable[str]") -> None:
        self._roots = tuple(os.path.normcase(os.path.join(os.path.abspath(root), "")) for root in roots)
        self._opened: "dict[str, None]" = {}
        self._is_noting = True
        sys.addaudithook(self._audit)

    def found(self) -> "list[str]":
        """The files within the search path, the imported modules among them. Nothing is noted any more."""
        self._is_noting = False
        modules = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        return list(dict.fromkeys(file for file in [*modules, *self._opened] if self._is_of_project(file)))

    def _audit(self, event: str, arguments: "tuple[Any, ...]") -> None:
        if self._is_noting and event == "open" and isinstance(arguments[0], (str, os.PathLike)):
            self._opened[os.path.abspath(os.fspath(arguments[0]))] = None

    def _is_of_project(self, file: "str | bytes | None") -> bool:
        if not isinstance(file, str) or file.endswith(".pyc") or "site-packages" in file:
            return False
        return os.path.normcase(file).startswith(self._roots) and os.path.isfile(file)
