"""Exceptions as `raised` events tell them."""

from __future__ import annotations

import os
import traceback
from typing import Any

import airflow

from .plain import text

_OURS = (os.path.dirname(airflow.__file__) + os.sep, os.path.dirname(__file__) + os.sep)


def raised(error: BaseException) -> dict[str, Any]:
    """Type, message and frames, innermost last. Frames of Airflow above those of the user's are left out."""
    frames = [
        {"file": os.path.abspath(frame.filename), "line": frame.lineno or 1, "function": frame.name}
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    first = next((at for at, frame in enumerate(frames) if not frame["file"].startswith(_OURS)), 0)
    return {"type": type(error).__name__, "message": text(error), "frames": frames[first:]}
