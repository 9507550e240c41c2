"""Bases of operators: those that choose a branch, and those that run a coroutine."""

from __future__ import annotations

from typing import Any

from ..authoring.operator import BaseOperator
from .skipping import BranchMixIn


class BaseBranchOperator(BaseOperator, BranchMixIn):
    """Chooses what comes after it; subclasses say how in `choose_branch`."""

    _can_skip_downstream = True

    def choose_branch(self, context: Any) -> Any:
        """The ids of tasks or groups to follow; for subclasses."""
        raise NotImplementedError

    def execute(self, context: Any) -> Any:
        """Chooses."""
        return self.do_branch(context, self.choose_branch(context))


class BaseAsyncOperator(BaseOperator):
    """Runs a coroutine; subclasses say which in `aexecute`."""

    @property
    def is_async(self) -> bool:
        """It is."""
        return True

    async def aexecute(self, context: Any) -> Any:
        """The work; for subclasses."""
        raise NotImplementedError

    def execute(self, context: Any) -> Any:
        """Runs the coroutine to its end."""
        import asyncio

        return asyncio.run(self.aexecute(context))
