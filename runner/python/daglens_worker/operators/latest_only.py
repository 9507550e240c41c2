"""Lets only the latest scheduled run go on."""

from __future__ import annotations

from typing import Any

from ..execution.dates import now
from .base import BaseBranchOperator


class LatestOnlyOperator(BaseBranchOperator):
    """Skips what comes after it, unless the run is the latest one or was asked for by hand."""

    ui_color = "#e9ffdb"

    def choose_branch(self, context: Any) -> "list[str]":
        """All tasks directly after it, or none."""
        everything = sorted(self.downstream_task_ids)
        run = context["dag_run"]
        if run.run_type == "manual":
            self.log.info("Manually triggered DAG_Run: allowing execution to proceed.")
            return everything
        start, end = run.data_interval_start, run.data_interval_end
        # The run after this one begins where this one's interval ends, and lasts as long.
        if end < now() <= end + (end - start) or end == start:
            self.log.info("Latest, allowing execution to proceed.")
            return everything
        self.log.info("Not latest execution, skipping downstream.")
        return []
