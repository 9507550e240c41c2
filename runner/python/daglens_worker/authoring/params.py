"""`Param` and the dictionary that holds the params of a DAG, a task or a run."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Any, Iterator

from ..exceptions import ParamValidationError
from .sentinels import NOTSET, is_arg_set


class Param:
    """A param's default value with the JSON schema of what it may be."""

    def __init__(
        self, default: Any = NOTSET, description: "str | None" = None, source: "str | None" = None, **kwargs: Any
    ) -> None:
        schema = kwargs.pop("schema", None)
        self.value = default
        self.description = description
        self.source = source
        self.schema = schema if schema is not None else kwargs

    def resolve(self, value: Any = NOTSET, suppress_exception: bool = False) -> Any:
        """The value, checked.

        :param value: instead of the default
        :raises ParamValidationError: there is none, or it breaks the schema
        """
        final = value if is_arg_set(value) else self.value
        if not is_arg_set(final):
            if suppress_exception:
                return None
            raise ParamValidationError("No value passed and Param has no default value")
        problem = self._problem(final)
        if problem and not suppress_exception:
            raise ParamValidationError(problem)
        if problem:
            return None
        self.value = final
        return final

    def _problem(self, value: Any) -> "str | None":
        if not self.schema:
            return None
        from .json_schema import problem

        return problem(value, self.schema)

    @property
    def has_value(self) -> bool:
        """Is there a default?"""
        return is_arg_set(self.value) and self.value is not None

    def dump(self) -> dict:
        """As Airflow keeps it."""
        return {
            "__class": "airflow.sdk.definitions.param.Param",
            "value": self.value,
            "description": self.description,
            "schema": self.schema,
        }

    def __copy__(self) -> Param:
        return Param(self.value, self.description, self.source, schema=self.schema)

    def __repr__(self) -> str:
        return f"Param({self.value!r})"


class ParamsDict(MutableMapping):
    """Params by name; looking one up gives its value."""

    def __init__(self, dict_obj: "Mapping | None" = None, suppress_exception: bool = False) -> None:
        self._params: "dict[str, Param]" = {}
        self.suppress_exception = suppress_exception
        items = dict_obj._params if isinstance(dict_obj, ParamsDict) else (dict_obj or {})
        for name, value in items.items():
            self._params[name] = value.__copy__() if isinstance(value, Param) else Param(value)

    def __getitem__(self, key: str) -> Any:
        return self._params[key].resolve(suppress_exception=self.suppress_exception)

    def __setitem__(self, key: str, value: Any) -> None:
        if isinstance(value, Param):
            self._params[key] = value
        elif key in self._params:
            try:
                self._params[key].resolve(value, self.suppress_exception)
            except ParamValidationError as problem:
                raise ParamValidationError(f"Invalid input for param {key}: {problem}") from None
        else:
            self._params[key] = Param(value)

    def __delitem__(self, key: str) -> None:
        del self._params[key]

    def __iter__(self) -> "Iterator[str]":
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)

    def __contains__(self, key: object) -> bool:
        return key in self._params

    def __eq__(self, other: object) -> bool:
        if isinstance(other, ParamsDict):
            return self.dump() == other.dump()
        return self.dump() == other if isinstance(other, dict) else NotImplemented

    def __copy__(self) -> ParamsDict:
        return ParamsDict(self, self.suppress_exception)

    def __deepcopy__(self, memo: dict) -> ParamsDict:
        return ParamsDict(self, self.suppress_exception)

    def __repr__(self) -> str:
        return repr({name: param.value for name, param in self._params.items()})

    def update(self, *others: Any, **kwargs: Any) -> None:
        """Takes the params of another; values keep the schema that is there."""
        for other in (*others, kwargs):
            items = other._params if isinstance(other, ParamsDict) else dict(other)
            for name, value in items.items():
                self[name] = value

    def get_param(self, key: str) -> Param:
        """The param itself, with its schema."""
        return self._params[key]

    def items(self) -> Any:
        """Names and the params themselves, as Airflow has it."""
        return self._params.items()

    def values(self) -> Any:
        """The params themselves, as Airflow has it."""
        return self._params.values()

    def dump(self) -> "dict[str, Any]":
        """Values by name."""
        return {name: param.resolve(suppress_exception=True) for name, param in self._params.items()}

    def validate(self) -> "dict[str, Any]":
        """Values by name, checked.

        :raises ParamValidationError: one breaks its schema
        """
        values = {}
        for name, param in self._params.items():
            try:
                values[name] = param.resolve()
            except ParamValidationError as problem:
                raise ParamValidationError(f"Invalid input for param {name}: {problem}") from None
        return values


class DagParam:
    """`dag.param(name)`: a value that is known when the DAG runs."""

    def __init__(self, current_dag: Any, name: str, default: Any = NOTSET) -> None:
        if is_arg_set(default):
            current_dag.params[name] = default
        self.current_dag = current_dag
        self._name = name
        self._default = default

    def iter_references(self) -> "Iterator[Any]":
        """No task comes before it."""
        return iter(())

    def resolve(self, context: Any) -> Any:
        """The value in a run.

        :raises AirflowException: the run has none and there is no default
        """
        from ..exceptions import AirflowException

        for source in (context["dag_run"].conf or {}, context["params"]):
            if self._name in source:
                return source[self._name]
        if is_arg_set(self._default):
            return self._default
        raise AirflowException(f"No value could be resolved for parameter {self._name}")
