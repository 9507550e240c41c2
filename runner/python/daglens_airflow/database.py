"""Airflow's database: made once for an Airflow version and an interpreter, and copied for each run."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

from .processes import fork

TEMPLATE = "template.db"


def connection_url(database: Path) -> str:
    """Writers wait for one another up to a minute."""
    return f"sqlite:///{database}?timeout=60"


def ensure_template(home: Path) -> None:
    """
    Makes the migrated, empty database of this home unless it is there. Two processes that do so at the same time do not meet.
    Raises RuntimeError where Airflow cannot make it; its words are on standard error.
    """
    template = home / TEMPLATE
    if template.exists():
        return
    unfinished = home / f"{TEMPLATE}.{os.getpid()}"
    status = os.waitpid(fork(lambda: _migrate(unfinished)), 0)[1]
    if status != 0 or not unfinished.exists():
        unfinished.unlink(missing_ok=True)
        raise RuntimeError("Airflow could not make its database.")
    unfinished.replace(template)
    for left in home.glob(f"{unfinished.name}-*"):
        left.unlink()


def _migrate(database: Path) -> None:
    connect(database)
    from airflow import settings
    from airflow.utils.db import initdb

    initdb()
    settings.dispose_orm()
    # Airflow 3.3 keeps a log of writes beside the database: all has to be in the one file that is copied.
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copy_template(home: Path, to: Path) -> None:
    shutil.copyfile(home / TEMPLATE, to)


def connect(database: Path) -> None:
    """Lets the Airflow of this process use another database from now on."""
    from airflow import settings
    from sqlalchemy import event
    from sqlalchemy.engine import Engine

    os.environ["AIRFLOW__DATABASE__SQL_ALCHEMY_CONN"] = connection_url(database)
    if settings.engine is not None:
        settings.dispose_orm()
    settings.configure_vars()
    settings.configure_orm()
    # The database lives no longer than its run: nothing is lost with the machine.
    if not event.contains(Engine, "connect", _write_fast):
        event.listen(Engine, "connect", _write_fast)


def _write_fast(connection: object, _record: object) -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.execute("PRAGMA synchronous=OFF")
