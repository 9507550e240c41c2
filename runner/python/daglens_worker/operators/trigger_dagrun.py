"""Asks for a run of another DAG. Nothing is started: the run that is asked for is told to the user."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from .. import airflow_version
from ..authoring.operator import BaseOperator
from ..authoring.sentinels import NOTSET
from ..exceptions import AirflowException, AirflowRuntimeError, DagNotFound
from ..execution.dates import now
from ..execution.known_dags import is_known

_LINK = "_link_TriggerDagRunLink"


class TriggerDagRunOperator(BaseOperator):
    """Asks for a run."""

    template_fields: Any = (
        "trigger_dag_id",
        "trigger_run_id",
        "logical_date",
        "conf",
        "wait_for_completion",
        "skip_when_already_exists",
    )
    template_fields_renderers = {"conf": "py"}
    ui_color = "#ffefeb"

    def __init__(
        self,
        *,
        trigger_dag_id: str,
        trigger_run_id: "str | None" = None,
        conf: Any = None,
        logical_date: Any = NOTSET,
        execution_date: Any = None,
        run_after: Any = NOTSET,
        reset_dag_run: bool = False,
        wait_for_completion: bool = False,
        poke_interval: int = 60,
        allowed_states: Any = None,
        failed_states: Any = None,
        skip_when_already_exists: bool = False,
        fail_when_dag_is_paused: bool = False,
        note: "str | None" = None,
        deferrable: bool = False,
        openlineage_inject_parent_info: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.trigger_dag_id, self.trigger_run_id, self.conf = trigger_dag_id, trigger_run_id, conf
        given = execution_date if execution_date is not None else logical_date
        self.logical_date = None if given is NOTSET and not airflow_version.at_least(3) else _text(given)
        self.run_after, self.reset_dag_run = run_after, reset_dag_run
        self.wait_for_completion, self.poke_interval, self.deferrable = wait_for_completion, poke_interval, deferrable
        self.allowed_states, self.failed_states = allowed_states or ["success"], failed_states or ["failed"]
        self.skip_when_already_exists, self.fail_when_dag_is_paused = skip_when_already_exists, fail_when_dag_is_paused
        self.note = note

    def execute(self, context: Any) -> None:
        """Says which run it asks for.

        Raises what Airflow raises for a DAG that does not exist.
        """
        self._check_conf()
        ti = context["ti"]
        if not is_known(context["dag"], self.trigger_dag_id):
            self._link(ti, None)
            raise self._not_found()
        run_id = str(self.trigger_run_id) if self.trigger_run_id else f"manual__{self._moment().isoformat()}"
        ti.xcom_push("trigger_run_id", run_id)
        self._link(ti, run_id)
        message = f"{self.task_id} asks for a run of {self.trigger_dag_id!r} with conf {json.dumps(self.conf or {})}."
        self.log.info("%s It is not started here.", message)
        ti.note(f"{message} It was not started: run that DAG by itself.")
        if self.wait_for_completion:
            self.log.info("The run that it would wait for is taken to have ended as %s.", self.allowed_states[0])

    def _check_conf(self) -> None:
        try:
            if self.conf and isinstance(self.conf, str):
                self.conf = json.loads(self.conf)
            json.dumps(self.conf)
        except (TypeError, json.JSONDecodeError):
            refused = ValueError if airflow_version.at_least(3) else AirflowException
            raise refused(f"conf parameter should be JSON Serializable: {self.conf}") from None

    def _moment(self) -> datetime:
        value = self.logical_date
        if value is None or value is NOTSET:
            return now()
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)

    def _link(self, ti: Any, run_id: "str | None") -> None:
        if airflow_version.at_least(3):
            ti.xcom_push(_LINK, f"/dags/{self.trigger_dag_id}/runs/{run_id}")

    def _not_found(self) -> Exception:
        message = f"Dag id {self.trigger_dag_id} not found in DagModel"
        if airflow_version.at_least(3):
            return AirflowRuntimeError(f"DAG_NOT_FOUND: {message}")
        return DagNotFound(message)


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
