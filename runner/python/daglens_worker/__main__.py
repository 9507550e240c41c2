"""Starts the worker: `python3 …/daglens_worker`, or `main()` with the folder of this package on the search path."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Serves requests until descriptor 3 is closed."""
    package = os.path.dirname(os.path.abspath(__file__))
    folder = os.path.dirname(package)
    # Where the process stands, and the package's own folder, would offer their files as modules.
    sys.path[:] = [folder, *(path for path in sys.path if path not in ("", folder, package))]
    from daglens_worker.server import serve

    serve(folder)


if __name__ == "__main__":
    main()
