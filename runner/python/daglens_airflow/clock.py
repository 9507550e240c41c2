"""The time, as Airflow wants it."""

from __future__ import annotations

import pendulum


def utcnow() -> pendulum.DateTime:
    return pendulum.now("UTC")
