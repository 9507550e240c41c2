"""Exceptions as the wire has them, with the places in the user's own files."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from .exceptions import AirflowException

if TYPE_CHECKING:
    from types import TracebackType

_INSIDE = os.path.dirname(os.path.abspath(__file__)) + os.sep
# The libraries that come with the product.
_LIBRARIES = os.path.join(os.path.dirname(os.path.dirname(_INSIDE)), "libs") + os.sep


def wire_raised(error: BaseException) -> "dict[str, Any]":
    """Type, message and places, innermost last."""
    if isinstance(error, SyntaxError):
        return _syntax(error)
    return {"type": _type_name(error), "message": _message(error), "frames": _frames(error.__traceback__)}


def printable(error: BaseException) -> "tuple[Any, BaseException, TracebackType | None]":
    """What a log prints of an exception: without the frames of the runner that stand before those of the user.

    Where there are only the runner's, those of an operator that says that it failed (an AirflowException) tell nothing.
    """
    traceback = error.__traceback__
    while traceback is not None and traceback.tb_frame.f_code.co_filename.startswith(_INSIDE):
        traceback = traceback.tb_next
    if traceback is None and not isinstance(error, AirflowException):
        traceback = error.__traceback__
    return type(error), error, traceback


def _syntax(error: SyntaxError) -> "dict[str, Any]":
    frames = _frames(error.__traceback__)
    if error.filename and error.lineno:
        frames.append({"file": error.filename, "line": error.lineno, "function": "<module>"})
    return {"type": _type_name(error), "message": error.msg or "", "frames": frames}


def _type_name(error: BaseException) -> str:
    return type(error).__name__


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        # A user's exception may fail to say what it is.
        return ""


def _frames(traceback: "TracebackType | None") -> "list[dict[str, Any]]":
    frames = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        if _is_users(code.co_filename):
            frames.append({"file": code.co_filename, "line": traceback.tb_lineno, "function": code.co_name})
        traceback = traceback.tb_next
    return frames


def _is_users(file: str) -> bool:
    """A file of the user, rather than of the runner, of Python or of a library?"""
    if file.startswith(("<", _INSIDE, _LIBRARIES)) or not os.path.isabs(file):
        return False
    return f"{os.sep}site-packages{os.sep}" not in file and not file.startswith(_LIBRARY) and ".whl" not in file


_LIBRARY = os.path.dirname(os.__file__) + os.sep
