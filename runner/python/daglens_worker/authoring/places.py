"""Where in the DAG file something is made."""

from __future__ import annotations

import sys

_loading: "str | None" = None


def load_from(file: "str | None") -> None:
    """Says which file is being loaded; its lines are the ones that `line_of_caller` finds."""
    global _loading
    _loading = file


def line_of_caller() -> "int | None":
    """The line of the file being loaded that is running now; None: it was not begun there."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == _loading:
            return frame.f_lineno
        frame = frame.f_back
    return None
