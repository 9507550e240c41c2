"""`chain`, `chain_linear` and `cross_downstream`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException
from .nodes import DependencyMixin


def chain(*tasks: Any) -> None:
    """Puts things one after another; two lists of the same length side by side.

    :raises TypeError: something that is no task; :raises ValueError: lists of different lengths (an AirflowException before 3.0)
    """
    for before, after in zip(tasks, tasks[1:]):
        _link(before, after)


def _link(before: Any, after: Any) -> None:
    if isinstance(before, DependencyMixin):
        before.set_downstream(after)
    elif isinstance(after, DependencyMixin):
        after.set_upstream(before)
    elif not isinstance(before, Sequence) or not isinstance(after, Sequence):
        raise TypeError(f"Chain not supported between instances of {type(before)} and {type(after)}")
    elif len(before) != len(after):
        raise (ValueError if airflow_version.at_least(3) else AirflowException)(
            f"Chain not supported for different length Iterable. Got {len(before)} and {len(after)}."
        )
    else:
        for first, second in zip(before, after):
            first.set_downstream(second)


def cross_downstream(from_tasks: Sequence, to_tasks: Any) -> None:
    """Puts each of some things before each of others."""
    for task in from_tasks:
        task.set_downstream(to_tasks)


def chain_linear(*elements: Any) -> None:
    """Puts everything of a list before everything of the next.

    :raises ValueError: nothing is to be linked
    """
    if not elements:
        raise ValueError("No tasks provided; nothing to do.")
    before, linked = None, False
    for element in elements:
        after = [element] if isinstance(element, DependencyMixin) else element
        if before is not None:
            for task in before:
                for other in after:
                    task.set_downstream(other)
                    linked = True
        before = after
    if not linked:
        raise ValueError("No dependencies were set. Did you forget to expand with `*`?")
