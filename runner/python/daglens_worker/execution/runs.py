"""A run as its tasks see it: begun by `begin_run`, shown to user code as `dag_run`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .. import airflow_version
from ..authoring.sdk_enums import DagRunState, DagRunType, named
from .dates import iso, now, parse_iso
from .run_folder import RunFolder


class Run:
    """A run of a DAG.

    :param previous: the run before this one, as `start_run` tells it
    """

    def __init__(self, dag: Any, request: "dict[str, Any]") -> None:
        self.dag = dag
        self.request = request
        self.run_id: str = request["run_id"]
        self.run_type: str = request["run_type"]
        self.conf: "dict[str, Any]" = dict(request.get("conf") or {})
        self.start: datetime = now()
        given = request.get("logical_date")
        self.logical_date: datetime = parse_iso(given) if given else self.start
        interval = request.get("data_interval")
        # Without a schedule, the interval of a run is the moment itself.
        self.data_interval: "tuple[datetime, datetime]" = (
            (parse_iso(interval[0]), parse_iso(interval[1])) if interval else (self.logical_date, self.logical_date)
        )
        self.folder = RunFolder(request["folder"])
        self.previous: "dict[str, Any] | None" = request.get("previous")
        # States of task instances of earlier runs, by DAG, run and task; the latest run of an id comes first.
        self.local_states: "dict[tuple[str, str], dict[str, list[str]]]" = {}
        for one in request.get("local_runs") or ():
            self.local_states.setdefault((one["dag_id"], one["run_id"]), one["states"])
        # Lengths of what tasks are expanded over, once known.
        self.counts: "dict[str, int]" = {}


def told(run: Run) -> "dict[str, Any]":
    """A run as another process can take it up: see `taken_up`."""
    request = {name: value for name, value in run.request.items() if name != "xcoms"}
    interval = [iso(moment) for moment in run.data_interval]
    request.update(dag_id=run.dag.dag_id, logical_date=iso(run.logical_date), data_interval=interval)
    return {"request": request, "start": iso(run.start), "counts": run.counts}


def taken_up(dag: Any, message: "dict[str, Any]") -> Run:
    """The run that another process has begun."""
    run = Run(dag, message["request"])
    run.start = parse_iso(message["start"])
    run.counts.update(message["counts"])
    return run


def begin_run(dag: Any, request: "dict[str, Any]") -> Run:
    """Begins a run: checks its conf and keeps the results of earlier runs that it is given.

    Raises ParamValidationError for a conf that the params' schemas refuse.
    """
    run = Run(dag, request)
    params_of_run(dag, None, run.conf)
    run.folder.write_description(
        dag_id=dag.dag_id,
        run_id=run.run_id,
        run_type=run.run_type,
        logical_date=iso(run.logical_date),
        data_interval=[iso(moment) for moment in run.data_interval],
        conf=run.conf,
        start=iso(run.start),
        state="running",
    )
    for kept in request.get("xcoms") or ():
        run.folder.instance(kept["task_id"], kept["map_index"]).push(kept["key"], kept["stored"])
    return run


def params_of_run(dag: Any, task: Any, conf: "dict[str, Any]") -> "dict[str, Any]":
    """The params that a task sees: those of the DAG, then the task's, then the conf.

    Raises ParamValidationError where a value breaks its schema.
    """
    from ..authoring.params import ParamsDict

    params = ParamsDict()
    for source in (getattr(dag, "params", None), getattr(task, "params", None), conf):
        if source:
            params.update(source)
    return params.validate()


class DagRun:
    """`dag_run` in a context."""

    def __init__(self, run: Run, state: str = "running", end: "datetime | None" = None) -> None:
        self._run = run
        self.dag, self.dag_id, self.run_id = run.dag, run.dag.dag_id, run.run_id
        self.run_type, self.conf, self.state, self._end = run.run_type, run.conf, state, end
        if airflow_version.at_least(3):
            self.run_type, self.state = named(DagRunType, run.run_type), named(DagRunState, state)
        self.external_trigger = False
        self.id, self.creating_job_id, self.dag_hash, self.note = 1, None, None, None
        self.clear_number, self.partition_key, self.partition_date, self.triggering_user_name = 0, None, None, None
        self.consumed_asset_events: list = []
        self.consumed_dataset_events: list = []

    # Plain datetimes, as Airflow's runs have; only the context has pendulum's.
    @property
    def logical_date(self) -> datetime:
        """What the run is about, in UTC."""
        return self._run.logical_date

    @property
    def data_interval_start(self) -> datetime:
        """Where its data begins."""
        return self._run.data_interval[0]

    @property
    def data_interval_end(self) -> datetime:
        """Where its data ends."""
        return self._run.data_interval[1]

    run_after = data_interval_end

    @property
    def start_date(self) -> datetime:
        """When it began."""
        return self._run.start

    queued_at = start_date

    @property
    def end_date(self) -> "datetime | None":
        """When it ended."""
        return self._end

    def __getattr__(self, name: str) -> Any:
        if name == "execution_date" and not airflow_version.at_least(3):
            return self.logical_date
        raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def get_dag(self) -> Any:
        """Its DAG."""
        return self.dag

    def get_state(self) -> str:
        """How it is."""
        return self.state

    def get_task_instances(self, state: Any = None, session: Any = None) -> list:
        """The task instances of which something is known."""
        from .task_instance import TaskInstance

        found = [
            TaskInstance(self._run, self.dag.get_task(task_id), index, state=kept.state())
            for task_id in self._run.folder.task_ids()
            if self.dag.has_task(task_id)
            for index, kept in self._run.folder.instances(task_id)
        ]
        wanted = {state} if isinstance(state, str) else set(state or ())
        return [one for one in found if not wanted or one.state in wanted]

    def get_task_instance(self, task_id: str, session: Any = None, map_index: int = -1) -> Any:
        """One of them, or None."""
        for one in self.get_task_instances():
            if one.task_id == task_id and one.map_index == map_index:
                return one
        return None

    def get_previous_dagrun(self, state: Any = None, session: Any = None) -> Any:
        """The run before this one, or None."""
        return previous_run(self._run, state)

    def __repr__(self) -> str:
        return f"<DagRun {self.dag_id} @ {iso(self._run.logical_date)}: {self.run_id}, state:{self.state}>"


def previous_run(run: Run, state: Any = None) -> "DagRun | None":
    """The run of the DAG before this one, in this state if one is asked for."""
    wanted = getattr(state, "value", state)
    for folder in reversed(run.folder.others(run.dag.dag_id)):
        known = folder.describe()
        earlier = known.get("logical_date") and parse_iso(known["logical_date"]) < run.logical_date
        if earlier and wanted in (None, known.get("state")):
            end = known.get("end")
            return DagRun(_run_of(run.dag, folder, known), known.get("state", ""), parse_iso(end) if end else None)
    return None


def _run_of(dag: Any, folder: RunFolder, known: "dict[str, Any]") -> Run:
    other = Run(dag, {**known, "folder": folder.path})
    other.start = parse_iso(known["start"])
    return other
