"""Runs triggers of deferred tasks in the task's own process: there is no triggerer here."""

from __future__ import annotations

import logging
from typing import Any

from ..exceptions import NotInstalled, TaskDeferralError, TaskDeferralTimeout, TaskDeferred
from .dates import seconds_of

log = logging.getLogger("airflow.task")


def run_deferred(task: Any, deferred: TaskDeferred, context: Any) -> Any:
    """Waits for the trigger and goes on with the method that the task named; that may defer again.

    Raises NotInstalled for triggers of providers, which are not there.
    """
    while True:
        event = _first_event(deferred)
        kwargs = dict(deferred.kwargs or {})
        if event is not None:
            kwargs["event"] = event
        try:
            return resume(task, deferred.method_name, kwargs, context)
        except TaskDeferred as again:
            deferred = again


def resume(task: Any, method: str, kwargs: "dict[str, Any]", context: Any) -> Any:
    """Calls the method that a task goes on with."""
    own = getattr(task, "resume_execution", None)
    return own(method, kwargs, context) if own else getattr(task, method)(context, **kwargs)


def _first_event(deferred: TaskDeferred) -> Any:
    trigger = deferred.trigger
    run = getattr(type(trigger), "run", None)
    if run is None or not callable(run):
        raise NotInstalled(f"the trigger {type(trigger).__name__} would wait for something outside")
    log.info("Waiting for the trigger %s", type(trigger).__name__)
    # Takes long to import, and hardly any task waits so.
    import asyncio

    timeout = seconds_of(deferred.timeout) if deferred.timeout else None
    try:
        return asyncio.run(asyncio.wait_for(_next_event(trigger), timeout))
    except asyncio.TimeoutError:
        raise TaskDeferralTimeout("Trigger timeout") from None


async def _next_event(trigger: Any) -> Any:
    async for event in trigger.run():
        return getattr(event, "payload", event)
    raise TaskDeferralError("Trigger exited without sending an event")
