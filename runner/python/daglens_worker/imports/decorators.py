"""Which operator stands behind `@task.NAME`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from . import resolve

_OWN = {
    "python": "_PythonDecoratedOperator",
    "branch": "_BranchPythonDecoratedOperator",
    "short_circuit": "_ShortCircuitDecoratedOperator",
    "sensor": "DecoratedSensorOperator",
    "bash": "_BashDecoratedOperator",
    "virtualenv": "_PythonVirtualenvDecoratedOperator",
    "external_python": "_PythonExternalDecoratedOperator",
    "branch_virtualenv": "_BranchPythonVirtualenvDecoratedOperator",
    "branch_external_python": "_BranchExternalPythonDecoratedOperator",
}


def decorated_class(name: str) -> Any:
    """The class of the tasks that `@task.NAME` makes.

    :raises AttributeError: there is no such decorator
    """
    if name in _OWN:
        return getattr(import_module("daglens_worker.authoring.decorated_operators"), _OWN[name])
    from .catalog import catalog

    path = catalog().decorators().get(name)
    if path is None:
        raise AttributeError(f"task decorator {name!r} not found")
    module, _, class_name = path.rpartition(".")
    return resolve.find(module, class_name)
