"""Asks for a run of another DAG."""

from __future__ import annotations

import json
from datetime import datetime, timezone
from typing import Any

from .. import airflow_version
from ..authoring.operator import BaseOperator
from ..authoring.sentinels import NOTSET
from ..exceptions import (
    AirflowException,
    AirflowFailException,
    AirflowRuntimeError,
    AirflowSkipException,
    DagNotFound,
    DagRunAlreadyExists,
    DagRunTriggerException,
)
from ..execution.asked_runs import AskedRun, ask_for_run
from ..execution.dates import iso, now

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
        self.allowed_states = [_state(one) for one in allowed_states or ["success"]]
        self.failed_states = [_state(one) for one in (["failed"] if failed_states is None else failed_states)]
        self.skip_when_already_exists, self.fail_when_dag_is_paused = skip_when_already_exists, fail_when_dag_is_paused
        self.note = note

    def execute(self, context: Any) -> None:
        """Asks for a run, and waits for it where that is wanted.

        Raises what Airflow raises for a DAG that does not exist, and for a run that is there already. In 3.x what follows is
        not done by the operator: it raises DagRunTriggerException, as the real one does.
        """
        moment = self._moment()
        self._check_conf()
        run_id = str(self.trigger_run_id) if self.trigger_run_id else self._new_run_id(moment)
        if airflow_version.at_least(3):
            self.trigger_run_id = run_id
            raise DagRunTriggerException(operator=self, run_id=run_id, moment=moment)
        asked = self._ask(context["ti"], run_id, moment)
        if asked.kind == "exists":
            if self.skip_when_already_exists:
                raise AirflowSkipException(
                    "Skipping due to skip_when_already_exists is set to True and DagRunAlreadyExists"
                )
            raise DagRunAlreadyExists(f"A Dag Run already exists for dag id {self.trigger_dag_id} with run id {asked.run_id}")
        context["ti"].xcom_push("trigger_logical_date_iso", _text(_parsed(asked.logical_date)))
        context["ti"].xcom_push("trigger_run_id", asked.run_id)
        self._wait(asked)

    def follow(self, ti: Any, run_id: str, moment: "datetime | None") -> None:
        """What Airflow 3 does for a task that asks for a run, after its `execute`.

        Raises AirflowFailException for a run that is there already: no retry follows.
        """
        try:
            asked = self._ask(ti, run_id, moment)
            if asked.kind == "exists":
                if self.skip_when_already_exists:
                    raise AirflowSkipException(f"There is a run {run_id!r} of {self.trigger_dag_id!r} already.")
                raise AirflowFailException(f"There is a run {run_id!r} of {self.trigger_dag_id!r} already.")
        except Exception:
            self._link(ti, None)
            raise
        ti.xcom_push("trigger_run_id", run_id)
        self._link(ti, run_id)
        self._wait(asked)

    def _ask(self, ti: Any, run_id: str, moment: "datetime | None") -> AskedRun:
        if self.reset_dag_run:
            reset = "same_id" if airflow_version.at_least(3) else "any"
        else:
            reset = "never"
        conf = self.conf or {}
        asked = ask_for_run(
            ti, self.trigger_dag_id, run_id=run_id, logical_date=iso(moment or now()), conf=conf, reset=reset
        )
        if asked.kind == "not_found":
            raise self._not_found()
        if asked.kind == "started":
            self.log.info("Started the run %s of %s with conf %s", asked.run_id, self.trigger_dag_id, json.dumps(conf))
        elif asked.kind == "not_started":
            self.log.info("The run %s of %s is not started here: %s", run_id, self.trigger_dag_id, asked.because)
        return asked

    def _wait(self, asked: AskedRun) -> None:
        """Raises AirflowException if the run comes to one of the failed states."""
        if not self.wait_for_completion:
            return
        if asked.kind == "not_started":
            self.log.info("The run that it would wait for is taken to have ended as %s.", self.allowed_states[0])
            return
        self.log.info("Waiting for %s to become one of %s ...", asked.run_id, self.allowed_states)
        state = asked.wait()
        if state in self.failed_states:
            word = "state" if airflow_version.at_least(3) else "states"
            raise AirflowException(f"{self.trigger_dag_id} failed with failed {word} {state}")
        if state not in self.allowed_states:
            # Airflow waits on: such a run never reaches another state by itself.
            raise AirflowFailException(
                f"The run {asked.run_id} ended as {state}, which is none of allowed_states and failed_states: "
                "Airflow would wait for ever."
            )
        self.log.info("%s finished with allowed state %s", self.trigger_dag_id, state)

    def _check_conf(self) -> None:
        in_3 = airflow_version.at_least(3)
        refused = ValueError if in_3 else AirflowException
        try:
            if self.conf and isinstance(self.conf, str):
                self.conf = json.loads(self.conf)
            json.dumps(self.conf)
        except (TypeError, json.JSONDecodeError):
            raise refused(f"conf parameter should be JSON Serializable: {self.conf}") from None
        if self.conf is not None and not isinstance(self.conf, dict):
            raise (ValueError if in_3 else TypeError)(f"conf has to be a dict, not {type(self.conf).__name__}")

    def _moment(self) -> "datetime | None":
        """The logical date that is asked for; None: the run is to have none (3.x)."""
        value, in_3 = self.logical_date, airflow_version.at_least(3)
        if value is NOTSET and self.run_after not in (NOTSET, None):
            return None
        if value is NOTSET or (value is None and not in_3):
            return now()
        return None if value is None else _parsed(value)

    def _new_run_id(self, moment: "datetime | None") -> str:
        if moment is not None:
            return f"manual__{moment.isoformat()}"
        from secrets import token_urlsafe

        after = now() if self.run_after in (NOTSET, None) else _parsed(self.run_after)
        return f"manual__{after.isoformat()}_{token_urlsafe(6)}"

    def _link(self, ti: Any, run_id: "str | None") -> None:
        ti.xcom_push(_LINK, f"/dags/{self.trigger_dag_id}/runs/{run_id}")

    def _not_found(self) -> Exception:
        message = f"Dag id {self.trigger_dag_id} not found in DagModel"
        if airflow_version.at_least(3):
            return AirflowRuntimeError(f"DAG_NOT_FOUND: {message}")
        return DagNotFound(message)


def _parsed(value: Any) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _state(value: Any) -> str:
    from ..authoring.enums import DagRunState

    return DagRunState(value).value


def _text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
