"""Plays no music."""

from __future__ import annotations

from typing import Any

from ..authoring.operator import BaseOperator


class SmoothOperator(BaseOperator):
    """Logs a link to a song."""

    ui_color = "#e8f7e4"

    def execute(self, context: Any) -> None:
        """Logs."""
        self.log.info("Enjoy Sade - Smooth Operator")
