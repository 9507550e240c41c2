"""The context of a task instance, with the keys of each version of Airflow."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from .. import airflow_version
from .asset_events import InletEvents, KeptValues, OutletEvents
from .connections import ConnectionAccessor
from .dates import parse_iso, pendulum_of
from .lazy_context import Context, Lazy
from .runs import DagRun, Run, params_of_run
from .variables import VariableAccessor


def context_of(run: Run, task: Any, ti: Any) -> Context:
    """The context of one try. Dates of pendulum's and all that costs time is made when it is looked at.

    Raises ParamValidationError where the task's params break their schemas.
    """
    context = Context(
        dag=run.dag,
        dag_run=DagRun(run),
        inlets=task.inlets,
        outlets=task.outlets,
        macros=Lazy(_macros),
        params=params_of_run(run.dag, task, run.conf),
        run_id=run.run_id,
        task=task,
        task_instance=ti,
        ti=ti,
        var={"json": VariableAccessor(deserialize_json=True), "value": VariableAccessor(deserialize_json=False)},
        conn=ConnectionAccessor(),
    )
    _add_dates(context, run, task)
    _add_previous_success(context, run)
    _add_assets(context, run, task)
    if airflow_version.at_least(2, 9):
        context["map_index_template"] = task.map_index_template
    if airflow_version.at_least(3):
        _add_keys_of_3(context, run, task, ti)
    else:
        _add_keys_of_2(context, run, task)
    return context


def _macros() -> Any:
    from . import macros

    return macros


def _add_dates(context: Context, run: Run, task: Any) -> None:
    moment = run.logical_date
    ds, ts = moment.strftime("%Y-%m-%d"), moment.isoformat()
    context.update(
        ds=ds,
        ds_nodash=ds.replace("-", ""),
        ts=ts,
        ts_nodash=moment.strftime("%Y%m%dT%H%M%S"),
        ts_nodash_with_tz=ts.replace("-", "").replace(":", ""),
        task_instance_key_str=f"{run.dag.dag_id}__{task.task_id}__{ds.replace('-', '')}",
    )
    if airflow_version.at_least(2, 2):
        context.update(
            logical_date=_date(moment),
            data_interval_start=_date(run.data_interval[0]),
            data_interval_end=_date(run.data_interval[1]),
        )


def _date(moment: "datetime | None") -> Lazy:
    return Lazy(lambda: pendulum_of(moment))


def _add_previous_success(context: Context, run: Run) -> None:
    before = run.previous or {}
    interval = before.get("data_interval") or (None, None)
    values = {"prev_start_date_success": before.get("start")}
    if airflow_version.at_least(2, 2):
        values["prev_data_interval_start_success"], values["prev_data_interval_end_success"] = interval
    if airflow_version.at_least(2, 9):
        values["prev_end_date_success"] = before.get("end")
    if not airflow_version.at_least(3):
        values["prev_execution_date_success"] = before.get("logical_date")
    for name, text in values.items():
        context[name] = _date(parse_iso(text)) if text else None


def _add_assets(context: Context, run: Run, task: Any) -> None:
    if airflow_version.at_least(2, 10):
        context.update(outlet_events=OutletEvents(), inlet_events=InletEvents(task.inlets, run.folder.asset_events))
    if airflow_version.at_least(2, 4):
        name = "triggering_asset_events" if airflow_version.at_least(3) else "triggering_dataset_events"
        context[name] = {}


def _add_keys_of_3(context: Context, run: Run, task: Any, ti: Any) -> None:
    context["task_reschedule_count"] = 1 if ti.first_poke else 0
    if airflow_version.at_least(3, 2):
        context.update(partition_key=None, partition_date=None)
    if airflow_version.at_least(3, 3):
        own = run.folder.instance(task.task_id, ti.map_index).path
        context["task_state_store"] = KeptValues(own.with_suffix(".kept"))
        if any(hasattr(one, "uri") or hasattr(one, "name") for one in [*task.inlets, *task.outlets]):
            context["asset_state_store"] = KeptValues(run.folder.path / "assets.kept")


def _add_keys_of_2(context: Context, run: Run, task: Any) -> None:
    from ..configuration import conf

    moment = run.logical_date
    context.update(conf=conf, test_mode=False, execution_date=_date(moment))
    for name, days in (("yesterday_ds", -1), ("tomorrow_ds", 1)):
        _add_day(context, name, moment + timedelta(days=days))
    before, after = _neighbours(run)
    for name, neighbour in (("prev", before), ("next", after)):
        _add_day(context, f"{name}_ds", neighbour)
        context[f"{name}_execution_date"] = _date(neighbour)
    if airflow_version.at_least(2, 5):
        context["expanded_ti_count"] = Lazy(lambda: _expanded_count(run, task))
    if not airflow_version.at_least(2):
        for name in ("END_DATE", "end_date", "latest_date"):
            context[name] = context["ds"]
        context["tables"] = None


def _add_day(context: Context, name: str, moment: "datetime | None") -> None:
    ds = moment.strftime("%Y-%m-%d") if moment else None
    context[name] = ds
    context[f"{name}_nodash"] = ds.replace("-", "") if ds else None


def _neighbours(run: Run) -> "tuple[datetime | None, datetime | None]":
    """The logical dates before and after this one, by the schedule; none without a schedule. As `dag.test()` has them."""
    start, end = run.data_interval
    if start == end:
        return None, None
    if run.run_type != "manual":
        return start - (end - start), end
    return (end if end < run.logical_date else start), end


def _expanded_count(run: Run, task: Any) -> "int | None":
    from .expansion import count_of_task

    return count_of_task(run, task)


