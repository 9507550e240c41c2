"""Processes that a task has started, wherever they have moved to."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, Callable, NoReturn

from .standard_streams import flush

if TYPE_CHECKING:
    import subprocess


def signal_tree(pid: int, number: int) -> None:
    """Signals the process group of a child and everything that descends from it.

    Some programs begin a process group of their own; on Linux they are found all the same.
    """
    family = _descendants(pid)
    signal_group(pid, number)
    for member in family:
        _signal(lambda member=member: os.kill(member, number))


def signal_group(pid: int, number: int) -> None:
    """Signals the process group of a child, which may have ended itself."""
    _signal(lambda: os.killpg(pid, number))


def lead() -> None:
    """What this process starts ends with it. Elsewhere than on Windows whoever has started it made it lead a process group."""
    if os.name == "nt":
        from .windows_job import end_all_with_this_process

        end_all_with_this_process()


def end_with_children(process: "subprocess.Popen[bytes]") -> None:
    """Ends a child that leads a process group, or on Windows holds a job, with all that it has started."""
    if hasattr(os, "killpg"):
        signal_tree(process.pid, signal.SIGKILL)
    else:
        process.kill()


def end_what_is_left() -> None:
    """Ends the processes that this one has started and not waited for. Linux knows them; elsewhere the process group has to do."""
    own = os.getpid()
    try:
        with open(f"/proc/self/task/{own}/children", encoding="ascii") as file:
            children = [int(pid) for pid in file.read().split()]
    except OSError:
        return
    for child in children:
        signal_tree(child, signal.SIGKILL)
        _signal(lambda pid=child: os.kill(pid, signal.SIGKILL))


def leave(code: int) -> NoReturn:
    """Ends this process and what it has started; on Windows the job does that."""
    flush()
    if hasattr(os, "killpg"):
        end_what_is_left()
    os._exit(code)


def _signal(action: "Callable[..., None]") -> None:
    try:
        action()
    except (ProcessLookupError, PermissionError):
        # It has ended by itself.
        pass


def _descendants(pid: int) -> "list[int]":
    children: "dict[int, list[int]]" = {}
    for name in os.listdir("/proc") if os.path.isdir("/proc/self") else ():
        if name.isdigit():
            children.setdefault(_parent_of(name), []).append(int(name))
    found, waiting = [], [pid]
    while waiting:
        for child in children.get(waiting.pop(), ()):
            found.append(child)
            waiting.append(child)
    return found


def _parent_of(pid: str) -> int:
    try:
        with open(f"/proc/{pid}/stat", "rb") as file:
            # The name, in parentheses, may hold anything.
            return int(file.read().rsplit(b")", 1)[1].split()[1])
    except (OSError, IndexError, ValueError):
        return 0


def how_it_ended(code: int) -> str:
    """Such as `SIGKILL` or `7`.

    :param code: an exit code, or below 0 a signal, as `subprocess` has it
    """
    if code >= 0x80000000:
        # Windows' reasons are known in this form.
        return f"0x{code:08X}"
    if code >= 0:
        return str(code)
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
