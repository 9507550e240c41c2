"""Keeps what a task returns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException
from . import xcom_values
from .expansion import refuse_result
from .task_instance import RETURN_KEY


def push_result(task: Any, original: Any, ti: Any, result: Any) -> None:
    """Pushes a result, and with `multiple_outputs` each of its values.

    :param original: the task as the DAG has it, which may be mapped
    Raises what Airflow raises for results that it cannot keep or map over.
    """
    value = result if task.do_xcom_push else None
    if not original.is_mapped and ti.map_index < 0:
        refuse_result(original, value)
    if value is None:
        return
    values = {**_outputs(value), RETURN_KEY: value} if task.multiple_outputs else {RETURN_KEY: value}
    if not airflow_version.at_least(3):
        # 2.x keeps nothing if one of them cannot be kept.
        for one in values.values():
            xcom_values.store(one)
    for key, one in values.items():
        ti.xcom_push(key, one)


def _outputs(value: Any) -> "dict[str, Any]":
    refused = TypeError if airflow_version.at_least(3) else AirflowException
    if not isinstance(value, Mapping):
        raise refused(f"Returned output was type {type(value)} expected dictionary for multiple_outputs")
    for key in value:
        if not isinstance(key, str):
            raise refused(
                "Returned dictionary keys must be strings when using "
                f"multiple_outputs, found {key} ({type(key)}) instead"
            )
    return dict(value)


def push_lineage(task: Any, ti: Any) -> None:
    """2.x keeps which datasets a task reads and writes, those among the arguments of a `@task` function included."""
    read = [one for one in [*getattr(task, "op_args", ()), *dict(getattr(task, "op_kwargs", {})).values()] if _is_dataset(one)]
    inlets = [*task.inlets, *(read if hasattr(task, "custom_operator_name") else ())]
    for key, assets in (("pipeline_outlets", task.outlets), ("pipeline_inlets", inlets)):
        if assets:
            ti.xcom_push(key, list(assets))


def _is_dataset(value: Any) -> bool:
    from ..authoring.assets import Asset

    return isinstance(value, Asset)
