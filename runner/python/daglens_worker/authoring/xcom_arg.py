"""References to the results of tasks: `task.output`, what a `@task` call gives, and what `map`, `zip` and `concat` make of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Iterator

from .abstract_operator import AbstractOperator, enter_setup_or_teardown
from .nodes import DependencyMixin
from .sentinels import NOTSET
from .setup_teardown import SetupTeardownContext

if TYPE_CHECKING:
    Reference = tuple[AbstractOperator, str]

RETURN_KEY = "return_value"


class XComArg(DependencyMixin):
    """A reference to results. `XComArg(task)` refers to what the task returns."""

    def __new__(cls, *args: Any, **kwargs: Any) -> XComArg:
        return object.__new__(PlainXComArg if cls is XComArg else cls)

    def iter_references(self) -> "Iterator[Reference]":
        """The tasks whose results it stands for, with the key."""
        raise NotImplementedError

    @staticmethod
    def iter_xcom_references(arg: Any) -> "Iterator[Reference]":
        """The references in any value: in lists and dicts, and in the templated fields of operators."""
        if isinstance(arg, AbstractOperator):
            for field in arg.template_fields:
                yield from XComArg.iter_xcom_references(getattr(arg, field))
        elif hasattr(arg, "iter_references") and not isinstance(arg, type):
            yield from arg.iter_references()
        elif isinstance(arg, (tuple, set, list)):
            for item in arg:
                yield from XComArg.iter_xcom_references(item)
        elif isinstance(arg, dict):
            for item in arg.values():
                yield from XComArg.iter_xcom_references(item)

    @staticmethod
    def apply_upstream_relationship(op: Any, arg: Any) -> None:
        """Puts the tasks that a value refers to before a task or group."""
        for task, _ in XComArg.iter_xcom_references(arg):
            if task is not op:
                op.set_upstream(task)

    @property
    def roots(self) -> "list[AbstractOperator]":
        """The tasks that it refers to."""
        return [task for task, _ in self.iter_references()]

    @property
    def leaves(self) -> "list[AbstractOperator]":
        """The tasks that it refers to."""
        return self.roots

    def set_upstream(self, task_or_task_list: Any, edge_modifier: Any = None) -> None:
        """Puts things before the tasks that it refers to."""
        for task in self.roots:
            task.set_upstream(task_or_task_list, edge_modifier)

    def set_downstream(self, task_or_task_list: Any, edge_modifier: Any = None) -> None:
        """Puts things after the tasks that it refers to."""
        for task in self.roots:
            task.set_downstream(task_or_task_list, edge_modifier)

    def map(self, f: "Callable[[Any], Any]") -> MapXComArg:
        """Each item with a function applied to it."""
        return MapXComArg(self, [f])

    def zip(self, *others: XComArg, fillvalue: Any = NOTSET) -> ZipXComArg:
        """Tuples of the items of several results."""
        return ZipXComArg([self, *others], fillvalue=fillvalue)

    def concat(self, *others: XComArg) -> ConcatXComArg:
        """The items of several results one after another."""
        return ConcatXComArg([self, *others])

    def resolve(self, context: Any, *others: Any, **kwargs: Any) -> Any:
        """The value in a run."""
        from ..execution.references import resolve

        return resolve(self, context)

    def __enter__(self) -> type[SetupTeardownContext]:
        enter_setup_or_teardown(self.operator)  # type: ignore[attr-defined]
        return SetupTeardownContext

    def __exit__(self, *raised: object) -> None:
        SetupTeardownContext.set_work_task_roots_and_leaves()


class PlainXComArg(XComArg):
    """The result of one task, or what it pushed under another key."""

    def __init__(self, operator: Any, key: str = RETURN_KEY) -> None:
        self.operator = operator
        self.key = key

    def iter_references(self) -> "Iterator[Reference]":
        """The task itself."""
        yield self.operator, self.key

    def __getitem__(self, item: str) -> XComArg:
        if not isinstance(item, str):
            raise ValueError(f"XComArg only supports str lookup, received {type(item).__name__}")
        return PlainXComArg(self.operator, item)

    def __iter__(self) -> "Iterator[Any]":
        raise TypeError("'XComArg' object is not iterable")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, PlainXComArg) and self.operator is other.operator and self.key == other.key

    def __hash__(self) -> int:
        return hash((id(self.operator), self.key))

    def __repr__(self) -> str:
        key = "" if self.key == RETURN_KEY else f", {self.key!r}"
        return f"XComArg({self.operator!r}{key})"

    def __str__(self) -> str:
        task = self.operator
        key = "" if self.key is None else f", key='{self.key}'"
        return "{{ task_instance.xcom_pull(task_ids='%s', dag_id='%s'%s) }}" % (task.task_id, task.dag_id, key)

    def map(self, f: "Callable[[Any], Any]") -> MapXComArg:
        """Each item with a function applied to it.

        :raises ValueError: it is not what the task returns
        """
        self._refuse_other_key("cannot map against non-return XCom")
        return super().map(f)

    def zip(self, *others: XComArg, fillvalue: Any = NOTSET) -> ZipXComArg:
        """Tuples of the items of several results.

        :raises ValueError: it is not what the task returns
        """
        self._refuse_other_key("cannot map against non-return XCom")
        return super().zip(*others, fillvalue=fillvalue)

    def concat(self, *others: XComArg) -> ConcatXComArg:
        """The items of several results one after another.

        :raises ValueError: it is not what the task returns
        """
        self._refuse_other_key("cannot concatenate non-return XCom")
        return super().concat(*others)

    def _refuse_other_key(self, message: str) -> None:
        if self.key != RETURN_KEY:
            raise ValueError(message)

    @property
    def is_setup(self) -> bool:
        """Is the task a setup?"""
        return self.operator.is_setup

    @is_setup.setter
    def is_setup(self, value: bool) -> None:
        self.operator.is_setup = value

    @property
    def is_teardown(self) -> bool:
        """Is the task a teardown?"""
        return self.operator.is_teardown

    @is_teardown.setter
    def is_teardown(self, value: bool) -> None:
        self.operator.is_teardown = value

    @property
    def on_failure_fail_dagrun(self) -> bool:
        """Does the failure of the teardown count for the run?"""
        return self.operator.on_failure_fail_dagrun

    @on_failure_fail_dagrun.setter
    def on_failure_fail_dagrun(self, value: bool) -> None:
        self.operator.on_failure_fail_dagrun = value

    def as_setup(self) -> XComArg:
        """Makes the task a setup."""
        self.operator.as_setup()
        return self

    def as_teardown(self, *, setups: Any = None, on_failure_fail_dagrun: "bool | None" = None) -> XComArg:
        """Makes the task a teardown, of these setups."""
        self.operator.as_teardown(setups=setups, on_failure_fail_dagrun=on_failure_fail_dagrun)
        return self


class MapXComArg(XComArg):
    """Each item of a result with functions applied to it."""

    def __init__(self, arg: XComArg, callables: "list[Callable[[Any], Any]]") -> None:
        for function in callables:
            if getattr(function, "_airflow_is_task_decorator", False):
                raise ValueError("map() argument must be a plain function, not a @task operator")
        self.arg = arg
        self.callables = callables

    def iter_references(self) -> "Iterator[Reference]":
        """Those of what it is made from."""
        return self.arg.iter_references()

    def map(self, f: "Callable[[Any], Any]") -> MapXComArg:
        """With one more function applied."""
        return MapXComArg(self.arg, [*self.callables, f])


class ZipXComArg(XComArg):
    """Tuples of the items of several results."""

    def __init__(self, args: "list[XComArg]", *, fillvalue: Any = NOTSET) -> None:
        self.args = args
        self.fillvalue = fillvalue

    def iter_references(self) -> "Iterator[Reference]":
        """Those of what it is made from."""
        for arg in self.args:
            yield from XComArg.iter_xcom_references(arg)


class ConcatXComArg(XComArg):
    """The items of several results one after another."""

    def __init__(self, args: "list[XComArg]") -> None:
        self.args = args

    def iter_references(self) -> "Iterator[Reference]":
        """Those of what it is made from."""
        for arg in self.args:
            yield from XComArg.iter_xcom_references(arg)

    def concat(self, *others: XComArg) -> ConcatXComArg:
        """With more results after these."""
        return ConcatXComArg([*self.args, *others])
