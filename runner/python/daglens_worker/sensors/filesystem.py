"""Waits for a file."""

from __future__ import annotations

import os
from datetime import datetime
from glob import glob
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowNotFoundException
from ..hooks.base import BaseHook
from .base import BaseSensorOperator


class FileSensor(BaseSensorOperator):
    """Waits for a file, or for a folder with files in it; names may hold wildcards. With `deferrable`, it pokes all the same."""

    template_fields: Any = ("filepath", "fs_conn_id") if airflow_version.at_least(3) else ("filepath",)
    ui_color = "#91818a"

    def __init__(
        self,
        *,
        filepath: Any,
        fs_conn_id: str = "fs_default",
        recursive: bool = False,
        deferrable: bool = False,
        start_from_trigger: bool = False,
        trigger_kwargs: "dict | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.filepath, self.fs_conn_id = filepath, fs_conn_id
        self.recursive, self.deferrable, self.start_from_trigger = recursive, deferrable, start_from_trigger

    @property
    def path(self) -> str:
        """Where it looks: below the folder that the connection names."""
        return os.path.join(base_path(self.fs_conn_id), os.fspath(self.filepath))

    def poke(self, context: Any) -> bool:
        """Is it there?"""
        self.log.info("Poking for file %s", self.path)
        for path in glob(self.path, recursive=self.recursive):
            if os.path.isfile(path):
                changed = datetime.fromtimestamp(os.path.getmtime(path)).strftime("%Y%m%d%H%M%S")
                self.log.info("Found File %s last modified: %s", path, changed)
                return True
            if any(files for _, _, files in os.walk(path)):
                return True
        return False


def base_path(conn_id: str) -> str:
    """The folder of a file connection. Every Airflow has `fs_default`, whose folder is the root.

    Raises AirflowNotFoundException for other connections that are not there.
    """
    try:
        extra = BaseHook.get_connection(conn_id).extra_dejson
    except AirflowNotFoundException:
        if conn_id != "fs_default":
            raise
        extra = {"path": "/"}
    return extra.get("path", "")
