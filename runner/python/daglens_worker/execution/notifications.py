"""Notifiers: their templates are rendered and the message is logged. Those of the project itself do their work; those of providers, which
would reach an outside service, do not."""

from __future__ import annotations

import logging
from typing import Any

from .masking import redact
from .templates import LazyEnvironment, Templater

log = logging.getLogger("airflow.task")


def notify(notifier: Any, context: Any) -> None:
    """Lets a notifier notify of a context."""
    kind = type(notifier)
    _render(notifier, context)
    if hasattr(kind, "stands_in_for") or not _has_own(kind, "notify"):
        fields = {name: getattr(notifier, name, None) for name in notifier.template_fields}
        shown = {name: redact(value, name) for name, value in fields.items() if value}
        log.info("%s, not sent: %s", kind.__name__, shown)
        return
    notifier.notify(context)


def _has_own(kind: type, name: str) -> bool:
    from ..authoring.notifiers import BaseNotifier

    return getattr(kind, name, None) is not getattr(BaseNotifier, name)


def _render(notifier: Any, context: Any) -> None:
    templater = Templater()
    dag = context.get("dag")
    templater.dag = dag  # type: ignore[attr-defined]
    templater.template_ext = tuple(notifier.template_ext)
    for name in notifier.template_fields:
        value = getattr(notifier, name, None)
        if value:
            setattr(notifier, name, templater.render_template(value, context, LazyEnvironment(dag)))
