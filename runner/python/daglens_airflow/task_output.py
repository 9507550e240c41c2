"""The log of a try: everything that its processes write, up to a limit."""

from __future__ import annotations

import os
from pathlib import Path

_CHUNK = 1 << 16


class TaskOutput:
    """A pipe for standard output and error of a try, and the file that it flows to."""

    def __init__(self, path: Path, limit: int) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = open(path, "ab", buffering=0)
        self._room = max(0, limit - self._file.tell())
        self._dropped = 0
        self.read_end, self.write_end = os.pipe()
        os.set_blocking(self.read_end, False)

    def in_child(self) -> None:
        """Sends what the process writes into the pipe."""
        os.dup2(self.write_end, 1)
        os.dup2(self.write_end, 2)
        os.close(self.write_end)
        os.close(self.read_end)

    def in_parent(self) -> None:
        os.close(self.write_end)

    def drain(self) -> bool:
        """Moves on what is there now. False: all writers are gone."""
        while True:
            try:
                chunk = os.read(self.read_end, _CHUNK)
            except BlockingIOError:
                return True
            if not chunk:
                return False
            self._keep(chunk)
            if len(chunk) < _CHUNK:
                return True

    def _keep(self, chunk: bytes) -> None:
        kept = chunk[: self._room]
        self._dropped += len(chunk) - len(kept)
        self._room -= len(kept)
        try:
            self._file.write(kept)
        except OSError:
            # No space, or a limit on the size of files: the task goes on without its log.
            self._dropped += len(kept)
            self._room = 0

    def close(self) -> None:
        """After the last process of the try: writes how much was left out."""
        self.drain()
        os.close(self.read_end)
        if self._dropped:
            try:
                self._file.write(f"\n… {self._dropped} more bytes were not kept.\n".encode())
            except OSError:
                pass
        self._file.close()
