"""In a process of its own: runs the trigger that a deferred task instance waits for until its first event, as the triggerer does."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncIterator

from airflow.models.trigger import Trigger
from airflow.utils.session import create_session

from .clock import utcnow
from .instances import Key, one
from .version import IS_3

try:
    from airflow.utils.module_loading import import_string
except ImportError:
    from airflow.sdk._shared.module_loading import import_string

# What the scheduler writes where a deferral has lasted too long.
_TIMED_OUT = {"error": "Trigger timeout"}


def run_trigger(run: Any, key: Key) -> None:
    """The task instance is scheduled again when this returns: with the event, or to fail."""
    with create_session() as session:
        instance = one(run, key, session)
        trigger_id, deadline = instance.trigger_id, instance.trigger_timeout
        row = session.get(Trigger, trigger_id) if hasattr(session, "get") else session.query(Trigger).get(trigger_id)
        trigger = _made(row)
        about = _about(instance)
    try:
        event = _first_event(_Awaited(trigger, deadline), about)
    except asyncio.TimeoutError:
        _resume_to_fail(run, key)
    except Exception as error:
        Trigger.submit_failure(trigger_id, error)
    else:
        if event is None:
            Trigger.submit_failure(trigger_id)
        else:
            Trigger.submit_event(trigger_id, event)


def _made(row: Any) -> Any:
    arguments = row.kwargs
    if IS_3:
        try:
            from airflow.serialization.decoders import smart_decode_trigger_kwargs as decode
        except ImportError:
            return import_string(row.classpath)(**arguments)
        arguments = {name: decode(value) for name, value in arguments.items()}
    return import_string(row.classpath)(**arguments)


def _about(instance: Any) -> Any:
    from .execute import sdk_instance

    return sdk_instance(instance) if IS_3 else instance


class _Awaited:
    """The trigger, but no longer than until the deadline."""

    def __init__(self, trigger: Any, deadline: Any) -> None:
        self._trigger = trigger
        self._deadline = deadline

    async def run(self) -> AsyncIterator[Any]:
        seconds = (self._deadline - utcnow()).total_seconds() if self._deadline else None
        events = self._trigger.run()
        try:
            yield await asyncio.wait_for(_next(events), seconds)
        finally:
            if hasattr(self._trigger, "cleanup"):
                await self._trigger.cleanup()


async def _next(events: AsyncIterator[Any]) -> Any:
    async for event in events:
        return event
    return None


def _first_event(trigger: _Awaited, about: Any) -> Any:
    if IS_3:
        from airflow.sdk.execution_time.supervisor import InProcessTestSupervisor

        if hasattr(InProcessTestSupervisor, "run_trigger_in_process"):
            return InProcessTestSupervisor.run_trigger_in_process(trigger=trigger, ti=about)
    return asyncio.run(_next(trigger.run()))


def _resume_to_fail(run: Any, key: Key) -> None:
    with create_session() as session:
        instance = one(run, key, session)
        instance.next_method = "__fail__"
        instance.next_kwargs = _TIMED_OUT
        instance.trigger_id = None
        instance.state = "scheduled"
