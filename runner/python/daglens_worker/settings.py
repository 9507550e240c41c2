"""`airflow.settings` and `airflow.version`: what DAG files look up there."""

from __future__ import annotations

import os
from typing import Any

from . import airflow_version

Session = None
engine = None
DAGS_FOLDER = os.environ.get("AIRFLOW__CORE__DAGS_FOLDER", "")
PLUGINS_FOLDER = os.environ.get("AIRFLOW__CORE__PLUGINS_FOLDER", "")
AIRFLOW_HOME = os.environ.get("AIRFLOW_HOME", os.path.expanduser("~/airflow"))


def __getattr__(name: str) -> Any:
    if name in ("version", "__version__"):
        return airflow_version.text()
    if name == "TIMEZONE":
        from datetime import timezone

        return timezone.utc
    if name == "conf":
        from .configuration import conf

        return conf
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
