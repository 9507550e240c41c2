"""How much a task weighs with the tasks around it: greater ones start first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import airflow_version

if TYPE_CHECKING:
    from .abstract_operator import AbstractOperator

# From 2.9 on the weight is kept in a 32-bit column, and cut to it.
_LARGEST, _SMALLEST = 2**31 - 1, -(2**31)


def within_database(weight: int) -> int:
    """The weight as the database can keep it."""
    return max(_SMALLEST, min(_LARGEST, weight)) if airflow_version.at_least(2, 9) else weight


def total_weight(task: AbstractOperator) -> int:
    """`priority_weight_total` as the task's weight rule has it."""
    rule: Any = task.weight_rule
    own: int = task.priority_weight
    if rule not in ("downstream", "upstream") or task.dag is None:
        return within_database(own)
    around = task.get_flat_relatives(upstream=rule == "upstream")
    return within_database(own + sum(other.priority_weight for other in around))
