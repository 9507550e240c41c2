"""What the worker and the engine say to each other; `runner/src/builtin/workerMessages.ts` is the other end."""

from __future__ import annotations

import json
import os
from typing import Any

TO_WORKER, FROM_WORKER = 3, 4
# So the line begins that a child says last.
LAST = (b'{"kind":"ended"', b'{"kind":"callbacks_done"')
_ENCODER = json.JSONEncoder(separators=(",", ":"), default=str)


def line_of(message: "dict[str, Any]") -> bytes:
    """A message as one line."""
    try:
        text = _ENCODER.encode(message)
    except (ValueError, TypeError):
        # NaN, circles, keys that are no text: shown as text rather than lost.
        from .json_values import plain

        text = _ENCODER.encode(plain(message))
    return text.encode("utf-8", "backslashreplace") + b"\n"


def send(descriptor: int, message: "dict[str, Any]") -> None:
    """Writes a message as a whole.

    :raises OSError: nobody reads it any more
    """
    write_all(descriptor, line_of(message))


def write_all(descriptor: int, data: bytes) -> None:
    """Writes all of it, however often that takes.

    :raises OSError: nobody reads it any more
    """
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


class Lines:
    """Makes lines of what arrives in pieces."""

    def __init__(self) -> None:
        self._rest = b""

    def take(self, data: bytes) -> "list[dict[str, Any]]":
        """The messages that are complete with this piece."""
        *whole, self._rest = (self._rest + data).split(b"\n")
        return [json.loads(line) for line in whole if line]
