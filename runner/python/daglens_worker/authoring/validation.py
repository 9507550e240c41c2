"""What Airflow refuses of a DAG once its file has run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import airflow_version
from ..exceptions import AirflowException

if TYPE_CHECKING:
    from .dag import DAG


def validate(dag: DAG) -> None:
    """Refuses a DAG as Airflow does.

    :raises AirflowException: its setups and teardowns, or its params, cannot be
    """
    if airflow_version.at_least(2, 7):
        _check_setups(dag)
    if airflow_version.at_least(2, 2):
        _check_params(dag)


def _check_setups(dag: DAG) -> None:
    """After a setup, a task must need it to succeed."""
    for task in dag.tasks:
        if not task.is_setup:
            continue
        for after in task.downstream_list:
            if not after.is_teardown and after.trigger_rule != "all_success":
                raise ValueError("Setup tasks must be followed with trigger rule ALL_SUCCESS.")


def _check_params(dag: DAG) -> None:
    """A DAG with a schedule runs with the defaults of its params: they must be there and fit."""
    if dag.schedule is None:
        return
    try:
        dag.params.validate()
    except Exception as problem:
        raise AirflowException(
            "DAG Schedule must be None, if there are any required params without default values or default values not "
            "matching params schema"
        ) from problem
