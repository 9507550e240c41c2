"""Skips tasks after the one that runs: branches and short circuits."""

from __future__ import annotations

from collections.abc import Iterable
from types import GeneratorType
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException, DownstreamTasksSkipped

SKIP_KEY = "skipmixin_key"


class SkipMixin:
    """For operators that skip tasks after them."""

    _can_skip_downstream = True

    def skip(self, *args: Any, **kwargs: Any) -> None:
        """Skips tasks: `skip(ti, tasks)` in 3.x, `skip(dag_run, execution_date, tasks)` in 2.x.

        Raises DownstreamTasksSkipped in 3.x, where the result of a task that skips is not kept.
        """
        tasks = _tasks(kwargs["tasks"] if "tasks" in kwargs else next(one for one in reversed(args) if _is_iterable(one)))
        if not tasks:
            return
        ids = [task.task_id for task in tasks]
        ti = current_ti(self)
        ti.xcom_push(SKIP_KEY, {"skipped": ids})
        _tell_skipped(ti, set(ids))
        _end_in_3(ti, ids)

    def skip_all_except(self, ti: Any, branch_task_ids: Any) -> None:
        """Skips the tasks directly after this one but those to be followed.

        Raises AirflowException for ids that are none of the DAG's, DownstreamTasksSkipped in 3.x.
        """
        followed = _branch_ids(branch_task_ids)
        task, dag = ti.task, ti.task.dag
        self.log.info("Following branch %s", followed)  # type: ignore[attr-defined]
        invalid = followed - set(dag.task_ids)
        if invalid:
            raise AirflowException(
                f"'branch_task_ids' must contain only valid task_ids. Invalid tasks found: {invalid}."
            )
        direct = task.downstream_list
        if not direct:
            return
        reached = set(followed)
        for task_id in followed:
            reached |= dag.get_task(task_id).get_flat_relative_ids(upstream=False)
        skipped = [one.task_id for one in direct if one.task_id not in reached]
        ti.xcom_push(SKIP_KEY, {"followed": [one.task_id for one in direct if one.task_id in reached]})
        ti.followed = sorted(followed)
        self.log.info("Skipping tasks %s", [(task_id, ti.map_index) for task_id in skipped])  # type: ignore[attr-defined]
        _end_in_3(ti, skipped)


class BranchMixIn(SkipMixin):
    """For operators that choose what comes after them."""

    def do_branch(self, context: Any, branches_to_execute: Any) -> Any:
        """Follows task or group ids and skips the others. Gives what it got."""
        self.log.info("Branch into %s", branches_to_execute)  # type: ignore[attr-defined]
        ids = None if branches_to_execute is None else self._expand_task_group_roots(context["ti"], branches_to_execute)
        self.skip_all_except(context["ti"], ids)
        return branches_to_execute

    def _expand_task_group_roots(self, ti: Any, branches: Any) -> "Iterable[Any]":
        groups = ti.task.dag.task_group_dict
        if isinstance(branches, str) or not isinstance(branches, Iterable):
            branches = [branches]
        for branch in branches:
            if branch in groups:
                yield from (root.task_id for root in groups[branch].roots)
            else:
                yield branch


def current_ti(operator: Any) -> Any:
    """The task instance that is running."""
    from ..execution.current import get_current_context

    return get_current_context()["ti"]


def _is_iterable(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str)


def _tasks(nodes: Any) -> list:
    return [node for node in nodes if hasattr(node, "task_id")]


def _branch_ids(ids: Any) -> "set[str]":
    if isinstance(ids, GeneratorType):
        ids = list(ids)
    if isinstance(ids, str):
        return {ids}
    if ids is None:
        return set()
    if not isinstance(ids, Iterable):
        raise AirflowException(
            f"'branch_task_ids' must be either None, a task ID, or an Iterable of IDs, but got {type(ids).__name__!r}."
        )
    found = set(ids)
    wrong = {(one, type(one).__name__) for one in found if not isinstance(one, str)}
    if wrong:
        raise AirflowException(
            f"'branch_task_ids' expected all task IDs are strings. Invalid tasks found: {wrong}."
        )
    return found


def _tell_skipped(ti: Any, ids: "set[str]") -> None:
    direct = {task.task_id for task in ti.task.downstream_list}
    flat = {task.task_id for task in ti.task.get_flat_relatives(upstream=False) if not task.is_teardown}
    if flat <= ids:
        ti.short_circuit = "all"
    elif {task_id for task_id in direct if task_id in flat} <= ids:
        ti.short_circuit = "direct"
    else:
        ti.followed = sorted(direct - ids)


def _end_in_3(ti: Any, skipped: list) -> None:
    # In a mapped group, 3.x leaves it to the scheduler, which finds the XCom.
    if skipped and airflow_version.at_least(3) and ti.map_index < 0:
        raise DownstreamTasksSkipped(tasks=skipped)
