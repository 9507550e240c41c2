"""Waits for tasks of other DAGs, in runs that were made here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException, AirflowSkipException
from ..execution.callables import keywords_for
from ..execution.dates import iso, parse_iso
from ..execution.known_dags import is_known
from ..operators.empty import EmptyOperator
from .base import BaseSensorOperator


class ExternalTaskSensorLink:
    """The link to the other DAG that Airflow shows."""

    name = "External DAG"


class ExternalTaskSensor(BaseSensorOperator):
    """Waits for a DAG, tasks or a task group elsewhere to reach a state, for the same logical date or another."""

    template_fields: Any = ("external_dag_id", "external_task_id", "external_task_ids", "external_task_group_id")
    ui_color = "#4db7db"

    def __init__(
        self,
        *,
        external_dag_id: str,
        external_task_id: "str | None" = None,
        external_task_ids: Any = None,
        external_task_group_id: "str | None" = None,
        allowed_states: Any = None,
        skipped_states: Any = None,
        failed_states: Any = None,
        execution_delta: "timedelta | None" = None,
        execution_date_fn: "Callable | None" = None,
        check_existence: bool = False,
        poll_interval: Any = None,
        deferrable: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.allowed_states = list(allowed_states or ["success"])
        self.skipped_states, self.failed_states = list(skipped_states or []), list(failed_states or [])
        if external_task_id is not None and external_task_ids:
            raise ValueError(
                "Only one of `external_task_id` or `external_task_ids` may be provided to ExternalTaskSensor; "
                "use external_task_id or external_task_ids or external_task_group_id."
            )
        ids = [external_task_id] if external_task_id is not None else external_task_ids or None
        if external_task_group_id is not None and ids is not None:
            raise ValueError("Only one of `external_task_group_id` or `external_task_ids` may be provided.")
        if execution_delta is not None and execution_date_fn is not None:
            raise ValueError("Only one of `execution_delta` or `execution_date_fn` may be provided; not both.")
        self.execution_delta, self.execution_date_fn = execution_delta, execution_date_fn
        self.external_dag_id, self.external_task_id, self.external_task_ids = external_dag_id, external_task_id, ids
        self.external_task_group_id, self.check_existence, self.deferrable = (
            external_task_group_id,
            check_existence,
            deferrable,
        )

    def execute(self, context: Any) -> Any:
        """Pokes, as it would when deferred; the link to the other DAG is kept as Airflow keeps it."""
        if airflow_version.at_least(3):
            ti = context["ti"]
            ti.xcom_push("_link_ExternalDagLink", f"/dags/{self.external_dag_id}/runs/{self._linked_run(context)}")
        return super().execute(context)

    def _linked_run(self, context: Any) -> str:
        return context["run_id"]

    def poke(self, context: Any) -> bool:
        """Have they reached the state?

        Raises AirflowException for a DAG that does not exist (2.x with `check_existence`) or states that fail the sensor.
        """
        dates = self._dates(context)
        self.log.info("Poking for DAG '%s' on %s ...", self.external_dag_id, ",".join(dates))
        if self.check_existence and not airflow_version.at_least(3) and not is_known(self.external_dag_id):
            raise AirflowException(f"The external DAG {self.external_dag_id} does not exist.")
        if self.failed_states and self._count(context, dates, self.failed_states):
            raise self._failed()
        if self.skipped_states and self._count(context, dates, self.skipped_states):
            raise AirflowSkipException(
                f"The external DAG {self.external_dag_id} reached a state in our states-to-skip-on list. Skipping."
            )
        return self._count(context, dates, self.allowed_states) == len(dates)

    def _failed(self) -> Exception:
        message = f"The external DAG {self.external_dag_id} failed."
        return AirflowSkipException(f"{message} Skipping due to soft_fail.") if self.soft_fail else AirflowException(message)

    def _dates(self, context: Any) -> "list[str]":
        date = context["logical_date"]
        if self.execution_delta:
            return [iso(date - self.execution_delta)]
        if self.execution_date_fn:
            found = self.execution_date_fn(date, **_keywords(self.execution_date_fn, context))
            return [iso(one) for one in (found if isinstance(found, list) else [found])]
        return [iso(date)]

    def _count(self, context: Any, dates: "list[str]", states: "list[str]") -> float:
        wanted = {parse_iso(date) for date in dates}
        own = context["ti"]._run
        # A date that was run again counts once: as the last run of it came out.
        runs: "dict[Any, tuple[dict[str, Any], Any]]" = {}
        for folder in own.folder.others(self.external_dag_id):
            run = folder.describe()
            date = parse_iso(run["logical_date"])
            if date in wanted and run.get("start", "") >= runs.get(date, ({}, None))[0].get("start", ""):
                runs[date] = (run, folder)
        count = 0.0
        for run, folder in runs.values():
            if not self.external_task_ids:
                count += run.get("state") in states
                continue
            told = own.local_states.get((self.external_dag_id, run.get("run_id", "")), {})
            found = sum(
                state in states
                for task in self.external_task_ids
                for state in told.get(task) or [kept.state() for _, kept in folder.instances(task)]
            )
            count += found / len(self.external_task_ids)
        return count


def _keywords(function: Callable, context: Any) -> "dict[str, Any]":
    # Its first argument is the date, whatever that is called.
    import inspect

    first = next(iter(inspect.signature(function).parameters), None)
    return keywords_for(function, (), {key: context[key] for key in context if key != first})


class ExternalTaskMarker(EmptyOperator):
    """Says that a task of another DAG depends on this one."""

    template_fields: Any = (
        "external_dag_id",
        "external_task_id",
        "logical_date" if airflow_version.at_least(3) else "execution_date",
    )
    ui_color = "#4db7db"
    _is_empty = False

    def __init__(
        self,
        *,
        external_dag_id: str,
        external_task_id: str,
        logical_date: Any = "{{ logical_date.isoformat() }}",
        execution_date: Any = None,
        recursion_depth: int = 10,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.external_dag_id, self.external_task_id = external_dag_id, external_task_id
        date = execution_date if execution_date is not None else logical_date
        self.logical_date = self.execution_date = date.isoformat() if hasattr(date, "isoformat") else date
        self.recursion_depth = recursion_depth

    def execute(self, context: Any) -> None:
        """Does nothing; the link to the other DAG is kept as Airflow keeps it."""
        if airflow_version.at_least(3):
            context["ti"].xcom_push("_link_ExternalDagLink", f"/dags/{self.external_dag_id}/runs/{context['run_id']}")
