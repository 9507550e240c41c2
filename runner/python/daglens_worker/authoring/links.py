"""Links that Airflow's pages show for a task."""

from __future__ import annotations

from typing import Any


class BaseOperatorLink:
    """A link; the base of those of users."""

    name = ""
    operators: Any = ()

    def get_link(self, operator: Any, *args: Any, **kwargs: Any) -> str:
        """The address; for subclasses."""
        return ""
