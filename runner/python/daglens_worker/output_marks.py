"""Where in all that a child prints its work begins and ends. A mark stands at each: it is random, so nothing printed is like it."""

from __future__ import annotations

import os
from typing import Callable

# So much of what is printed before the work begins is kept: Python's last words, should it end there.
_KEPT = 2000


def new_mark() -> bytes:
    """A mark that nobody else has."""
    return b"\0daglens:" + os.urandom(16).hex().encode() + b"\n"


class MarkedOutput:
    """What a child prints.

    :param take: is given what lies between the first and the second mark
    """

    def __init__(self, mark: bytes, take: "Callable[[bytes], None]") -> None:
        self._mark, self._take = mark, take
        self._rest = b""
        self._marks = 0
        # The last of what was printed before the work, if that has not begun.
        self.early = b""
        # Nothing more comes.
        self.is_complete = False

    def add(self, data: bytes) -> None:
        """The next piece; nothing at the end."""
        *parts, self._rest = (self._rest + data).split(self._mark)
        for part in parts:
            self._give(part)
            self._marks += 1
            self.early = b""
        held = _beginning_of(self._mark, self._rest) if data else 0
        at = len(self._rest) - held
        self._give(self._rest[:at])
        self._rest = self._rest[at:]
        self.is_complete = self.is_complete or not data or self._marks >= 2

    def _give(self, part: bytes) -> None:
        if self._marks == 0:
            self.early = (self.early + part)[-_KEPT:]
        elif self._marks == 1 and part:
            self._take(part)


def _beginning_of(mark: bytes, text: bytes) -> int:
    """How many bytes at the end of the text may be the beginning of the mark."""
    at = text.find(mark[:1], max(0, len(text) - len(mark) + 1))
    while at >= 0:
        if mark.startswith(text[at:]):
            return len(text) - at
        at = text.find(mark[:1], at + 1)
    return 0
