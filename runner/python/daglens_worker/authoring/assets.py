"""Assets, which were called datasets before 3.0."""

from __future__ import annotations

from typing import Any, Callable, Iterator

from .. import airflow_version


class BaseAsset:
    """Something that a DAG may wait for: an asset, or several."""

    def __or__(self, other: Any) -> AssetAny:
        _refuse_other(other)
        return AssetAny(self, other)

    def __and__(self, other: Any) -> AssetAll:
        _refuse_other(other)
        return AssetAll(self, other)

    def iter_assets(self) -> "Iterator[Any]":
        """The assets that it is made of."""
        raise NotImplementedError

    def as_expression(self) -> Any:
        """As Airflow's API shows it."""
        raise NotImplementedError


def _refuse_other(other: Any) -> None:
    if not isinstance(other, BaseAsset):
        raise TypeError(f"unsupported operand type(s): {type(other).__name__!r} is no asset")


class Asset(BaseAsset):
    """Data that tasks write and DAGs wait for."""

    asset_type = "asset"

    def __init__(
        self,
        name: "str | None" = None,
        uri: Any = None,
        *,
        group: str = "asset",
        extra: "dict | None" = None,
        watchers: Any = (),
        **others: Any,
    ) -> None:
        if name is None and uri is None:
            raise TypeError("Asset() requires either 'name' or 'uri'")
        self.name = str(name if name is not None else uri)
        self.uri = str(uri if uri is not None else name)
        self.group, self.extra, self.watchers = group, extra or {}, list(watchers or ())

    def iter_assets(self) -> "Iterator[Any]":
        """Itself."""
        yield self

    def as_expression(self) -> Any:
        """Its URI."""
        return self.uri

    def __fspath__(self) -> str:
        return self.uri

    @classmethod
    def ref(cls, *, name: "str | None" = None, uri: "str | None" = None) -> AssetRef:
        """A reference by name or URI."""
        return AssetRef(name=name, uri=uri)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Asset) and (self.name, self.uri) == (other.name, other.uri)

    def __hash__(self) -> int:
        return hash((self.name, self.uri))

    def __repr__(self) -> str:
        if not airflow_version.at_least(3):
            return f"Dataset(uri={self.uri!r}, extra={self.extra or None!r})"
        shown = f"name={self.name!r}, uri={self.uri!r}, group={self.group!r}, extra={self.extra!r}, watchers={self.watchers!r}"
        if airflow_version.at_least(3, 3):
            shown += ", access_control=AssetAccessControl(producer_teams=[], consumer_teams=None, allow_global=True)"
        return f"{type(self).__name__}({shown})"


class Dataset(Asset):
    """An asset as 2.x calls it: the URI comes first."""

    def __init__(self, uri: Any = None, extra: "dict | None" = None, name: "str | None" = None, **others: Any) -> None:
        super().__init__(name=name, uri=uri, extra=extra, **others)


class Model(Asset):
    """A machine learning model as an asset."""

    asset_type = "model"


class AssetRef(BaseAsset):
    """A reference to an asset by name or URI."""

    def __init__(self, name: "str | None" = None, uri: "str | None" = None) -> None:
        self.name, self.uri = name, uri

    def iter_assets(self) -> "Iterator[Any]":
        """Itself."""
        yield self

    def as_expression(self) -> Any:
        """Its name or URI."""
        return self.uri or self.name


class AssetAlias(BaseAsset):
    """A name whose assets are known when tasks run."""

    def __init__(self, name: str, group: str = "asset") -> None:
        self.name, self.group = name, group

    def iter_assets(self) -> "Iterator[Any]":
        """None: they are not known yet."""
        return iter(())

    def as_expression(self) -> Any:
        """Its name."""
        return {"alias": self.name}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AssetAlias) and self.name == other.name

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        return f"AssetAlias(name={self.name!r})"


class _AssetSet(BaseAsset):
    """Several assets."""

    def __init__(self, *objects: Any) -> None:
        for item in objects:
            if not isinstance(item, BaseAsset):
                raise TypeError("expect asset expressions in condition")
        self.objects = list(objects)

    def iter_assets(self) -> "Iterator[Any]":
        """The assets that it is made of."""
        for item in self.objects:
            yield from item.iter_assets()


class AssetAny(_AssetSet):
    """One of several assets."""

    def as_expression(self) -> Any:
        """As Airflow's API shows it."""
        return {"any": [item.as_expression() for item in self.objects]}


class AssetAll(_AssetSet):
    """All of several assets."""

    def as_expression(self) -> Any:
        """As Airflow's API shows it."""
        return {"all": [item.as_expression() for item in self.objects]}


class AssetWatcher:
    """Watches for events of an asset."""

    def __init__(self, name: str, trigger: Any = None) -> None:
        self.name, self.trigger = name, trigger


class Metadata:
    """What a task says of an asset that it wrote."""

    def __init__(self, asset: Any, extra: Any = None, alias: Any = None, **others: Any) -> None:
        self.asset, self.extra, self.alias = asset, extra or {}, alias
        self.__dict__.update(others)


class _AssetFactory:
    """`@asset`: a DAG with one task that makes an asset."""

    def __init__(self, **kwargs: Any) -> None:
        self.kwargs = kwargs

    def __call__(self, function: "Callable[..., Any]") -> Any:
        from .asset_dags import asset_of

        return asset_of(function, self.kwargs)

    @staticmethod
    def multi(**kwargs: Any) -> Any:
        """`@asset.multi`: a DAG with one task that makes several assets."""
        from .asset_dags import assets_of

        return lambda function: assets_of(function, kwargs)


asset = _AssetFactory
