"""What stands in for the hooks of providers: using one makes the task simulated, instead of failing it."""

from __future__ import annotations

from typing import Any

from ..exceptions import NotInstalled
from ..execution.masking import redact
from ..imports.placeholders import Placeholder, is_loading


class SimulatedCall:
    """A method of a stand-in hook: calling it ends the task as simulated."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if is_loading():
            return Placeholder(self._name)
        shown = ", ".join([*(repr(redact(one)) for one in args), *(f"{k}={redact(v, k)!r}" for k, v in kwargs.items())])
        raise NotInstalled(f"{self._name}({shown[:500]}) would reach an outside service")

    def __enter__(self) -> Any:
        return self()

    def __exit__(self, *raised: object) -> None:
        """Nothing was opened."""

    def __getattr__(self, name: str) -> SimulatedCall:
        if name.startswith("__"):
            raise AttributeError(name)
        return SimulatedCall(f"{self._name}.{name}")


class StandInHook:
    """A hook that connects to nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._arguments = kwargs

    def __getattr__(self, name: str) -> SimulatedCall:
        if name.startswith("_"):
            raise AttributeError(name)
        return SimulatedCall(f"{type(self).__name__}.{name}")


def hook_of_type(connection: Any, params: "dict[str, Any]") -> StandInHook:
    """A stand-in for the hook of a connection's type."""
    name = "".join(part.capitalize() for part in (connection.conn_type or "unknown").split("_")) + "Hook"
    return type(name, (StandInHook,), {})(**params)
