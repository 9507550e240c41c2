"""What Airflow refuses of a DAG once its file has run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import airflow_version

if TYPE_CHECKING:
    from .dag import DAG


def validate(dag: DAG) -> None:
    """Refuses a DAG as Airflow does.

    :raises ValueError: its setups and teardowns cannot be
    """
    if airflow_version.at_least(2, 7):
        _check_setups(dag)


def _check_setups(dag: DAG) -> None:
    """After a setup, a task must need it to succeed."""
    for task in dag.tasks:
        if not task.is_setup:
            continue
        for after in task.downstream_list:
            if not after.is_teardown and after.trigger_rule != "all_success":
                raise ValueError("Setup tasks must be followed with trigger rule ALL_SUCCESS.")
