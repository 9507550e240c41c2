"""The base of notifiers, which are callbacks with templates. None of them sends anything here: the log says what would be sent."""

from __future__ import annotations

from typing import Any


class BaseNotifier:
    """A callback that sends a message."""

    template_fields: Any = ()
    template_ext: Any = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.update(kwargs)

    def notify(self, context: Any) -> None:
        """Sends the message; for subclasses."""

    async def async_notify(self, context: Any) -> None:
        """Sends the message; for subclasses."""

    def __call__(self, *args: Any) -> None:
        from ..execution.notifications import notify

        notify(self, args[0] if args else {})
