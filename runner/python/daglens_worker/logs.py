"""The log file of a try: what the child prints, up to a number of bytes."""

from __future__ import annotations

import os

from .file_names import long_path

# Windows would make two bytes of each line end.
_AS_IT_IS = getattr(os, "O_BINARY", 0)


class LogFile:
    """Takes what a child prints. What does not fit, or cannot be written, is counted and dropped.

    :param path: the file, made here
    :param most: so many bytes are kept
    """

    def __init__(self, path: str, most: int) -> None:
        self._left = most
        self._dropped = 0
        self._descriptor: "int | None" = None
        # Why nothing could be kept; None: it could.
        self.problem: "str | None" = None
        try:
            self._descriptor = os.open(long_path(path), os.O_WRONLY | os.O_CREAT | os.O_APPEND | _AS_IT_IS, 0o600)
        except OSError as error:
            self._give_up(error)

    def take(self, data: bytes) -> None:
        """Keeps a piece, as far as it fits."""
        kept = data[: self._left]
        if self._descriptor is None or not kept:
            self._dropped += len(data)
            return
        self._left -= len(kept)
        self._dropped += len(data) - len(kept)
        self._write(kept)

    def _write(self, data: bytes) -> None:
        try:
            while data and self._descriptor is not None:
                data = data[os.write(self._descriptor, data) :]
        except OSError as error:
            self._dropped += len(data)
            self._give_up(error)

    def _give_up(self, error: OSError) -> None:
        self.problem = f"The log could not be written: {error.strerror}."
        self.close()

    def close(self) -> None:
        """Says how much was dropped, and closes the file."""
        if self._descriptor is None:
            return
        if self._dropped and self.problem is None:
            self._left = 0
            self._write(f"\n[The log ends here: {self._dropped:,} more bytes were printed and not kept.]\n".encode())
        if self._descriptor is not None:
            os.close(self._descriptor)
        self._descriptor = None
