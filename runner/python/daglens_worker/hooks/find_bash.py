"""Which bash runs commands."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from ..exceptions import AirflowException

_NONE = "There is no bash on this machine, so the command was not run. Install Git for Windows, which has one, or open the folder in WSL."


def bash() -> str:
    """Its path; on Windows that of Git, since the one in the system's folder runs commands in another system.

    Raises AirflowException where Windows has none.
    """
    if os.name != "nt":
        return shutil.which("bash") or "bash"
    found = next((str(path) for path in _of_windows() if path.is_file()), None)
    if found is None:
        raise AirflowException(_NONE)
    return found


def _of_windows() -> "list[Path]":
    named, git = shutil.which("bash"), shutil.which("git")
    system = os.environ.get("SystemRoot", r"C:\Windows").lower()
    paths = [Path(named)] if named and not named.lower().startswith(system) and "windowsapps" not in named.lower() else []
    # `git` lies in `cmd` or `bin`, or deeper where one of Git's own shells is open.
    paths += [parent / "bin" / "bash.exe" for parent in Path(git).parents[:4]] if git else []
    homes = (os.environ.get("ProgramFiles"), os.environ.get("LocalAppData"))
    return paths + [Path(home, *more, "Git", "bin", "bash.exe") for home in homes if home for more in ((), ("Programs",))]
