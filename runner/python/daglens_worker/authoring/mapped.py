"""Mapped tasks: `Operator.partial(…).expand(…)`, and what `@task` functions make of it."""

from __future__ import annotations

from typing import Any, Iterator

from .. import airflow_version
from . import operator_arguments as arguments
from .abstract_operator import AbstractOperator
from .contexts import DagContext, TaskGroupContext
from .defaults import FROM_MAPPED, merged_defaults
from .expand_input import (
    DictOfListsExpandInput,
    ListOfDictsExpandInput,
    refuse_custom_key,
    refuse_kwargs,
    refuse_unmappable,
)
from .names import validate_key
from .operator import BaseOperator
from .places import line_of_caller
from .setup_teardown import SetupTeardownContext
from .xcom_arg import XComArg

# What `partial` sets even where it is not given, so that no instance can have its own: as asked of 2.11.2 and 3.3.2.
_SET_BY_PARTIAL = frozenset(
    "allow_nested_operators dag depends_on_past execution_timeout executor_config ignore_first_depends_on_past inlets "
    "map_index_template max_retry_delay on_execute_callback on_failure_callback on_retry_callback on_skipped_callback "
    "on_success_callback outlets owner pool_slots priority_weight queue retries retry_delay retry_exponential_backoff "
    "task_group task_id trigger_rule wait_for_downstream wait_for_past_depends_before_skipping weight_rule".split()
)
_ONLY_BEFORE_3 = frozenset(
    "doc doc_json doc_md doc_rst doc_yaml email end_date executor logger_name max_active_tis_per_dag "
    "max_active_tis_per_dagrun pool resources run_as_user sla start_date task_display_name".split()
)
_ONLY_FROM_3 = frozenset("email_on_failure email_on_retry retry_policy".split())


def not_mappable() -> "dict[str, None]":
    """The arguments of an operator that `expand` cannot take."""
    return dict.fromkeys(_SET_BY_PARTIAL | (_ONLY_FROM_3 if airflow_version.at_least(3) else _ONLY_BEFORE_3))


def partial_of(operator_class: Any, kwargs: "dict[str, Any]") -> OperatorPartial:
    """`Operator.partial(…)`.

    :raises TypeError: an argument that the operator does not take, or no task_id
    """
    if "task_id" not in kwargs:
        raise TypeError("partial() missing 1 required keyword-only argument: 'task_id'")
    _refuse_unknown(operator_class, "partial", kwargs)
    given = dict(kwargs)
    dag = given.pop("dag", None) or DagContext.get_current()
    group = given.pop("task_group", None) or TaskGroupContext.get_current(dag)
    default_args, params = merged_defaults(dag, group, given.pop("params", None), given.pop("default_args", None))
    takes = common_names() | set(operator_parameters(operator_class))
    given = {**{name: value for name, value in default_args.items() if name in takes}, **given}
    return OperatorPartial(operator_class, given, params, dag, group)


def common_names() -> "set[str]":
    """The arguments that all operators take and a mapped task may share."""
    return set(BaseOperator.__init__.parameters.named) - {"default_args", "params", "multiple_outputs", "do_xcom_push"}


def operator_parameters(operator_class: Any) -> "dict[str, bool]":
    """The arguments of all constructors of a class; the value says whether any keyword is taken."""
    names: "dict[str, bool]" = {}
    for cls in operator_class.__mro__:
        names.update(dict.fromkeys(cls.__dict__.get("names_of_constructors", ()), False))
        parameters = getattr(cls.__dict__.get("__init__"), "parameters", None)
        if parameters is not None:
            names.update(dict.fromkeys(parameters.named, False))
    return names


def _refuse_unknown(operator_class: Any, method: str, kwargs: "dict[str, Any]") -> None:
    if getattr(operator_class, "takes_anything", False):
        return
    unknown = [name for name in kwargs if name not in operator_parameters(operator_class)]
    if len(unknown) == 1:
        raise TypeError(f"{operator_class.__name__}.{method}() got an unexpected keyword argument {unknown[0]!r}")
    if unknown:
        names = ", ".join(repr(name) for name in unknown)
        raise TypeError(f"{operator_class.__name__}.{method}() got unexpected keyword arguments {names}")


def refuse_twice(before: "dict[str, Any]", now: "dict[str, Any]", why: str) -> None:
    """Refuses arguments that are given a second time.

    :raises TypeError: there are such
    """
    twice = sorted(set(before) & set(now))
    if twice:
        raise TypeError(f"{why} argument{'s' if len(twice) > 1 else ''}: {', '.join(twice)}")


class OperatorPartial:
    """The arguments that all instances share, before `.expand()`."""

    def __init__(self, operator_class: Any, kwargs: "dict[str, Any]", params: Any, dag: Any, group: Any) -> None:
        self.operator_class = operator_class
        self.kwargs = kwargs
        self.params = params
        self._dag, self._group = dag, group

    def expand(self, **mapped_kwargs: Any) -> MappedOperator:
        """One instance for each combination of the given values.

        :raises TypeError: unknown arguments, or none; :raises ValueError: values that cannot be mapped over
        """
        if not mapped_kwargs:
            raise TypeError("no arguments to expand against")
        _refuse_unknown(self.operator_class, "expand", mapped_kwargs)
        refuse_unmappable(mapped_kwargs, None)
        refuse_twice({**self.kwargs, **not_mappable()}, mapped_kwargs, "unmappable or already specified")
        return self._expand(DictOfListsExpandInput(mapped_kwargs), strict=False)

    def expand_kwargs(self, kwargs: Any, *, strict: bool = True) -> MappedOperator:
        """One instance for each dict of arguments.

        :raises TypeError: it is neither a reference nor a list of dicts
        """
        refuse_kwargs(kwargs)
        return self._expand(ListOfDictsExpandInput(kwargs), strict=strict)

    def _expand(self, expand_input: Any, strict: bool) -> MappedOperator:
        refuse_custom_key(expand_input.value)
        given = dict(self.kwargs)
        task_id = given.pop("task_id")
        validate_key(task_id)
        if self._group is not None:
            task_id = self._group.child_id(task_id)
        return MappedOperator(self.operator_class, expand_input, given, task_id, self.params, self._dag, self._group, strict)


class MappedOperator(AbstractOperator):
    """A task whose instances are known when the DAG runs.

    :param expand_input: what it is expanded over
    :param partial_kwargs: the arguments that all instances share
    """

    _is_mapped = True

    def __init__(
        self,
        operator_class: Any,
        expand_input: Any,
        partial_kwargs: "dict[str, Any]",
        task_id: str,
        params: Any,
        dag: Any,
        task_group: Any,
        disallow_kwargs_override: bool,
    ) -> None:
        self.operator_class = operator_class
        self.expand_input = expand_input
        self.partial_kwargs = partial_kwargs
        self.task_id = task_id
        self.params = params
        self.disallow_kwargs_override = disallow_kwargs_override
        self.upstream_task_ids: "set[str]" = set()
        self.downstream_task_ids: "set[str]" = set()
        self.line = line_of_caller()
        self._take_from_class(operator_class)
        self._settle(dag, task_group)
        self._depend_on_results()

    def _take_from_class(self, operator_class: Any) -> None:
        fields = operator_class.template_fields
        self.template_fields = (fields,) if isinstance(fields, str) else fields
        self.template_ext = operator_class.template_ext
        self._is_empty = operator_class._is_empty
        self._is_sensor = operator_class._is_sensor
        self._can_skip_downstream = operator_class._can_skip_downstream
        self.simulated_because = operator_class.simulated_because

    def _settle(self, dag: Any, group: Any) -> None:
        given = self.partial_kwargs
        dag_id = dag.dag_id if dag is not None else ""
        rule = given.get("trigger_rule", "all_success")
        self.trigger_rule = arguments.as_trigger_rule(rule, dag, dag_id, self.task_id)
        arguments.refuse_pool_slots(given.get("pool_slots", 1), self.task_id, dag)
        if group is not None:
            if any(True for _ in group.iter_mapped_task_groups()):
                raise NotImplementedError("operator expansion in an expanded task group is not yet supported")
            group.add(self)
        if dag is not None:
            dag.add_task(self)
            self.dag = dag
        if SetupTeardownContext.active:
            SetupTeardownContext.update_context_map(self)

    def _depend_on_results(self) -> None:
        XComArg.apply_upstream_relationship(self, self.expansion.value)
        for name, value in self.partial_kwargs.items():
            if name in self.template_fields:
                XComArg.apply_upstream_relationship(self, value)

    @property
    def expansion(self) -> Any:
        """What it is expanded over; for `@task` functions, what its arguments are."""
        return self.expand_input

    @property
    def task_type(self) -> str:
        """The name of the class that is mapped."""
        return self.operator_class.__name__

    @property
    def operator_name(self) -> str:
        """What Airflow's pictures call it."""
        return getattr(self.operator_class, "custom_operator_name", None) or self.task_type

    @property
    def task_display_name(self) -> str:
        """The name to show."""
        return self.partial_kwargs.get("task_display_name") or self.task_id

    @property
    def multiple_outputs(self) -> bool:
        """Is a returned dict pushed key by key, too?"""
        return bool(self.partial_kwargs.get("multiple_outputs"))

    @property
    def retry_delay(self) -> Any:
        """How long to wait before the next try."""
        return arguments.as_timedelta(self._shared("retry_delay"))

    @property
    def max_retry_delay(self) -> Any:
        """The longest wait before the next try."""
        return arguments.as_timedelta(self._shared("max_retry_delay"))

    @property
    def retries(self) -> int:
        """Tries after the first."""
        return arguments.as_retries(self._shared("retries"))

    @property
    def pool(self) -> str:
        """The pool that its instances take slots of."""
        return self._shared("pool") or "default_pool"

    @property
    def depends_on_past(self) -> bool:
        """Must it have gone well in the run before?"""
        return bool(self._shared("depends_on_past") or self._shared("wait_for_downstream"))

    @property
    def weight_rule(self) -> Any:
        """How weights of other tasks count for it."""
        return arguments.as_weight_rule(self._shared("weight_rule"), self.dag_id, self.task_id)

    @property
    def start_date(self) -> Any:
        """No instance runs before it."""
        return arguments.in_utc(self._shared("start_date"))

    @property
    def end_date(self) -> Any:
        """No instance runs after it."""
        return arguments.in_utc(self._shared("end_date"))

    @property
    def inlets(self) -> list:
        """The assets that it reads."""
        return arguments.collected(self.partial_kwargs.get("inlets"))

    @property
    def outlets(self) -> list:
        """The assets that it writes."""
        return arguments.collected(self.partial_kwargs.get("outlets"))

    @property
    def executor_config(self) -> dict:
        """What the executor is told."""
        return self.partial_kwargs.get("executor_config") or {}

    def _shared(self, name: str) -> Any:
        return self.partial_kwargs.get(name, BaseOperator.__init__.parameters.named[name])

    def __getattr__(self, name: str) -> Any:
        # Whatever all operators have and no instance has of its own: what was shared, else the default.
        if name.startswith("_") or name == "partial_kwargs":
            raise AttributeError(f"'MappedOperator' object has no attribute {name!r}")
        if name in self.partial_kwargs or name in BaseOperator.__init__.parameters.named:
            return self._shared(name)
        return getattr(self.operator_class, name)

    def iter_mapped_dependencies(self) -> "Iterator[AbstractOperator]":
        """The tasks whose results it is expanded over."""
        for task, _ in XComArg.iter_xcom_references(self.expansion.value):
            yield task

    def unmap(self, resolve: "dict[str, Any]") -> BaseOperator:
        """The task of one instance.

        :param resolve: the arguments that are this instance's own
        :raises TypeError: one of them is shared already, and may not be given twice
        """
        if not isinstance(resolve, dict):
            raise RuntimeError("cannot unmap a non-mapped operator")
        operator = self.operator_class(**self._instance_kwargs(resolve))
        operator.task_id = self.task_id
        operator.is_setup, operator.is_teardown = self.is_setup, self.is_teardown
        operator._on_failure_fail_dagrun = self._on_failure_fail_dagrun
        operator.upstream_task_ids, operator.downstream_task_ids = self.upstream_task_ids, self.downstream_task_ids
        operator.line = self.line
        return operator

    def _instance_kwargs(self, own: "dict[str, Any]") -> "dict[str, Any]":
        if self.disallow_kwargs_override:
            refuse_twice({**self.partial_kwargs, **not_mappable()}, own, "unmappable or already specified")
        kwargs = {**self.partial_kwargs, **own, FROM_MAPPED: True}
        params = {**dict(self.params or {}), **(own.get("params") or {})}
        kwargs.update(task_id=self.task_id, dag=self.dag, task_group=self.task_group, params=params)
        kwargs["trigger_rule"] = "all_success" if self.is_teardown else self.trigger_rule
        return kwargs

    def __repr__(self) -> str:
        return f"<Mapped({self.task_type}): {self.task_id}>"
