"""The types that Airflow's XComs keep beside those of JSON: encoded with the name of the class, a version and plain data."""

from __future__ import annotations

import datetime
import sys
from importlib import import_module
from typing import Any, Callable

from .. import airflow_version

_FIXED_ZONE = "pendulum.tz.timezone.FixedTimezone"
_ZONES = ("pendulum.tz.timezone.Timezone", _FIXED_ZONE, "zoneinfo.ZoneInfo")
_DATETIMES = ("datetime.datetime", "pendulum.datetime.DateTime")
_COLLECTIONS: "dict[str, Callable]" = {
    "builtins.tuple": tuple,
    "builtins.set": set,
    "builtins.frozenset": frozenset,
}



def qualname(cls: type) -> str:
    """The full name of a class."""
    return f"{cls.__module__}.{cls.__qualname__}"


def encode(value: Any) -> "tuple[str, int, Any] | None":
    """A value of one of the known types; None: it is of another."""
    name = qualname(type(value))
    if hasattr(value, "_asdict") and hasattr(value, "_fields") and hasattr(value, "_field_defaults"):
        name = "builtins.tuple"
    if name in _COLLECTIONS:
        return name, 1, list(value)
    if isinstance(value, (datetime.date, datetime.timedelta)):
        return _encode_date(name, value)
    if name == "decimal.Decimal":
        return name, 1, _number_of(value)
    if name in _ZONES:
        data, _, _, known = zone_data(value)
        return (name, 1, data) if known else None
    if name == "uuid.UUID" and airflow_version.at_least(3, 1):
        return name, 1, str(value)
    if name.startswith("daglens_worker.authoring.assets."):
        return _encode_asset(value)
    return _encode_numbers(name, value)


def _encode_asset(value: Any) -> "tuple[str, int, Any]":
    if not hasattr(value, "uri"):
        alias = "airflow.sdk.definitions.asset.AssetAlias" if airflow_version.at_least(3) else "airflow.datasets.DatasetAlias"
        return alias, 0, {"name": getattr(value, "name", None)}
    if airflow_version.at_least(3):
        data = {"name": value.name, "uri": value.uri, "group": value.group, "extra": value.extra}
        return "airflow.sdk.definitions.asset.Asset", 0, data
    return "airflow.datasets.Dataset", 1, {"uri": value.uri, "extra": value.extra or None}


def _encode_date(name: str, value: Any) -> "tuple[str, int, Any] | None":
    if name in _DATETIMES:
        zone = zone_data(value.tzinfo) if value.tzinfo else None
        return name, 2, {"timestamp": value.timestamp(), "tz": zone}
    if name in ("datetime.date", "pendulum.date.Date"):
        return name, 2, value.isoformat()
    if name == "datetime.timedelta":
        return name, 2, value.total_seconds()
    return None


def _number_of(value: Any) -> "int | float":
    exponent = value.as_tuple().exponent
    return int(value) if isinstance(exponent, int) and exponent >= 0 else float(value)


def _encode_numbers(name: str, value: Any) -> "tuple[str, int, Any] | None":
    if "numpy" in sys.modules and name.startswith("numpy.") and hasattr(value, "item") and getattr(value, "ndim", 1) == 0:
        return name, 1, value.item()
    if name == "pandas.core.frame.DataFrame" or name == "pandas.DataFrame":
        return name, 1, _parquet_of(value)
    return None


def _parquet_of(frame: Any) -> str:
    import io

    buffer = io.BytesIO()
    frame.to_parquet(buffer)
    return buffer.getvalue().hex()


def zone_data(zone: Any) -> "tuple[Any, str, int, bool]":
    """A time zone: its name or offset, the class, the version, and whether it is known at all."""
    name = qualname(type(zone))
    if name == _FIXED_ZONE:
        return ("UTC" if zone.offset == 0 else zone.offset), name, 1, True
    for attribute in ("key", "name", "zone"):
        if hasattr(zone, attribute):
            return getattr(zone, attribute), name, 1, True
    if zone.utcoffset(None) == datetime.timedelta(0):
        return "UTC", _FIXED_ZONE, 1, True
    return "", "", 0, False


def decode(name: str, version: int, data: Any) -> Any:
    """The value again. Raises ImportError for classes that Airflow does not load."""
    if name in _COLLECTIONS:
        return _COLLECTIONS[name](data)
    if name in _DATETIMES:
        return _decode_datetime(name, data)
    if name in ("datetime.date", "pendulum.date.Date"):
        return _class_of(name).fromisoformat(data)
    if name == "datetime.timedelta":
        return datetime.timedelta(seconds=float(data))
    if name == "decimal.Decimal":
        return _class_of(name)(str(data))
    if name in ("uuid.UUID", "zoneinfo.ZoneInfo"):
        return _class_of(name)(data)
    if name in _ZONES:
        return _pendulum_zone(data)
    if name.startswith("numpy."):
        return _class_of(name)(data)
    if name.startswith("pandas."):
        return _frame_of(data)
    return _decode_object(name, version, data)


def _decode_datetime(name: str, data: Any) -> Any:
    zone = data["tz"]
    tzinfo = decode(zone[1], zone[2], zone[0]) if zone else None
    return _class_of(name).fromtimestamp(float(data["timestamp"]), tz=tzinfo)


def _pendulum_zone(data: Any) -> Any:
    import pendulum
    from pendulum.tz.timezone import FixedTimezone

    if isinstance(data, int):
        return FixedTimezone(data)
    return pendulum.timezone(data)


def _frame_of(data: str) -> Any:
    import io

    import pandas

    return pandas.read_parquet(io.BytesIO(bytes.fromhex(data)))


def _decode_object(name: str, version: int, data: Any) -> Any:
    # `[core] allowed_deserialization_classes` is `airflow.*` unless somebody changes it.
    if not name.startswith(("airflow.", "daglens_worker.")):
        raise ImportError(
            f"{name} was not found in allow list for deserialization imports. "
            "To allow it, add it to allowed_deserialization_classes in the configuration"
        )
    if name in ("airflow.datasets.Dataset", "airflow.sdk.definitions.asset.Asset"):
        from ..authoring.assets import Asset

        return Asset(**data)
    if name in ("airflow.datasets.DatasetAlias", "airflow.sdk.definitions.asset.AssetAlias"):
        from ..authoring.assets import AssetAlias

        return AssetAlias(**data)
    cls = _class_of(name)
    if hasattr(cls, "deserialize"):
        return cls.deserialize(data, version)
    return cls(**data)


def _class_of(name: str) -> Any:
    if name == "pendulum.datetime.DateTime":
        name = "pendulum.DateTime"
    if name == "pendulum.date.Date":
        name = "pendulum.Date"
    module, _, attribute = name.rpartition(".")
    return getattr(import_module(module), attribute)
