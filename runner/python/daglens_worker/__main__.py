"""Starts the worker: `python3 …/daglens_worker`, or `main()` with the folder of this package on the search path."""

from __future__ import annotations

import os
import sys


def main(spawns: bool = False) -> None:
    """Serves requests until the channel to the engine is closed.

    :param spawns: see `server.serve`
    """
    folder = _only_own_folder()
    from daglens_worker.server import serve

    serve(folder, spawns)


def child() -> None:
    """Does one piece of work for a worker that spawns its children."""
    _only_own_folder()
    from daglens_worker.spawned_child import be_child

    be_child()


def _only_own_folder() -> str:
    """Where the process stands, and the package's own folder, would offer their files as modules."""
    package = os.path.dirname(os.path.abspath(__file__))
    folder = os.path.dirname(package)
    sys.path[:] = [folder, *(path for path in sys.path if path not in ("", folder, package))]
    return folder


if __name__ == "__main__":
    main("--spawn" in sys.argv)
