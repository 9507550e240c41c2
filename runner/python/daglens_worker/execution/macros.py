"""What templates find under `macros`, in all versions."""

from __future__ import annotations

import json  # noqa: F401  templates use the modules, too
import time  # noqa: F401
import uuid  # noqa: F401
from datetime import datetime, timedelta
from random import random  # noqa: F401
from typing import Any


def ds_add(ds: str, days: int) -> str:
    """A date so many days later, as text (`2015-01-06`)."""
    if not days:
        return str(ds)
    return (datetime.strptime(str(ds), "%Y-%m-%d") + timedelta(days=days)).strftime("%Y-%m-%d")


def ds_format(ds: str, input_format: str, output_format: str) -> str:
    """A date in another form, both as `strftime` has them."""
    return datetime.strptime(str(ds), input_format).strftime(output_format)


def ds_format_locale(ds: str, input_format: str, output_format: str, locale: Any = None) -> str:
    """A date in the words of a language; needs babel in the interpreter."""
    from babel import Locale
    from babel.dates import LC_TIME, format_datetime

    moment = datetime.strptime(str(ds), input_format)
    return format_datetime(moment, format=output_format, locale=locale or LC_TIME or Locale("en_US"))


def datetime_diff_for_humans(dt: Any, since: Any = None) -> str:
    """How long ago that was, in words."""
    import pendulum

    return pendulum.instance(dt).diff_for_humans(since)


def __getattr__(name: str) -> Any:
    if name == "dateutil":
        import dateutil
        import dateutil.parser
        import dateutil.relativedelta

        return dateutil
    if name == "yaml":
        import yaml

        return yaml
    raise AttributeError(f"module 'airflow.macros' has no attribute {name!r}")
