"""Bases that user classes mix in."""

from __future__ import annotations

import logging
from typing import Any


class LoggingMixin:
    """Gives a class a logger."""

    def __init__(self, context: Any = None) -> None:
        pass

    @property
    def log(self) -> logging.Logger:
        """Its logger."""
        cls = type(self)
        return logging.getLogger(f"{cls.__module__}.{cls.__name__}")

    logger = log


class TemplatedOperator:
    """Has templated fields."""

    template_fields: Any = ()
    template_ext: Any = ()
