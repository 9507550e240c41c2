"""Lets a debugger attach to a task before the task begins."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_NO_DEBUGPY = (
    "The task cannot be debugged: debugpy is not installed for this Python ({}). Install it there, or install the editor's "
    "extension Python Debugger."
)


def wait_for_debugger(request: "dict[str, Any]", emit: "Callable[[dict[str, Any]], None]") -> bool:
    """Says at which port the task waits, and goes on when a debugger has attached.

    :param request: the `execute` request; with `debug_port` None nothing is waited for
    :return: False if no debugger can attach, and the user was told why
    """
    port = request.get("debug_port")
    if port is None:
        return True
    debugpy = _load(request.get("debugpy_folder"))
    if debugpy is None:
        emit({"kind": "note", "level": "error", "message": _NO_DEBUGPY.format(sys.executable)})
        return False
    _, port = debugpy.listen(("127.0.0.1", port))
    emit({"kind": "debugging", "port": port})
    debugpy.wait_for_client()
    return True


def _load(folder: "str | None") -> Any:
    """The interpreter's own debugpy comes first: it fits the interpreter."""
    # Python's own modules are frozen: debugpy would say in the task's log that they cannot be debugged.
    os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")
    if folder:
        sys.path.append(folder)
    try:
        import debugpy
    except ImportError:
        return None
    return debugpy
