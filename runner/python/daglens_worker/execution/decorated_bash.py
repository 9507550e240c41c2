"""`@task.bash`: the function returns the command."""

from __future__ import annotations

from typing import Any

from .. import airflow_version
from ..authoring.sentinels import ArgNotSet
from .callables import keywords_for


class SetDuringExecution(ArgNotSet):
    """Stands for the command until the function has returned it; shown as Airflow shows it."""

    def __repr__(self) -> str:
        if airflow_version.at_least(3):
            return "DYNAMIC (set during execution)"
        return "<airflow.utils.types.ArgNotSet object at 0x\u2026>"


SET_DURING_EXECUTION = SetDuringExecution()


def execute(task: Any, context: Any) -> Any:
    """Calls the function, renders the command that it returns, and runs it.

    Raises TypeError for anything but a text with something in it.
    """
    from ..operators.bash import BashOperator

    # 3.x tells the rendered fields again whenever the task ends, 2.x only once there is a command.
    task.overwrite_rtif_after_execution = airflow_version.at_least(3)
    context.update(task.op_kwargs)
    kwargs = keywords_for(task.python_callable, task.op_args, context)
    command = task.python_callable(*task.op_args, **kwargs)
    task.bash_command = task._unrendered_bash_command = command
    if not isinstance(command, str) or not command.strip():
        raise TypeError("The returned value from the TaskFlow callable must be a non-empty string.")
    task.render_template_fields(context)
    if not airflow_version.at_least(3):
        context["ti"].tell_rendered()
    return BashOperator.execute(task, context)
