"""`@asset`: a DAG with one task that makes an asset."""

from __future__ import annotations

from typing import Any, Callable

from .assets import Asset
from .dag import DAG
from .taskflow import DecoratedOperator

_OF_DAG = (
    "schedule is_paused_upon_creation dag_id dag_display_name description params on_success_callback on_failure_callback "
    "access_control owner_links tags"
).split()


def asset_of(function: "Callable[..., Any]", kwargs: "dict[str, Any]") -> AssetDefinition:
    """The asset that a function makes, with the DAG that calls it."""
    name = kwargs.get("name") or function.__name__
    made = AssetDefinition(name=name, uri=kwargs.get("uri"), group=kwargs.get("group", "asset"), extra=kwargs.get("extra"))
    _dag_of(function, kwargs, [made])
    return made


def assets_of(function: "Callable[..., Any]", kwargs: "dict[str, Any]") -> MultiAssetDefinition:
    """The assets that a function makes together, with the DAG that calls it."""
    made = MultiAssetDefinition(function.__name__, list(kwargs.get("outlets") or ()))
    _dag_of(function, kwargs, made.assets)
    return made


class AssetDefinition(Asset):
    """An asset that a function makes."""


class MultiAssetDefinition:
    """Assets that a function makes together."""

    def __init__(self, name: str, assets: "list[Any]") -> None:
        self.name, self.assets = name, assets

    def iter_assets(self) -> Any:
        """The assets."""
        return iter(self.assets)


def _dag_of(function: "Callable[..., Any]", kwargs: "dict[str, Any]", outlets: "list[Any]") -> None:
    given = {name: kwargs[name] for name in _OF_DAG if kwargs.get(name) is not None}
    given.setdefault("dag_id", function.__name__)
    given.setdefault("schedule", None)
    with DAG(auto_register=True, catchup=False, **given):
        _AssetMainOperator(
            task_id="__main__", python_callable=function, outlets=outlets, owner=kwargs.get("owner") or "airflow"
        )


class _AssetMainOperator(DecoratedOperator):
    """The task that calls the function of `@asset`."""

    def execute(self, context: Any) -> Any:
        """Calls the function, with the assets that it asks for."""
        from ..execution.asset_functions import call

        return call(self, context)


_AssetMainOperator.__qualname__ = _AssetMainOperator.__name__ = "@asset"
