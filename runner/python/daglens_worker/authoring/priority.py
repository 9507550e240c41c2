"""Weight strategies of users."""

from __future__ import annotations

from typing import Any


class PriorityWeightStrategy:
    """The base of classes that compute a task's weight."""

    def get_weight(self, ti: Any) -> int:
        """The weight of a task instance; for subclasses."""
        raise NotImplementedError("must be implemented by a subclass")

    @classmethod
    def deserialize(cls, data: dict) -> PriorityWeightStrategy:
        """From what was kept."""
        return cls(**data)

    def serialize(self) -> dict:
        """As Airflow keeps it."""
        return {}
