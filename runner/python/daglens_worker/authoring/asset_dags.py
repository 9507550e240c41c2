"""`@asset`: a DAG with one task that makes an asset."""

from __future__ import annotations

from typing import Any, Callable, Iterator

from .assets import Asset, AssetAll
from .dag import DAG
from .operator import BaseOperator
from .signatures import REQUIRED, parameters_of

_OF_DAG = (
    "schedule is_paused_upon_creation dag_id dag_display_name description params on_success_callback on_failure_callback "
    "access_control owner_links tags"
).split()
# Arguments of the function that are no assets.
_NO_INLETS = ("self", "context", "outlet_events")


def asset_of(function: "Callable[..., Any]", kwargs: "dict[str, Any]") -> AssetDefinition:
    """The asset that a function makes, with the DAG that calls it.

    :raises ValueError: the function stands inside another
    """
    _refuse_nested(function)
    name = kwargs.get("name") or function.__name__
    group, extra = kwargs.get("group", "asset"), kwargs.get("extra")
    made = AssetDefinition(name, kwargs.get("uri"), group=group, extra=extra, watchers=kwargs.get("watchers"))
    _dag_of(function, kwargs, [made], name)
    return made


def assets_of(function: "Callable[..., Any]", kwargs: "dict[str, Any]") -> MultiAssetDefinition:
    """The assets that a function makes together, with the DAG that calls it.

    :raises ValueError: the function stands inside another, or there are no assets
    """
    _refuse_nested(function)
    if not kwargs.get("outlets"):
        raise ValueError("no outlets provided")
    made = MultiAssetDefinition(*kwargs["outlets"])
    made.name = function.__name__
    _dag_of(function, kwargs, made.objects, made.name)
    return made


def _refuse_nested(function: "Callable[..., Any]") -> None:
    if function.__name__ != getattr(function, "__qualname__", function.__name__):
        raise ValueError("nested function not supported")


class AssetDefinition(Asset):
    """An asset that a function makes."""


class MultiAssetDefinition(AssetAll):
    """Assets that a function makes together."""

    name = ""


def _dag_of(function: Any, kwargs: "dict[str, Any]", outlets: "list[Any]", name: str) -> None:
    given = {key: kwargs[key] for key in _OF_DAG if kwargs.get(key) is not None}
    given.setdefault("dag_id", name)
    given.setdefault("schedule", None)
    with DAG(auto_register=True, catchup=False, **given):
        if getattr(function, "_airflow_is_task_decorator", False):
            _call_with_outlets(function, outlets)
        else:
            _AssetMainOperator(
                task_id=function.__name__,
                python_callable=function,
                inlets=list(_inlets(function)),
                outlets=outlets,
                definition_name=name,
            )


def _call_with_outlets(decorated: Any, outlets: "list[Any]") -> None:
    if "outlets" in decorated.kwargs:
        raise TypeError("@task decorator with 'outlets' argument is not supported in @asset")
    decorated.kwargs["outlets"] = outlets
    decorated()


def _inlets(function: "Callable[..., Any]") -> "Iterator[Any]":
    for name, default in parameters_of(function).named.items():
        if name not in _NO_INLETS and default is REQUIRED:
            yield Asset.ref(name=name)


class _AssetMainOperator(BaseOperator):
    """The task that calls the function of `@asset`."""

    def __init__(self, *, python_callable: "Callable[..., Any]", definition_name: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.python_callable = python_callable
        self.definition_name = definition_name

    def execute(self, context: Any) -> Any:
        """Calls the function, with the assets that it asks for."""
        return self.python_callable(**{name: self._argument(name, context) for name in self._names()})

    def _names(self) -> "list[str]":
        return list(parameters_of(self.python_callable).named)

    def _argument(self, name: str, context: Any) -> Any:
        default = parameters_of(self.python_callable).named[name]
        if default is not REQUIRED:
            return default
        if name == "context":
            return context
        if name == "outlet_events":
            return context["outlet_events"]
        return Asset(name=self.definition_name if name == "self" else name)
