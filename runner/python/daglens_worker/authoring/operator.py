"""`BaseOperator`, the base of all operators."""

from __future__ import annotations

from abc import ABCMeta
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Callable

from .. import airflow_version
from ..execution.templates import Templater
from . import operator_arguments as arguments
from .abstract_operator import AbstractOperator
from .defaults import with_defaults
from .names import validate_key
from .params import ParamsDict
from .places import line_of_caller
from .setup_teardown import SetupTeardownContext
from .weights import within_database

if TYPE_CHECKING:
    from .dag import DAG

# Attributes that are set as they were given.
_PLAIN = (
    "owner email email_on_retry email_on_failure retry_exponential_backoff retry_policy "
    "ignore_first_depends_on_past wait_for_past_depends_before_skipping wait_for_downstream queue sla execution_timeout "
    "on_execute_callback on_failure_callback on_success_callback on_retry_callback on_skipped_callback pool_slots resources "
    "run_as_user map_index_template max_active_tis_per_dagrun executor do_xcom_push multiple_outputs "
    "doc doc_md doc_json doc_yaml doc_rst allow_nested_operators render_template_as_native_obj"
).split()


class BaseOperatorMeta(ABCMeta):
    """Gives every constructor of an operator class the arguments that it was not called with."""

    def __new__(cls, name: str, bases: tuple, namespace: dict, **kwargs: Any) -> BaseOperatorMeta:
        if "__init__" in namespace:
            namespace["__init__"] = with_defaults(namespace["__init__"])
        return super().__new__(cls, name, bases, namespace, **kwargs)

    @property
    def partial(cls) -> "Callable[..., Any]":
        """The arguments that all mapped instances share; `.expand()` comes next."""
        from .mapped import partial_of

        return lambda **kwargs: partial_of(cls, kwargs)


class BaseOperator(Templater, AbstractOperator, metaclass=BaseOperatorMeta):
    """A task. Its parameters are those of all Airflow versions; what a version does not know, it does not refuse either."""

    template_fields: Any = ()
    template_ext: Any = ()
    template_fields_renderers: "dict[str, str]" = {}
    operator_extra_links: Any = ()
    shallow_copy_attrs: Any = ()
    ui_color = "#fff"
    ui_fgcolor = "#000"
    pool = ""
    start_trigger_args = None
    start_from_trigger = False
    subdag = None
    supports_lineage = False
    _complete_already = False
    _lock_for_execution = False

    def __init__(
        self,
        task_id: str,
        owner: str = "airflow",
        email: Any = None,
        email_on_retry: bool = True,
        email_on_failure: bool = True,
        retries: Any = 0,
        retry_delay: Any = timedelta(seconds=300),
        retry_exponential_backoff: Any = False,
        max_retry_delay: Any = None,
        retry_policy: Any = None,
        start_date: Any = None,
        end_date: Any = None,
        depends_on_past: bool = False,
        ignore_first_depends_on_past: bool = True,
        wait_for_past_depends_before_skipping: bool = False,
        wait_for_downstream: bool = False,
        dag: "DAG | None" = None,
        params: Any = None,
        default_args: Any = None,
        priority_weight: int = 1,
        weight_rule: Any = "downstream",
        queue: str = "default",
        pool: Any = None,
        pool_slots: int = 1,
        sla: Any = None,
        execution_timeout: Any = None,
        on_execute_callback: Any = None,
        on_failure_callback: Any = None,
        on_success_callback: Any = None,
        on_retry_callback: Any = None,
        on_skipped_callback: Any = None,
        pre_execute: Any = None,
        post_execute: Any = None,
        trigger_rule: Any = "all_success",
        resources: Any = None,
        run_as_user: Any = None,
        task_concurrency: Any = None,
        map_index_template: Any = None,
        max_active_tis_per_dag: Any = None,
        max_active_tis_per_dagrun: Any = None,
        executor: Any = None,
        executor_config: Any = None,
        do_xcom_push: bool = True,
        multiple_outputs: bool = False,
        inlets: Any = None,
        outlets: Any = None,
        task_group: Any = None,
        doc: Any = None,
        doc_md: Any = None,
        doc_json: Any = None,
        doc_yaml: Any = None,
        doc_rst: Any = None,
        task_display_name: Any = None,
        logger_name: Any = None,
        allow_nested_operators: bool = True,
        render_template_as_native_obj: Any = None,
        schedule_interval: Any = None,
        **kwargs: Any,
    ) -> None:
        given = locals()
        for name in _PLAIN:
            self.__dict__[name] = given[name]
        kwargs.pop("_airflow_mapped_validation_only", None)
        arguments.refuse_unknown(self, kwargs, task_id)
        validate_key(task_id)
        self.line = line_of_caller()
        self._join_group(task_id, task_group)
        self._set_dates(start_date, end_date)
        self._set_tries(retries, retry_delay, max_retry_delay)
        self._set_limits(pool, pool_slots, max_active_tis_per_dag, task_concurrency, dag)
        self._set_weight(priority_weight, weight_rule, dag)
        self._set_hooks(pre_execute, post_execute)
        dag_id = dag.dag_id if dag is not None else ""
        self.trigger_rule = arguments.as_trigger_rule(trigger_rule, dag, dag_id, task_id)
        self.depends_on_past = depends_on_past or bool(wait_for_downstream)
        self.params = ParamsDict(params)
        self.executor_config = executor_config or {}
        self._task_display_name = task_display_name
        self._logger_name = logger_name
        self.inlets, self.outlets = arguments.collected(inlets), arguments.collected(outlets)
        self.is_setup = self.is_teardown = False
        if dag is not None:
            self.dag = dag
        if SetupTeardownContext.active:
            SetupTeardownContext.update_context_map(self)

    def _join_group(self, task_id: str, group: Any) -> None:
        self.upstream_task_ids, self.downstream_task_ids = set(), set()
        from_mapped = self._from_mapped
        self.task_id = group.child_id(task_id) if group is not None and not from_mapped else task_id
        if group is None:
            return
        if from_mapped:
            self.task_group = group
        else:
            group.add(self)

    def _set_dates(self, start_date: Any, end_date: Any) -> None:
        self.start_date, self.end_date = arguments.in_utc(start_date), arguments.in_utc(end_date)

    def _set_tries(self, retries: Any, retry_delay: Any, max_retry_delay: Any) -> None:
        self.retries = arguments.as_retries(retries)
        self.retry_delay = arguments.as_timedelta(retry_delay)
        self.max_retry_delay = arguments.as_timedelta(max_retry_delay)

    def _set_limits(self, pool: Any, pool_slots: Any, per_dag: Any, concurrency: Any, dag: Any) -> None:
        self.pool = "default_pool" if pool is None else pool
        arguments.refuse_pool_slots(pool_slots, self.task_id, dag)
        self.max_active_tis_per_dag = concurrency if per_dag is None else per_dag

    def _set_weight(self, priority_weight: int, weight_rule: Any, dag: Any) -> None:
        dag_id = dag.dag_id if dag is not None else ""
        self.weight_rule = arguments.as_weight_rule(weight_rule, dag_id, self.task_id)
        self.priority_weight = within_database(priority_weight) if isinstance(priority_weight, int) else priority_weight

    def _set_hooks(self, pre_execute: Any, post_execute: Any) -> None:
        self._pre_execute_hook, self._post_execute_hook = pre_execute, post_execute

    def _is_complete(self) -> None:
        """All constructors have run: results among the arguments come before the task."""
        for field in _fields(self.template_fields):
            if hasattr(self, field):
                self._depend_on(getattr(self, field))
        object.__setattr__(self, "_complete_already", True)

    def _depend_on(self, value: Any) -> None:
        from .xcom_arg import XComArg

        XComArg.apply_upstream_relationship(self, value)

    def __setattr__(self, key: str, value: Any) -> None:
        super().__setattr__(key, value)
        if self._complete_already and not self._lock_for_execution and key in self.template_fields:
            self._depend_on(value)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)

    @property
    def dag(self) -> Any:  # type: ignore[override]
        """The DAG that it belongs to; None: none yet."""
        return self.__dict__.get("_dag")

    @dag.setter
    def dag(self, dag: "DAG | None") -> None:
        from .dag import DAG

        if dag is None:
            self.__dict__["_dag"] = None
            return
        if not isinstance(dag, DAG):
            raise TypeError(f"Expected DAG; received {type(dag).__name__}")
        current = self.__dict__.get("_dag")
        if current is not None and current is not dag:
            refused = ValueError if airflow_version.at_least(3) else arguments.AirflowException
            raise refused(f"The DAG assigned to {self} can not be changed.")
        if not self.__dict__.get("_from_mapped"):
            dag.add_task(self)
        self.__dict__["_dag"] = dag

    @property
    def task_type(self) -> str:
        """The name of its class."""
        return type(self).__name__

    @property
    def operator_class(self) -> type:
        """Its class."""
        return type(self)

    @property
    def operator_name(self) -> str:
        """What Airflow's pictures call it: its class, or `@task`."""
        return getattr(self, "custom_operator_name", None) or self.task_type

    @property
    def task_display_name(self) -> str:
        """The name to show."""
        return self._task_display_name or self.task_id

    @property
    def log(self) -> Any:
        """Its logger, which writes to the log of the try."""
        import logging

        return logging.getLogger(self._logger_name or "airflow.task.operators")

    logger = log

    @property
    def inherits_from_empty_operator(self) -> bool:
        """Does it only stand there?"""
        return self._is_empty

    def add_inlets(self, inlets: Any) -> None:
        """Adds assets that it reads."""
        self.inlets.extend(inlets)

    def add_outlets(self, outlets: Any) -> None:
        """Adds assets that it writes."""
        self.outlets.extend(outlets)

    def get_inlet_defs(self) -> list:
        """The assets that it reads."""
        return self.inlets

    def get_outlet_defs(self) -> list:
        """The assets that it writes."""
        return self.outlets

    def prepare_template(self) -> None:
        """Called once all constructors have run, before templates are rendered; for subclasses."""

    def pre_execute(self, context: Any) -> None:
        """Called before `execute`; for subclasses."""

    def execute(self, context: Any) -> Any:
        """Does the task's work; for subclasses."""
        raise NotImplementedError()

    def post_execute(self, context: Any, result: Any = None) -> None:
        """Called after `execute`; for subclasses."""

    def on_kill(self) -> None:
        """Called when the task is ended from outside; for subclasses."""

    def unmap(self, resolve: Any) -> BaseOperator:
        """Itself: it is not mapped."""
        return self

    def defer(self, *, trigger: Any, method_name: str, kwargs: "dict | None" = None, timeout: Any = None) -> None:
        """Waits for a trigger.

        :raises TaskDeferred: always
        """
        from ..exceptions import TaskDeferred

        raise TaskDeferred(trigger=trigger, method_name=method_name, kwargs=kwargs, timeout=timeout)

    def __lt__(self, other: Any) -> bool:
        return self.task_id < other.task_id


def _fields(template_fields: Any) -> "list[str]":
    return [template_fields] if isinstance(template_fields, str) else list(template_fields)
