"""The standard streams: makes a channel of input and output, which any process can inherit, and gives user code others in their place;
and flushes what user code has printed."""

from __future__ import annotations

import os
import sys


def take_over() -> "tuple[int, int]":
    """From now on standard input is empty, and what is printed goes to standard error.

    :return: what standard input and output were: nobody else can read or write there, nor inherit it
    """
    incoming, outgoing = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.close(null)
    os.dup2(2, 1)
    for descriptor in (incoming, outgoing, 1):
        _without_line_ends(descriptor)
    return incoming, outgoing


def flush() -> None:
    """Writes what has been printed; a stream that the task has closed or replaced is left."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass


def _without_line_ends(descriptor: int) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.setmode(descriptor, os.O_BINARY)
