"""`python -m daglens_airflow HOME`: serves runs over file descriptors 3 (requests) and 4 (answers)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .wire import Writer

REQUESTS, ANSWERS = 3, 4


def main(home: Path) -> None:
    for descriptor in (REQUESTS, ANSWERS):
        os.set_inheritable(descriptor, False)
    answers = Writer(ANSWERS)
    # Takes seconds: Airflow is imported here, once for all runs.
    from . import database, warm
    from .version import VERSION

    if not (home / database.TEMPLATE).exists():
        answers.send({"kind": "preparing", "version": VERSION})
    database.ensure_template(home)
    warm.import_all(home)
    answers.send({"kind": "ready", "version": VERSION, "python": sys.version.split()[0], "pid": os.getpid()})
    from .server import Server

    Server(REQUESTS, ANSWERS, home).serve()


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]))
    except Exception as error:
        Writer(ANSWERS).send({"kind": "broken", "message": f"{type(error).__name__}: {error}"})
        raise
