"""`DAG` and `@dag`."""

from __future__ import annotations

import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Callable, Iterator

from .. import airflow_version
from ..exceptions import AirflowException, DuplicateTaskIdFound, TaskNotFound
from .contexts import DagContext
from .dag_arguments import refuse_params, refuse_unknown, schedule_of, take_dates
from .names import validate_key
from .params import DagParam, ParamsDict
from .places import line_of_caller
from .sentinels import NOTSET
from .signatures import signature
from .task_group import MappedTaskGroup, TaskGroup

if TYPE_CHECKING:
    from .abstract_operator import AbstractOperator


class DAG:
    """A DAG. Its parameters are those of all Airflow versions; `dag_arguments.py` knows which a version refuses."""

    def __init__(
        self,
        dag_id: str,
        description: "str | None" = None,
        schedule: Any = NOTSET,
        schedule_interval: Any = NOTSET,
        timetable: Any = None,
        start_date: Any = None,
        end_date: Any = None,
        full_filepath: Any = None,
        template_searchpath: Any = None,
        template_undefined: Any = None,
        user_defined_macros: "dict | None" = None,
        user_defined_filters: "dict | None" = None,
        default_args: "dict | None" = None,
        concurrency: "int | None" = None,
        max_active_tasks: "int | None" = None,
        max_active_runs: int = 16,
        max_consecutive_failed_dag_runs: int = 0,
        dagrun_timeout: Any = None,
        deadline: Any = None,
        sla_miss_callback: Any = None,
        default_view: "str | None" = None,
        orientation: str = "LR",
        catchup: "bool | None" = None,
        on_success_callback: Any = None,
        on_failure_callback: Any = None,
        doc_md: "str | None" = None,
        params: Any = None,
        access_control: "dict | None" = None,
        is_paused_upon_creation: "bool | None" = None,
        jinja_environment_kwargs: "dict | None" = None,
        render_template_as_native_obj: bool = False,
        tags: Any = None,
        owner_links: "dict | None" = None,
        auto_register: bool = True,
        fail_stop: bool = False,
        fail_fast: bool = False,
        allowed_run_types: Any = None,
        dag_display_name: "str | None" = None,
        task_group: Any = None,
        disable_bundle_versioning: bool = False,
        rerun_with_latest_version: Any = None,
        **unknown: Any,
    ) -> None:
        refuse_unknown(unknown, locals())
        validate_key(dag_id)
        self._dag_id = dag_id
        self.description, self.doc_md, self.tags = description, doc_md, set(tags or ())
        self._take_defaults(default_args, params)
        self.schedule, self.timetable = schedule_of(schedule, schedule_interval, timetable)
        take_dates(self, start_date, end_date)
        self.template_searchpath = [template_searchpath] if isinstance(template_searchpath, str) else template_searchpath
        self.template_undefined = template_undefined
        self.user_defined_macros, self.user_defined_filters = user_defined_macros, user_defined_filters
        self.jinja_environment_kwargs = jinja_environment_kwargs
        self.render_template_as_native_obj = render_template_as_native_obj
        self.max_active_tasks = max_active_tasks or concurrency or 16
        self.max_active_runs = max_active_runs
        self.max_consecutive_failed_dag_runs = max_consecutive_failed_dag_runs
        self.dagrun_timeout = timedelta(seconds=dagrun_timeout) if isinstance(dagrun_timeout, (int, float)) else dagrun_timeout
        self.deadline, self.sla_miss_callback = deadline, sla_miss_callback
        self.catchup = (not airflow_version.at_least(3)) if catchup is None else catchup
        self.on_success_callback, self.on_failure_callback = on_success_callback, on_failure_callback
        self.access_control, self.is_paused_upon_creation = access_control, is_paused_upon_creation
        self.owner_links, self.auto_register = owner_links or {}, auto_register
        self.fail_fast = bool(fail_fast or fail_stop)
        self.allowed_run_types, self.dag_display_name = allowed_run_types, dag_display_name or dag_id
        self.is_subdag, self.parent_dag = False, None
        self.line = line_of_caller()
        self.fileloc = _calling_file()
        self.task_dict: "dict[str, Any]" = {}
        self.edge_info: "dict[str, dict[str, Any]]" = {}
        self.task_group = TaskGroup.create_root(self)
        refuse_params(self)

    def _take_defaults(self, default_args: "dict | None", params: Any) -> None:
        self.default_args = dict(default_args or {})
        merged = ParamsDict(params)
        merged.update(self.default_args.pop("params", None) or {})
        self.params = merged

    @property
    def dag_id(self) -> str:
        """Its id."""
        return self._dag_id

    @dag_id.setter
    def dag_id(self, value: str) -> None:
        self._dag_id = value

    @property
    def schedule_interval(self) -> Any:
        """The schedule as it was written; only before 3.0."""
        return self._before_3("schedule_interval", self.schedule)

    def _before_3(self, name: str, value: Any) -> Any:
        if airflow_version.at_least(3):
            raise AttributeError(f"'DAG' object has no attribute {name!r}")
        return value

    @property
    def fail_stop(self) -> bool:
        """Does the first failure end the run? Only before 3.0."""
        return self._before_3("fail_stop", self.fail_fast)

    @property
    def concurrency(self) -> int:
        """Most task instances at the same time; only before 3.0."""
        return self._before_3("concurrency", self.max_active_tasks)

    @property
    def folder(self) -> str:
        """The folder of its file."""
        import os

        return os.path.dirname(self.fileloc)

    filepath = property(lambda self: self.fileloc)
    full_filepath = filepath
    display_name = property(lambda self: self.dag_display_name)
    safe_dag_id = property(lambda self: self.dag_id.replace(".", "__dot__"))

    @property
    def tasks(self) -> "list[AbstractOperator]":
        """Its tasks, in the order of the file."""
        return list(self.task_dict.values())

    @property
    def task_ids(self) -> "list[str]":
        """The ids of its tasks, in the order of the file."""
        return list(self.task_dict)

    @property
    def task_count(self) -> int:
        """How many tasks it has."""
        return len(self.task_dict)

    @property
    def roots(self) -> "list[AbstractOperator]":
        """The tasks with none before them."""
        return [task for task in self.tasks if not task.upstream_task_ids]

    @property
    def leaves(self) -> "list[AbstractOperator]":
        """The tasks with none after them."""
        return [task for task in self.tasks if not task.downstream_task_ids]

    @property
    def owner(self) -> str:
        """The owners of its tasks."""
        return ", ".join(sorted({task.owner for task in self.tasks}))

    @property
    def subdags(self) -> "list[DAG]":
        """The DAGs of its subdag operators, and theirs."""
        own = [task.subdag for task in self.tasks if not task.is_mapped and getattr(task, "subdag", None) is not None]
        return [*own, *(inner for dag in own for inner in dag.subdags)]

    @property
    def timezone(self) -> Any:
        """The time zone of its schedule."""
        from datetime import timezone

        return self._timezone or timezone.utc

    @property
    def task(self) -> Any:
        """`@task` whose tasks belong to this DAG."""
        from functools import partial

        from .taskflow import task

        return partial(task, dag=self)

    def param(self, name: str, default: Any = NOTSET) -> DagParam:
        """A reference to a param."""
        return DagParam(self, name, default)

    def has_task(self, task_id: str) -> bool:
        """Is there a task of this id?"""
        return task_id in self.task_dict

    def get_task(self, task_id: str, include_subdags: bool = False) -> Any:
        """The task of this id.

        :raises TaskNotFound: there is none
        """
        if task_id in self.task_dict:
            return self.task_dict[task_id]
        raise TaskNotFound(f"Task {task_id} not found")

    def has_task_group(self, task_group_id: str) -> bool:
        """Is there a group of this id?"""
        return task_group_id in self.task_group_dict

    @property
    def task_group_dict(self) -> "dict[str, TaskGroup]":
        """Its groups by id, without the root."""
        return {str(group.group_id): group for group in self.task_group.walk() if not group.is_root}

    def mapped_nodes(self) -> "Iterator[Any]":
        """Its mapped tasks and groups."""
        yield from (task for task in self.tasks if task.is_mapped)
        yield from (group for group in self.task_group.walk() if isinstance(group, MappedTaskGroup))

    def add_task(self, task: Any) -> None:
        """Takes in a task.

        :raises DuplicateTaskIdFound: there is another of this id
        """
        task_id = task.task_id
        known = self.task_dict.get(task_id)
        if known is task:
            return
        if known is not None or task_id in self.task_group.used_group_ids:
            raise DuplicateTaskIdFound(f"Task id '{task_id}' has already been added to the DAG")
        self._give_dates(task)
        self.task_dict[task_id] = task
        if task.dag is None:
            task.__dict__["_dag" if hasattr(type(task), "_complete_already") else "dag"] = self
        if task.task_group is None:
            self.task_group.add(task)
        self.task_group.used_group_ids.add(task_id)

    def _give_dates(self, task: Any) -> None:
        if task.is_mapped:
            return
        if task.start_date is None:
            task.start_date = self.start_date
        elif self.start_date is not None:
            task.start_date = max(task.start_date, self.start_date)
        if task.end_date is None:
            task.end_date = self.end_date
        elif self.end_date is not None:
            task.end_date = min(task.end_date, self.end_date)
        if task.start_date is None and not airflow_version.at_least(2, 7) and self.schedule is not None:
            raise AirflowException("DAG is missing the start_date parameter")

    def add_tasks(self, tasks: Any) -> None:
        """Takes in several tasks."""
        for task in tasks:
            self.add_task(task)

    def set_dependency(self, upstream_task_id: str, downstream_task_id: str) -> None:
        """Puts one task before another."""
        self.get_task(upstream_task_id).set_downstream(self.get_task(downstream_task_id))

    def set_edge_info(self, upstream_task_id: str, downstream_task_id: str, info: Any) -> None:
        """Notes what stands on an edge."""
        self.edge_info.setdefault(upstream_task_id, {})[downstream_task_id] = info

    def get_edge_info(self, upstream_task_id: str, downstream_task_id: str) -> Any:
        """What stands on an edge."""
        return self.edge_info.get(upstream_task_id, {}).get(downstream_task_id, {})

    def topological_sort(self, include_subdag_tasks: bool = False) -> "tuple[AbstractOperator, ...]":
        """Its tasks, each after those that come before it.

        :raises AirflowDagCycleException: they go in a circle
        """
        from .cycles import sorted_tasks

        return tuple(sorted_tasks(self))

    def test(self, *args: Any, **kwargs: Any) -> None:
        """Would run it; here DagLens does that."""

    def cli(self) -> None:
        """Would offer a command line; here DagLens is that."""

    def run(self, *args: Any, **kwargs: Any) -> None:
        """Would run it; here DagLens does that."""

    def clear(self, *args: Any, **kwargs: Any) -> int:
        """Would clear task instances; there are none."""
        return 0

    def __enter__(self) -> DAG:
        DagContext.push(self)
        return self

    def __exit__(self, *raised: object) -> None:
        DagContext.pop()

    def __repr__(self) -> str:
        return f"<DAG: {self.dag_id}>"

    def __hash__(self) -> int:
        return hash(self._dag_id)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __lt__(self, other: Any) -> bool:
        return self.dag_id < other.dag_id


def dag(dag_id: Any = "", *args: Any, **dag_kwargs: Any) -> Any:
    """`@dag`: makes a DAG of what the function builds, when the function is called."""

    def decorate(function: "Callable[..., Any]") -> "Callable[..., DAG]":
        from functools import wraps

        @wraps(function)
        def factory(*given: Any, **given_kwargs: Any) -> DAG:
            return _build(function, dag_id if isinstance(dag_id, str) else "", args, dag_kwargs, given, given_kwargs)

        return factory

    return decorate(dag_id) if callable(dag_id) else decorate


def _build(
    function: "Callable[..., Any]", dag_id: str, args: tuple, dag_kwargs: dict, given: tuple, given_kwargs: dict
) -> DAG:
    # The names decide what becomes a param: every argument of the function.
    bound = signature(function).bind(*given, **given_kwargs)
    bound.apply_defaults()
    with DAG(dag_id or function.__name__, *args, **dag_kwargs) as made:
        made.fileloc = function.__code__.co_filename
        if function.__doc__ and not made.doc_md:
            made.doc_md = function.__doc__
        values = {name: made.param(name, value) for name, value in bound.arguments.items()}
        function(**values)
    return made


def _calling_file() -> str:
    frame = sys._getframe(2)
    inside = __file__.rsplit("authoring", 1)[0]
    while frame is not None and frame.f_back is not None and frame.f_code.co_filename.startswith(inside):
        frame = frame.f_back
    return frame.f_code.co_filename

