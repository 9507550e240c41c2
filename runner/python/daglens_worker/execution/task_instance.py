"""A task instance as user code sees it: `ti` in a context."""

from __future__ import annotations

from typing import Any, Callable, NamedTuple

from .. import airflow_version
from ..authoring.sdk_enums import TaskInstanceState, named
from ..authoring.sentinels import NOTSET
from . import xcom_values
from .dates import now, parse_iso
from .rendered_fields import rendered_fields
from .runs import DagRun, Run, previous_run
from .xcom_pull import pull

RETURN_KEY = "return_value"

Emit = Callable[..., None]


class TaskInstanceKey(NamedTuple):
    """What names a try."""

    dag_id: str
    task_id: str
    run_id: str
    try_number: int = 1
    map_index: int = -1

    @property
    def primary(self) -> tuple:
        """Without the try."""
        return self.dag_id, self.task_id, self.run_id, self.map_index


def _tell_nobody(kind: str, **fields: Any) -> None:
    """For task instances that are only looked at."""


class TaskInstance:
    """One try of a task, in this process.

    :param emit: tells the other side of the pipe what happens
    """

    def __init__(
        self,
        run: Run,
        task: Any,
        map_index: int = -1,
        try_number: int = 1,
        state: "str | None" = "running",
        emit: "Emit" = _tell_nobody,
    ) -> None:
        self._run, self._emit = run, emit
        self.task = task
        self.map_index, self.try_number, self.state = map_index, try_number, state
        self._start, self._end = now(), None
        self.first_poke: "str | None" = None
        self.rendered_map_index: "str | None" = None
        self.states: "dict[str, dict[str, str]]" = {}
        self.context: Any = None
        # What a branch or a short circuit chose, for the `ended` message.
        self.followed: "list[str] | None" = None
        self.short_circuit: "str | None" = None
        # A task before it that was simulated and whose missing result it asked for.
        self.missed: "str | None" = None
        self.test_mode = False
        self.hostname, self.pid, self.unixname = "localhost", None, "daglens"
        self.job_id, self.queued_dttm, self.is_mapped = None, None, map_index >= 0

    @property
    def state(self) -> Any:
        """How it is."""
        if not airflow_version.at_least(3):
            return self._state
        return named(TaskInstanceState, self._state)

    @state.setter
    def state(self, state: "str | None") -> None:
        self._state = state

    @property
    def dag_id(self) -> str:
        """The id of its DAG."""
        return self._run.dag.dag_id

    @property
    def task_id(self) -> str:
        """The id of its task."""
        return self.task.task_id

    @property
    def run_id(self) -> str:
        """The id of its run."""
        return self._run.run_id

    @property
    def dag_run(self) -> DagRun:
        """Its run."""
        return DagRun(self._run)

    def get_dagrun(self, session: Any = None) -> DagRun:
        """Its run (2.x)."""
        return self.dag_run

    @property
    def logical_date(self) -> Any:
        """That of its run."""
        return self._run.logical_date

    @property
    def start_date(self) -> Any:
        """When the try began."""
        return self._start

    @property
    def end_date(self) -> Any:
        """When the try ended."""
        return self._end

    @property
    def duration(self) -> "float | None":
        """Its seconds, once it has ended."""
        return (self._end - self._start).total_seconds() if self._end else None

    def ended(self) -> None:
        """The try ends now."""
        self._end = now()

    @property
    def max_tries(self) -> int:
        """Retries that the task has."""
        return self.task.retries or 0

    @property
    def key(self) -> TaskInstanceKey:
        """What names it."""
        return TaskInstanceKey(self.dag_id, self.task_id, self.run_id, self.try_number, self.map_index)

    @property
    def operator(self) -> str:
        """The name of its class."""
        return self.task.task_type

    operator_name = operator

    @property
    def log(self) -> Any:
        """The task's logger."""
        import logging

        return logging.getLogger("airflow.task")

    @property
    def log_url(self) -> str:
        """Where Airflow's web interface would have the log."""
        mapped = f"/mapped/{self.map_index}" if self.map_index >= 0 else ""
        place = f"/dags/{self.dag_id}/runs/{self.run_id}/tasks/{self.task_id}{mapped}"
        return f"http://localhost:8080{place}?try_number={self.try_number}"

    mark_success_url = log_url

    def __getattr__(self, name: str) -> Any:
        if name == "execution_date" and not airflow_version.at_least(3):
            return self.logical_date
        if name in ("priority_weight", "queue", "pool", "pool_slots", "executor_config", "task_display_name"):
            return getattr(self.task, name)
        if name in ("prev_attempted_tries", "next_try_number"):
            return self.try_number - 1 if name.startswith("prev") else self.try_number + 1
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        mapped = f" map_index={self.map_index}" if self.map_index >= 0 else ""
        return f"<TaskInstance: {self.dag_id}.{self.task_id} {self.run_id}{mapped} [{self.state}]>"

    def xcom_push(self, key: str, value: Any, execution_date: Any = None, session: Any = None) -> None:
        """Keeps a value for other tasks.

        Raises TypeError for what this version of Airflow cannot keep.
        """
        stored = xcom_values.store(value)
        self._run.folder.instance(self.task_id, self.map_index).push(key, stored)
        self._emit("xcom", key=key, value=xcom_values.show(stored), stored=stored)

    def xcom_pull(
        self,
        task_ids: Any = None,
        dag_id: "str | None" = None,
        key: str = RETURN_KEY,
        include_prior_dates: bool = False,
        session: Any = None,
        *,
        map_indexes: Any = NOTSET,
        default: Any = None,
        run_id: "str | None" = None,
    ) -> Any:
        """Values that tasks kept."""
        value = pull(
            self._run, self.task_id, task_ids, dag_id, key, include_prior_dates, map_indexes, default, run_id
        )
        if isinstance(task_ids, str) and dag_id in (None, self.dag_id):
            self._note_missing(task_ids, key)
        return value

    def _note_missing(self, task_id: str, key: str) -> None:
        folder = self._run.folder
        for index, kept in folder.instances(task_id):
            if kept.simulated() and key not in kept.xcoms():
                self.missed = task_id

    async def axcom_pull(self, *args: Any, **kwargs: Any) -> Any:
        """`xcom_pull` for coroutines."""
        return self.xcom_pull(*args, **kwargs)

    async def axcom_push(self, key: str, value: Any) -> None:
        """`xcom_push` for coroutines."""
        self.xcom_push(key, value)

    def tell_rendered(self) -> None:
        """Tells the rendered fields as they are now."""
        self._emit("rendered", fields=rendered_fields(self.task))

    def note(self, message: str) -> None:
        """Tells the user of the run something, in one sentence or two."""
        self._emit("note", level="info", message=message)

    def ask(self, order: "dict[str, Any]") -> None:
        """Asks for a run of another DAG."""
        self._emit("trigger", **order)

    def keep_asset_events(self, events: "list[dict[str, Any]]") -> None:
        """Keeps that it has written assets."""
        self._run.folder.keep_asset_events(events)

    def clear_xcom_data(self, session: Any = None) -> None:
        """Forgets what it pushed."""
        self._run.folder.instance(self.task_id, self.map_index).delete(None)

    def get_template_context(self, session: Any = None, ignore_param_exceptions: bool = True) -> Any:
        """The context of the try."""
        if self.context is None:
            from .context import context_of

            self.context = context_of(self._run, self.task, self)
        return self.context

    def render_templates(self, context: Any = None, jinja_env: Any = None) -> Any:
        """Renders the task's fields."""
        self.task.render_template_fields(context or self.get_template_context(), jinja_env)
        return self.task

    def current_state(self, session: Any = None) -> "str | None":
        """How it is."""
        return self.state

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """There is nothing newer."""

    def get_first_reschedule_date(self, context: Any) -> Any:
        """When the sensor was first poked."""
        return parse_iso(self.first_poke) if self.first_poke else None

    def get_previous_dagrun(self, state: Any = None, session: Any = None) -> Any:
        """The run before this one, or None."""
        return previous_run(self._run, state)

    def get_previous_ti(self, state: Any = None, session: Any = None, **others: Any) -> Any:
        """The task's instance in the run before this one, or None."""
        before = previous_run(self._run, None)
        found = before.get_task_instance(self.task_id, map_index=self.map_index) if before else None
        return found if found is not None and getattr(state, "value", state) in (None, found.state) else None

    def get_previous_logical_date(self, state: Any = None, session: Any = None) -> Any:
        """The logical date of the run before this one, or None."""
        before = previous_run(self._run, state)
        return before.logical_date if before else None

    get_previous_execution_date = get_previous_logical_date

    def get_previous_start_date(self, state: Any = None, session: Any = None) -> Any:
        """When the run before this one began, or None."""
        before = previous_run(self._run, state)
        return before.start_date if before else None

    def are_dependents_done(self, session: Any = None) -> bool:
        """Have all tasks directly after it ended?"""
        over = {"success", "failed", "skipped", "upstream_failed", "removed"}
        return all(set(self.states.get(one, {"": ""}).values()) <= over for one in self.task.downstream_task_ids)

    def get_dr_count(self, dag_id: str, states: Any = None, **others: Any) -> int:
        """How many runs of a DAG there are."""
        runs = [folder.describe() for folder in self._run.folder.others(dag_id)]
        own = [self._run.folder.describe()] if dag_id == self.dag_id else []
        return sum(states is None or run.get("state") in states for run in [*runs, *own])

    def get_ti_count(self, dag_id: str, task_ids: Any = None, states: Any = None, **others: Any) -> int:
        """How many task instances of this run there are."""
        return sum(
            states is None or state in states
            for task_id, instances in self.states.items()
            for state in instances.values()
            if task_ids is None or task_id in task_ids
        )

    def get_task_states(self, dag_id: str, task_ids: Any = None, **others: Any) -> "dict[str, Any]":
        """The states of this run's task instances."""
        return {
            self.run_id: {
                task_id if index == "-1" else f"{task_id}_{index}": state
                for task_id, instances in self.states.items()
                for index, state in instances.items()
                if task_ids is None or task_id in task_ids
            }
        }

    def get_dagrun_state(self, dag_id: str, run_id: str) -> "str | None":
        """How a run is."""
        for folder in self._run.folder.others(dag_id):
            if folder.describe().get("run_id") == run_id:
                return folder.describe().get("state")
        return None

