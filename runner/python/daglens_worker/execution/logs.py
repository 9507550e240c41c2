"""The log of a try: Airflow's format, secrets hidden, whether logged or printed."""

from __future__ import annotations

import logging
import sys
from typing import Any

from .masking import redact


class _Masked(logging.Formatter):
    default_msec_format = "%s.%03d"

    def formatTime(self, record: logging.LogRecord, datefmt: "str | None" = None) -> str:
        """As Airflow writes it, with milliseconds and offset."""
        import time

        moment = time.localtime(record.created)
        return f"{time.strftime('%Y-%m-%dT%H:%M:%S', moment)}.{int(record.msecs):03d}{time.strftime('%z', moment)}"

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, secrets hidden."""
        return redact(super().format(record))


class MaskedStream:
    """Standard output of a task: what is printed passes through the mask."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes with secrets hidden."""
        self._stream.write(redact(text))
        if "\n" in text:
            # Whoever reads along sees what a task says when it says it.
            self._stream.flush()
        return len(text)

    def writelines(self, lines: Any) -> None:
        """Writes several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def log_to_standard_output() -> None:
    """From now on all loggers write to standard output, which is the log of the try."""
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_Masked("[%(asctime)s] {%(filename)s:%(lineno)d} %(levelname)s - %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    sys.stdout, sys.stderr = MaskedStream(sys.stdout), MaskedStream(sys.stderr)  # type: ignore[assignment]
    handler.stream = sys.stdout


def flush() -> None:
    """Writes what is still held back."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            # The task closed it, or the log may not grow any more.
            pass
