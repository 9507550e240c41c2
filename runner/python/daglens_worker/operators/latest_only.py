"""Lets only the latest scheduled run go on."""

from __future__ import annotations

from typing import Any

from .. import airflow_version
from ..execution.dates import now
from .base import BaseBranchOperator


class LatestOnlyOperator(BaseBranchOperator):
    """Skips what comes after it, unless the run is the latest one or was asked for by hand."""

    ui_color = "#e9ffdb"

    def choose_branch(self, context: Any) -> "list[str]":
        """All tasks directly after it, or none."""
        everything = sorted(self.downstream_task_ids)
        run = context["dag_run"]
        # In 2.x a run counts as asked for by hand if it is external, which that of `airflow dags test` is not.
        is_by_hand = run.run_type == "manual" if airflow_version.at_least(3) else run.external_trigger
        if is_by_hand:
            self.log.info("Manually triggered DAG_Run: allowing execution to proceed.")
            return everything
        start, end = run.data_interval_start, run.data_interval_end
        # The run after this one begins where this one's interval ends, and lasts as long.
        if end < now() <= end + (end - start) or end == start:
            self.log.info("Latest, allowing execution to proceed.")
            return everything
        self.log.info("Not latest execution, skipping downstream.")
        return []
