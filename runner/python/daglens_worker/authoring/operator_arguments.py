"""What Airflow makes of the arguments that all operators take, and what it refuses."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException, FailFastDagInvalidTriggerRule, FailStopDagInvalidTriggerRule

TRIGGER_RULES = frozenset(
    "all_success all_failed all_done all_done_min_one_success one_success one_failed one_done none_failed none_skipped "
    "none_failed_or_skipped none_failed_min_one_success dummy always all_skipped all_done_setup_success".split()
)
# The versions that brought the younger ones.
_SINCE = {
    "always": (2, 2),
    "none_failed_min_one_success": (2, 2),
    "all_skipped": (2, 3),
    "one_done": (2, 5),
    "all_done_setup_success": (2, 7),
    "all_done_min_one_success": (3, 1),
}
# Names of 1.10 that 2.x reads so.
_RENAMED_RULES = {"none_failed_or_skipped": "none_failed_min_one_success", "dummy": "always"}
WEIGHT_RULES = ("downstream", "upstream", "absolute")


def as_timedelta(value: Any) -> Any:
    """Seconds as a `timedelta`; a `timedelta` and None as they are."""
    return value if value is None or isinstance(value, timedelta) else timedelta(seconds=value)


def as_retries(value: Any) -> Any:
    """The number of retries.

    :raises TypeError: it is no number; an AirflowException before 3.0
    """
    if value is None:
        return 0
    if isinstance(value, int):
        return value
    try:
        return int(value)
    except (TypeError, ValueError):
        refused = TypeError if airflow_version.at_least(3) else AirflowException
        raise refused(f"'retries' type must be int, not {type(value).__name__}") from None


def _known_rules() -> "set[str]":
    gone = _RENAMED_RULES if airflow_version.at_least(3) else ()
    return {rule for rule in TRIGGER_RULES if rule not in gone and airflow_version.at_least(*_SINCE.get(rule, (1,)))}


def as_trigger_rule(value: Any, dag: Any, dag_id: str, task_id: str) -> str:
    """The trigger rule as text.

    :raises ValueError: there is none of this name; an AirflowException before 3.0
    """
    rule = value.value if isinstance(value, Enum) else value
    known = _known_rules()
    if not isinstance(rule, str) or rule not in known:
        rules = sorted(known)
        refused = ValueError if airflow_version.at_least(3) else AirflowException
        raise refused(f"The trigger_rule must be one of {rules},'{dag_id}.{task_id}'; received '{value}'.")
    if airflow_version.at_least(2):
        rule = _RENAMED_RULES.get(rule, rule)
    if dag is not None and getattr(dag, "fail_fast", False) and rule not in ("all_success", "all_done_setup_success"):
        in_3 = airflow_version.at_least(3)
        refused = FailFastDagInvalidTriggerRule if in_3 else FailStopDagInvalidTriggerRule
        name = "fast" if in_3 else "stop"
        raise refused(f"A 'fail_{name}' DAG can only have the trigger rule all_success; task {task_id!r} has {rule!r}")
    return rule


def as_weight_rule(value: Any, dag_id: str, task_id: str) -> Any:
    """The name of the weight rule, or the strategy object or the path of its class.

    :raises AirflowException: there is none of this name
    """
    rule = value.value if isinstance(value, Enum) else value
    # A path of a class; 3.x looks at it later.
    is_path = isinstance(rule, str) and "." in rule and airflow_version.at_least(2, 9)
    if isinstance(rule, str) and rule not in WEIGHT_RULES and not is_path and not airflow_version.at_least(3):
        raise AirflowException(
            f"The weight_rule must be one of {list(WEIGHT_RULES)},'{dag_id}.{task_id}'; received '{value}'."
        )
    return rule


def refuse_unknown(operator: Any, kwargs: "dict[str, Any]", task_id: str) -> None:
    """Refuses arguments that no operator takes.

    :raises TypeError: there are such; an AirflowException in 2.x, and nothing but a warning in 1.x
    """
    if not kwargs or not airflow_version.at_least(2):
        return
    refused = TypeError if airflow_version.at_least(3) else AirflowException
    shown = "\n**kwargs: " + repr(kwargs)
    raise refused(f"Invalid arguments were passed to {type(operator).__name__} (task_id: {task_id}). Invalid arguments were:{shown}")


def refuse_pool_slots(pool_slots: Any, task_id: str, dag: Any) -> None:
    """Refuses less than one pool slot.

    :raises ValueError: always then
    """
    if isinstance(pool_slots, int) and pool_slots < 1:
        place = f" in dag {dag.dag_id}" if dag is not None else ""
        raise ValueError(f"pool slots for {task_id}{place} cannot be less than 1")


def collected(values: Any) -> list:
    """Inlets or outlets as a list."""
    if values is None:
        return []
    return list(values) if isinstance(values, (list, tuple, set)) else [values]


def in_utc(moment: Any) -> Any:
    """A date with a time zone: UTC where none was said."""
    from datetime import date, datetime, timezone

    if isinstance(moment, datetime):
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)
    if isinstance(moment, date):
        return datetime(moment.year, moment.month, moment.day, tzinfo=timezone.utc)
    return moment
