"""The operators behind `@task`, `@task.branch` and their kin, under the names that Airflow's pictures show."""

from __future__ import annotations

from typing import Any

from .. import airflow_version
from ..imports import resolve
from .taskflow import DecoratedOperator

_STANDARD = "airflow.providers.standard."


def _operator(module: str, name: str) -> Any:
    return resolve.find(_STANDARD + module, name)


class _CallsFunction(DecoratedOperator):
    """Hands the function and its arguments to the operator that it is mixed with."""

    def __init__(self, *, python_callable: Any, op_args: Any = None, op_kwargs: Any = None, **kwargs: Any) -> None:
        handed = {"python_callable": python_callable, "op_args": op_args, "op_kwargs": op_kwargs}
        super().__init__(
            kwargs_to_upstream=handed, python_callable=python_callable, op_args=op_args, op_kwargs=op_kwargs, **kwargs
        )


class _PythonDecoratedOperator(_CallsFunction, _operator("operators.python", "PythonOperator")):
    """`@task`"""

    template_fields = ("templates_dict", "op_args", "op_kwargs")
    custom_operator_name = "@task"


def __getattr__(name: str) -> Any:
    if name not in _OTHERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    made = _OTHERS[name](name)
    globals()[name] = made
    return made


def _mixed(module: str, operator: str, shown: str, *fields: str) -> Any:
    def make(name: str) -> type:
        base = _operator(module, operator)
        own = tuple(field for field in base.template_fields if field not in ("op_args", "op_kwargs"))
        members = {"__module__": __name__, "custom_operator_name": shown}
        members["template_fields"] = ("op_args", "op_kwargs", *(fields or own))
        return type(_CallsFunction)(name, (_CallsFunction, base), members)

    return make


def _bash_class(name: str) -> Any:
    from ..execution.decorated_bash import SET_DURING_EXECUTION, execute

    base = _operator("operators.bash", "BashOperator")

    def __init__(self: Any, *, python_callable: Any, op_args: Any = None, op_kwargs: Any = None, **kwargs: Any) -> None:
        # What the function returns is the command; until then there is none. 2.x has one output only.
        if not airflow_version.at_least(3):
            kwargs["multiple_outputs"] = False
        super(cls, self).__init__(
            python_callable=python_callable,
            op_args=op_args,
            op_kwargs=op_kwargs,
            kwargs_to_upstream={"bash_command": SET_DURING_EXECUTION},
            **kwargs,
        )

    members = {
        "__module__": __name__,
        "__init__": __init__,
        "execute": execute,
        "custom_operator_name": "@task.bash",
        "template_fields": ("op_args", "op_kwargs", "bash_command", "env", "cwd"),
    }
    cls: Any = type(DecoratedOperator)(name, (DecoratedOperator, base), members)
    return cls


_OTHERS = {
    "_BranchPythonDecoratedOperator": _mixed("operators.python", "BranchPythonOperator", "@task.branch", "templates_dict"),
    "_ShortCircuitDecoratedOperator": _mixed(
        "operators.python", "ShortCircuitOperator", "@task.short_circuit", "templates_dict"
    ),
    "DecoratedSensorOperator": _mixed("sensors.python", "PythonSensor", "@task.sensor", "templates_dict"),
    "_PythonVirtualenvDecoratedOperator": _mixed("operators.python", "PythonVirtualenvOperator", "@task.virtualenv"),
    "_PythonExternalDecoratedOperator": _mixed("operators.python", "ExternalPythonOperator", "@task.external_python"),
    "_BranchPythonVirtualenvDecoratedOperator": _mixed(
        "operators.python", "BranchPythonVirtualenvOperator", "@task.branch_virtualenv"
    ),
    "_BranchExternalPythonDecoratedOperator": _mixed(
        "operators.python", "BranchExternalPythonOperator", "@task.branch_external_python"
    ),
    "_BashDecoratedOperator": _bash_class,
}
