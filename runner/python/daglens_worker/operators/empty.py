"""Operators that do nothing."""

from __future__ import annotations

from typing import Any

from ..authoring.operator import BaseOperator


class EmptyOperator(BaseOperator):
    """Only stands there."""

    ui_color = "#e8f7e4"
    _is_empty = True

    def execute(self, context: Any) -> None:
        """Nothing."""


class DummyOperator(EmptyOperator):
    """Its name before 2.4."""
