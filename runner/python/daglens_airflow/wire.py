"""One JSON object a line, over a file descriptor of its own that nothing a user prints can reach."""

from __future__ import annotations

import json
import os
import threading
from typing import Any, Iterator

Message = dict[str, Any]

_CHUNK = 1 << 16


class Writer:
    """Writes whole lines, from any thread."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._lock = threading.Lock()

    def send(self, message: Message) -> None:
        self.pass_on(json.dumps(message, separators=(",", ":")).encode() + b"\n")

    def pass_on(self, lines: bytes) -> None:
        """Writes lines that are already encoded. Raises BrokenPipeError where nobody reads any more."""
        with self._lock:
            rest = memoryview(lines)
            while rest:
                rest = rest[os.write(self.descriptor, rest) :]


class Reader:
    """Cuts what comes in into lines."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self.is_over = False
        self._rest = b""

    def lines(self) -> list[bytes]:
        """The lines that one read completes, each with its line end. Nothing more comes once `is_over`."""
        try:
            chunk = os.read(self.descriptor, _CHUNK)
        except BlockingIOError:
            return []
        if not chunk:
            self.is_over = True
            return []
        *whole, self._rest = (self._rest + chunk).split(b"\n")
        return [line + b"\n" for line in whole]

    def messages(self) -> Iterator[Message]:
        for line in self.lines():
            yield json.loads(line)

    def rest(self) -> Iterator[Message]:
        """What is in the pipe now, without waiting for more."""
        os.set_blocking(self.descriptor, False)
        before = None
        while not self.is_over and before != []:
            before = self.lines()
            for line in before:
                yield json.loads(line)
