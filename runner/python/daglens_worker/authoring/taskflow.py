"""`@task` and its kin: functions whose calls make tasks."""

from __future__ import annotations

from typing import Any, Callable

from .. import airflow_version
from ..exceptions import AirflowException
from .abstract_operator import TEARDOWN_RULE
from .contexts import DagContext, TaskGroupContext
from .decorated_arguments import expand_input_of, refuse_unknown_names
from .defaults import merged_defaults
from .expand_input import ListOfDictsExpandInput, refuse_custom_key, refuse_kwargs
from .mapped import MappedOperator, common_names, refuse_twice
from .names import unique_suffix
from .operator import BaseOperator
from .return_types import returns_mapping
from .signatures import REQUIRED, Parameters, parameters_of
from .xcom_arg import XComArg

# What Airflow hands to a function that asks for it by name.
CONTEXT_KEYS = frozenset(
    "asset_state_store conf conn dag dag_run data_interval_end data_interval_start ds ds_nodash execution_date "
    "expanded_ti_count exception inlets inlet_events logical_date macros map_index_template next_ds next_ds_nodash "
    "next_execution_date outlets outlet_events params prev_data_interval_start_success prev_data_interval_end_success "
    "prev_ds prev_ds_nodash prev_execution_date prev_execution_date_success prev_start_date_success prev_end_date_success "
    "reason run_id start_date task task_instance task_instance_key_str test_mode templates_dict ti tomorrow_ds "
    "tomorrow_ds_nodash triggering_asset_events triggering_dataset_events ts ts_nodash ts_nodash_with_tz try_number var "
    "yesterday_ds yesterday_ds_nodash".split()
)


def unique_task_id(task_id: str, dag: Any = None, group: Any = None) -> str:
    """The id, or with a suffix like `__1` where the DAG has it already."""
    dag = dag or DagContext.get_current()
    if dag is None:
        return task_id
    group = group or TaskGroupContext.get_current(dag)
    prefixed = group.child_id(task_id) if group is not None else task_id
    return unique_suffix(task_id, set(dag.task_dict), prefixed)


class DecoratedOperator(BaseOperator):
    """A task that calls a function with the arguments that its decorated form was called with."""

    template_fields: Any = ("op_args", "op_kwargs")
    template_fields_renderers = {"op_args": "py", "op_kwargs": "py"}
    shallow_copy_attrs: Any = ("python_callable",)

    def __init__(
        self,
        *,
        python_callable: "Callable[..., Any]",
        task_id: str,
        op_args: Any = None,
        op_kwargs: Any = None,
        kwargs_to_upstream: "dict | None" = None,
        **kwargs: Any,
    ) -> None:
        if not self._from_mapped:
            task_id = unique_task_id(task_id, kwargs.get("dag"), kwargs.get("task_group"))
        self.python_callable = python_callable
        op_args, op_kwargs = op_args or [], op_kwargs or {}
        if not getattr(self, "takes_anything", False):
            # Decorators of providers hand arguments of their own to the function.
            _refuse_unbindable(python_callable, op_args, op_kwargs)
        self.op_args, self.op_kwargs = op_args, op_kwargs
        super().__init__(task_id=task_id, **(kwargs_to_upstream or {}), **kwargs)

    def _hook_apply_defaults(self, *args: Any, **kwargs: Any) -> "tuple[tuple, dict]":
        function = kwargs.get("python_callable")
        if function is not None:
            defaults, given = kwargs.get("default_args") or {}, dict(kwargs.get("op_kwargs") or {})
            for name in parameters_of(function).named:
                if name not in given and name in defaults:
                    given[name] = defaults[name]
            kwargs["op_kwargs"] = given
        return args, kwargs

    def get_python_source(self) -> str:
        """The function's source, without its decorators."""
        import inspect
        import textwrap

        lines = textwrap.dedent(inspect.getsource(self.python_callable)).splitlines(keepends=True)
        first = next(index for index, line in enumerate(lines) if line.lstrip().startswith(("def ", "async def ")))
        return "".join(lines[first:])


def _refuse_unbindable(function: "Callable[..., Any]", args: Any, kwargs: "dict[str, Any]") -> None:
    """Refuses arguments that the function does not take; those that Airflow fills in may be left out.

    :raises TypeError: they do not fit; :raises ValueError: a context key with a default other than None
    """
    parameters = parameters_of(function)
    for name, default in parameters.named.items():
        if name in CONTEXT_KEYS and default is not REQUIRED and default is not None:
            raise ValueError(f"Context key parameter {name} can't have a default other than None")
    left = _left_over(parameters, args, kwargs)
    missing = [name for name in parameters.named if name in parameters.required and name not in left and name not in CONTEXT_KEYS]
    if missing:
        raise TypeError(f"missing a required argument: {missing[0]!r}")


def _left_over(parameters: Parameters, args: Any, kwargs: "dict[str, Any]") -> "set[str]":
    """The names that are given.

    :raises TypeError: too many, or given twice, or unknown
    """
    by_position = parameters.positional[: len(args)]
    if len(args) > len(parameters.positional) and not parameters.takes_more_positional:
        raise TypeError("too many positional arguments")
    for name in kwargs:
        if name in by_position:
            raise TypeError(f"multiple values for argument {name!r}")
        if name not in parameters.named and not parameters.takes_any_keyword:
            raise TypeError(f"got an unexpected keyword argument {name!r}")
    return {*by_position, *kwargs}


class _TaskDecorator:
    """A decorated function."""

    _airflow_is_task_decorator = True

    def __init__(
        self,
        function: "Callable[..., Any]",
        operator_class: Any,
        multiple_outputs: "bool | None" = None,
        kwargs: "dict[str, Any] | None" = None,
    ) -> None:
        from functools import update_wrapper

        self.function = function
        self.operator_class = operator_class
        self.multiple_outputs = returns_mapping(function) if multiple_outputs is None else multiple_outputs
        self.kwargs = dict(kwargs or {})
        self.kwargs.setdefault("task_id", function.__name__)
        self.is_setup = self.is_teardown = self.returns_dag_result = self.on_failure_fail_dagrun = False
        if "self" in parameters_of(function).named:
            raise TypeError(f"@{getattr(operator_class, 'custom_operator_name', 'task').lstrip('@')} does not support methods")
        update_wrapper(self, function)

    def __call__(self, *args: Any, **kwargs: Any) -> XComArg:
        counts = self._take_teardown()
        task = self.operator_class(
            python_callable=self.function,
            op_args=args,
            op_kwargs=kwargs,
            multiple_outputs=self.multiple_outputs,
            **self.kwargs,
        )
        self._mark(task, counts)
        if self.function.__doc__ and not any(getattr(task, name) for name in ("doc", "doc_json", "doc_md", "doc_rst", "doc_yaml")):
            task.doc_md = self.function.__doc__
        return XComArg(task)

    def _take_teardown(self) -> bool:
        """Sets the trigger rule of a teardown. Gives whether its failure counts for the run."""
        if self.is_teardown:
            # So the same teardown cannot be called twice: the first call sets the rule. In 2.11.2 and 3.3.2.
            if "trigger_rule" in self.kwargs:
                raise ValueError("Trigger rule not configurable for teardown tasks.")
            self.kwargs["trigger_rule"] = TEARDOWN_RULE
        return self.kwargs.pop("on_failure_fail_dagrun", self.on_failure_fail_dagrun)

    def _mark(self, task: Any, failure_counts: bool) -> None:
        task.is_setup, task.is_teardown = self.is_setup, self.is_teardown
        task.on_failure_fail_dagrun = failure_counts
        task.returns_dag_result = self.returns_dag_result

    def override(self, **kwargs: Any) -> _TaskDecorator:
        """The same with other arguments of the task."""
        return self._with({**self.kwargs, **kwargs})

    def partial(self, **kwargs: Any) -> _TaskDecorator:
        """The arguments that all instances share."""
        _refuse_context("partial", kwargs)
        refuse_unknown_names(self.function, "partial", kwargs)
        before = self.kwargs.get("op_kwargs", {})
        refuse_twice(before, kwargs, "duplicate partial")
        return self._with({**self.kwargs, "op_kwargs": {**kwargs, **before}})

    def _with(self, kwargs: "dict[str, Any]") -> _TaskDecorator:
        other = type(self)(self.function, self.operator_class, self.multiple_outputs, kwargs)
        other.is_setup, other.is_teardown = self.is_setup, self.is_teardown
        other.on_failure_fail_dagrun = self.on_failure_fail_dagrun
        other.returns_dag_result = self.returns_dag_result
        return other

    def expand(self, **map_kwargs: Any) -> XComArg:
        """One instance for each combination of the given values.

        :raises TypeError: unknown arguments, or none; :raises ValueError: values that cannot be mapped over
        """
        _refuse_context("expand", map_kwargs)
        expand_input = expand_input_of(self.function, self.kwargs, map_kwargs)
        self._refuse_always(map_kwargs.values(), "expand")
        return self._expand(expand_input, strict=False)

    def expand_kwargs(self, kwargs: Any, *, strict: bool = True) -> XComArg:
        """One instance for each dict of arguments.

        :raises TypeError: it is neither a reference nor a list of dicts
        """
        refuse_kwargs(kwargs)
        values = [] if isinstance(kwargs, XComArg) else [v for item in kwargs if isinstance(item, dict) for v in item.values()]
        self._refuse_always(values, "expand_kwargs")
        return self._expand(ListOfDictsExpandInput(kwargs), strict=strict)

    def _refuse_always(self, values: Any, method: str) -> None:
        if self.kwargs.get("trigger_rule") == "always" and any(isinstance(value, XComArg) for value in values):
            raise ValueError(
                f"Task-generated mapping within a task using '{method}' is not allowed with trigger rule 'always'."
            )

    def _expand(self, expand_input: Any, strict: bool) -> XComArg:
        refuse_custom_key(expand_input.value)
        counts = self._take_teardown()
        given = dict(self.kwargs)
        dag = given.pop("dag", None) or DagContext.get_current()
        group = given.pop("task_group", None) or TaskGroupContext.get_current(dag)
        default_args, params = merged_defaults(dag, group, given.pop("params", None), given.pop("default_args", None))
        shared = {name: value for name, value in default_args.items() if name in common_names()}
        shared.update(given)
        task_id = unique_task_id(shared.pop("task_id"), dag, group)
        shared.setdefault("op_args", [])
        shared.setdefault("op_kwargs", {})
        shared.update(python_callable=self.function, multiple_outputs=self.multiple_outputs)
        if group is not None:
            task_id = group.child_id(task_id)
        task = DecoratedMappedOperator(self.operator_class, expand_input, shared, task_id, params, dag, group, strict)
        self._mark(task, counts)
        return XComArg(task)


def _refuse_context(method: str, kwargs: "dict[str, Any]") -> None:
    names = sorted(CONTEXT_KEYS.intersection(kwargs))
    if names:
        raise ValueError(f"cannot call {method}() on task context variable {names[0]!r}")


class DecoratedMappedOperator(MappedOperator):
    """A mapped `@task`: what it is expanded over are arguments of its function."""

    @property
    def op_kwargs_expand_input(self) -> Any:
        """What the arguments of the function are expanded over."""
        return self.expand_input

    @property
    def python_callable(self) -> "Callable[..., Any]":
        """The function."""
        return self.partial_kwargs["python_callable"]

    def _instance_kwargs(self, own: "dict[str, Any]") -> "dict[str, Any]":
        shared = self.partial_kwargs["op_kwargs"]
        if self.disallow_kwargs_override:
            refuse_twice(shared, own, "mapping already partial")
        kwargs = super()._instance_kwargs({})
        kwargs["op_kwargs"] = {**shared, **own}
        return kwargs


def task_decorator_factory(
    python_callable: Any = None,
    *,
    multiple_outputs: "bool | None" = None,
    decorated_operator_class: Any,
    **kwargs: Any,
) -> Any:
    """What a decorator like `@task` does with its function or its arguments.

    :raises TypeError: it is called with something that is no function; an AttributeError before 3.0
    """
    if python_callable is None:
        return lambda function: _TaskDecorator(function, decorated_operator_class, multiple_outputs, kwargs)
    if not callable(python_callable):
        if not airflow_version.at_least(3):
            raise AttributeError(f"{type(python_callable).__name__!r} object has no attribute '__annotations__'")
        raise TypeError("No positional arguments allowed while using @task, use named arguments instead")
    return _TaskDecorator(python_callable, decorated_operator_class, multiple_outputs, kwargs)


class TaskDecoratorCollection:
    """`task`: called, it is `task.python`; other names are looked up among the decorated operators."""

    def __call__(self, python_callable: Any = None, multiple_outputs: "bool | None" = None, **kwargs: Any) -> Any:
        return self.python(python_callable, multiple_outputs=multiple_outputs, **kwargs)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")
        from ..imports.decorators import decorated_class

        operator_class = decorated_class(name)

        def decorator(python_callable: Any = None, **kwargs: Any) -> Any:
            return task_decorator_factory(python_callable, decorated_operator_class=operator_class, **kwargs)

        setattr(self, name, decorator)
        return decorator

    @staticmethod
    def run_if(condition: Any, skip_message: "str | None" = None) -> Any:
        """`@task.run_if`: the task is skipped unless the condition holds."""
        from .conditions import run_if

        return run_if(condition, skip_message)

    @staticmethod
    def skip_if(condition: Any, skip_message: "str | None" = None) -> Any:
        """`@task.skip_if`: the task is skipped if the condition holds."""
        from .conditions import skip_if

        return skip_if(condition, skip_message)


task = TaskDecoratorCollection()


def setup(function: Any) -> Any:
    """`@setup`: a function or group whose tasks are setups."""
    return _as_marked(function, "is_setup", False)


def teardown(_func: Any = None, *, on_failure_fail_dagrun: bool = False) -> Any:
    """`@teardown`: a function whose tasks are teardowns."""

    def mark(function: Any) -> Any:
        return _as_marked(function, "is_teardown", on_failure_fail_dagrun)

    return mark if _func is None else mark(_func)


def _as_marked(function: Any, attribute: str, failure_counts: bool) -> Any:
    from .task_group_decorator import _TaskGroupFactory

    if isinstance(function, _TaskGroupFactory):
        raise AirflowException("Task groups cannot be marked as setup or teardown.")
    decorated = function if isinstance(function, _TaskDecorator) else task.python(function)
    setattr(decorated, attribute, True)
    decorated.on_failure_fail_dagrun = failure_counts
    return decorated


def result(function: Any) -> Any:
    """`@result`: the task's result is the DAG's.

    :raises TypeError: it does not stand on top of `@task`
    """
    if not isinstance(function, _TaskDecorator):
        raise TypeError("@result must be used on top of a @task-decorated function")
    function.returns_dag_result = True
    return function

