"""`BaseHook`: gets connections from the files of the project and the environment."""

from __future__ import annotations

import logging
from typing import Any

from ..execution.connections import Connection, get_connection


class BaseHook:
    """The base of hooks. It knows connections and connects to nothing."""

    conn_name_attr = "conn_id"

    def __init__(self, *args: Any, logger_name: "str | None" = None, **kwargs: Any) -> None:
        self._logger_name = logger_name

    @property
    def log(self) -> logging.Logger:
        """Writes to the log of the try."""
        return logging.getLogger("airflow.task.hooks")

    @classmethod
    def get_connection(cls, conn_id: str) -> Connection:
        """The connection.

        Raises AirflowNotFoundException where there is none.
        """
        return get_connection(conn_id)

    @classmethod
    async def aget_connection(cls, conn_id: str) -> Connection:
        """`get_connection` for coroutines."""
        return get_connection(conn_id)

    @classmethod
    def get_connections(cls, conn_id: str) -> "list[Connection]":
        """The connection in a list."""
        return [get_connection(conn_id)]

    @classmethod
    def get_hook(cls, conn_id: str, hook_params: "dict | None" = None) -> Any:
        """A hook of the connection's type: a stand-in."""
        return get_connection(conn_id).get_hook(hook_params=hook_params)

    def get_conn(self) -> Any:
        """What it is connected to; for subclasses.

        Raises NotInstalled for a hook of a provider, which connects to nothing.
        """
        if hasattr(type(self), "stands_in_for"):
            return _simulated(self, "get_conn")()
        raise NotImplementedError()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or not hasattr(type(self), "stands_in_for"):
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return _simulated(self, name)


def _simulated(hook: BaseHook, name: str) -> Any:
    from .stand_in import SimulatedCall

    return SimulatedCall(f"{type(hook).__name__}.{name}")


class DbApiHook(BaseHook):
    """The base of hooks for databases; whatever it would ask of one is simulated."""

    default_conn_name = "default_conn_id"

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return _simulated(self, name)
