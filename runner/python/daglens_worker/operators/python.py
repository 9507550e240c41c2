"""Operators that call a function of the DAG file."""

from __future__ import annotations

from typing import Any, Callable

from .. import airflow_version
from ..authoring.operator import BaseOperator
from ..exceptions import AirflowException
from ..execution.callables import call, keywords_for
from .skipping import BranchMixIn, SkipMixin


class PythonOperator(BaseOperator):
    """Calls a function."""

    template_fields: Any = ("templates_dict", "op_args", "op_kwargs")
    template_fields_renderers = {"templates_dict": "json", "op_args": "py", "op_kwargs": "py"}
    shallow_copy_attrs: Any = ("python_callable", "op_kwargs")
    ui_color = "#ffefeb"

    def __init__(
        self,
        *,
        python_callable: "Callable[..., Any]",
        op_args: Any = None,
        op_kwargs: Any = None,
        templates_dict: "dict[str, Any] | None" = None,
        templates_exts: Any = None,
        show_return_value_in_logs: bool = True,
        provide_context: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        if not callable(python_callable):
            raise AirflowException("`python_callable` param must be callable")
        self.python_callable = python_callable
        self.op_args = op_args or ()
        self.op_kwargs = op_kwargs or {}
        self.templates_dict = templates_dict
        if templates_exts:
            self.template_ext = templates_exts
        self.show_return_value_in_logs = show_return_value_in_logs
        self.provide_context = provide_context

    def execute(self, context: Any) -> Any:
        """Calls the function with what it asks for."""
        context.update(self.op_kwargs)
        context["templates_dict"] = self.templates_dict
        self._outlet_events = context.get("outlet_events")
        self.op_kwargs = self.determine_kwargs(context)
        result = self.execute_callable()
        if self.show_return_value_in_logs:
            self.log.info("Done. Returned value was: %s", result)
        else:
            self.log.info("Done. Returned value not shown")
        return result

    def determine_kwargs(self, context: Any) -> "dict[str, Any]":
        """The keyword arguments for the function."""
        return keywords_for(self.python_callable, self.op_args, context)

    def execute_callable(self) -> Any:
        """Calls the function."""
        return call(self.python_callable, getattr(self, "_outlet_events", None), *self.op_args, **self.op_kwargs)


class BranchPythonOperator(PythonOperator, BranchMixIn):
    """Calls a function that chooses what comes next."""

    _can_skip_downstream = True

    def choose_branch(self, context: Any) -> Any:
        """What the function returns."""
        return PythonOperator.execute(self, context)

    def execute(self, context: Any) -> Any:
        """Chooses."""
        return self.do_branch(context, self.choose_branch(context))


class ShortCircuitOperator(PythonOperator, SkipMixin):
    """Calls a function; if it returns something falsy, what comes after is skipped."""

    _can_skip_downstream = True
    # Not only the tasks directly after it.
    _can_skip_far = True

    def __init__(self, *, ignore_downstream_trigger_rules: bool = True, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ignore_downstream_trigger_rules = ignore_downstream_trigger_rules

    def execute(self, context: Any) -> Any:
        """Calls the function and skips or goes on."""
        condition = super().execute(context)
        self.log.info("Condition result is %s", condition)
        if condition:
            self.log.info("Proceeding with downstream tasks...")
            return condition
        if not self.downstream_task_ids:
            self.log.info("No downstream tasks; nothing to do.")
            return condition
        self.log.info("Skipping downstream tasks")
        self._skip_what_follows(context)
        return condition

    def _skip_what_follows(self, context: Any) -> None:
        task = context["task"]
        everything = self.ignore_downstream_trigger_rules is True
        tasks = task.get_flat_relatives(upstream=False) if everything else task.get_direct_relatives(upstream=False)
        tasks = [one for one in tasks if not one.is_teardown]
        if airflow_version.at_least(3):
            self.skip(ti=context["ti"], tasks=tasks)
        else:
            self.skip(dag_run=context["dag_run"], execution_date=None, tasks=tasks)


def __getattr__(name: str) -> Any:
    # Airflow has these here, too; most DAGs need none of them.
    if name.startswith("__"):
        raise AttributeError(name)
    from . import virtualenv

    return getattr(virtualenv, name)
