"""What a task tells the commands that it starts: `AIRFLOW_CTX_…`."""

from __future__ import annotations

from typing import Any

from .. import airflow_version


def context_variables(context: Any, in_env_var_format: bool = False) -> "dict[str, str]":
    """Who runs, as text: `AIRFLOW_CTX_DAG_ID` and so on, or `airflow.ctx.dag_id`."""
    dag, ti, task = context.get("dag"), context.get("ti"), context.get("task")
    values = {
        "dag_owner": getattr(task, "owner", None),
        "dag_email": _mail(getattr(task, "email", None)),
        "dag_id": getattr(dag, "dag_id", None),
        "task_id": getattr(ti, "task_id", None),
        "try_number": str(getattr(ti, "try_number", "")),
        "dag_run_id": context.get("run_id"),
    }
    date = "logical_date" if airflow_version.at_least(3) else "execution_date"
    values[date] = context.get("ts")
    prefix = "AIRFLOW_CTX_" if in_env_var_format else "airflow.ctx."
    return {
        prefix + (name.upper() if in_env_var_format else name): str(value) for name, value in values.items() if value
    }


def _mail(addresses: Any) -> "str | None":
    return ",".join(addresses) if isinstance(addresses, (list, tuple)) else addresses
