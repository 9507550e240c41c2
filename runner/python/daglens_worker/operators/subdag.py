"""SubDAGs, which Airflow had until 2.x."""

from __future__ import annotations

from typing import Any

from ..authoring.operator import BaseOperator


class SubDagOperator(BaseOperator):
    """Would run another DAG inside this one."""

    ui_color = "#555"
    simulated_because = "the tasks of a SubDAG are not run; run the SubDAG by itself"

    def __init__(self, *, subdag: Any, session: Any = None, conf: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.subdag, self.conf = subdag, conf

    def execute(self, context: Any) -> None:
        """Says which DAG it is."""
        self.log.info("SubDAG %s has the tasks %s", self.subdag.dag_id, sorted(self.subdag.task_ids))
