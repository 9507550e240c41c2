"""Does a DAG go in a circle?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..exceptions import AirflowDagCycleException

if TYPE_CHECKING:
    from .abstract_operator import AbstractOperator
    from .dag import DAG


def check_cycle(dag: DAG) -> None:
    """Refuses a DAG whose tasks go in a circle.

    :raises AirflowDagCycleException: they do
    """
    sorted_tasks(dag)


def sorted_tasks(dag: DAG) -> "list[AbstractOperator]":
    """The tasks of a DAG, each after those that come before it.

    :raises AirflowDagCycleException: they go in a circle
    """
    waiting = {task_id: len(task.upstream_task_ids) for task_id, task in dag.task_dict.items()}
    ready = [task_id for task_id, count in waiting.items() if count == 0]
    done: "list[AbstractOperator]" = []
    for task_id in ready:
        task = dag.task_dict[task_id]
        done.append(task)
        for after in sorted(task.downstream_task_ids):
            waiting[after] -= 1
            if waiting[after] == 0:
                ready.append(after)
    if len(done) < len(waiting):
        raise AirflowDagCycleException(f"Cycle detected in DAG: {dag.dag_id}. Faulty task: {_faulty(dag, waiting)}")
    return done


def _faulty(dag: DAG, waiting: "dict[str, int]") -> str:
    """A task that comes after itself."""
    current = next(task_id for task_id, count in waiting.items() if count > 0)
    seen: "set[str]" = set()
    while current not in seen:
        seen.add(current)
        current = next(other for other in sorted(dag.task_dict[current].upstream_task_ids) if waiting[other] > 0)
    return current
