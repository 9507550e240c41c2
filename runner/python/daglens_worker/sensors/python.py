"""Waits for a function of the DAG file to return something truthy."""

from __future__ import annotations

from typing import Any, Callable

from ..execution.callables import call, keywords_for
from .base import BaseSensorOperator, PokeReturnValue


class PythonSensor(BaseSensorOperator):
    """Calls a function until it returns something truthy."""

    template_fields: Any = ("templates_dict", "op_args", "op_kwargs")

    def __init__(
        self,
        *,
        python_callable: "Callable[..., Any]",
        op_args: Any = None,
        op_kwargs: Any = None,
        templates_dict: "dict[str, Any] | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.python_callable = python_callable
        self.op_args = op_args or []
        self.op_kwargs = op_kwargs or {}
        self.templates_dict = templates_dict

    def poke(self, context: Any) -> PokeReturnValue:
        """Calls the function."""
        context.update(self.op_kwargs)
        context["templates_dict"] = self.templates_dict
        self.op_kwargs = keywords_for(self.python_callable, self.op_args, context)
        self.log.info("Poking callable: %s", self.python_callable)
        result = call(self.python_callable, context.get("outlet_events"), *self.op_args, **self.op_kwargs)
        return result if isinstance(result, PokeReturnValue) else PokeReturnValue(bool(result))
