"""What the database says of the task instances of a run, and what has changed since it was last asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Callable, Iterator

from airflow.models.taskinstance import TaskInstance

from .clock import utcnow
from .version import COUNTS_WHEN_SCHEDULED

Key = tuple[str, int]
Tell = Callable[[dict[str, Any]], None]

FINAL = frozenset({"success", "failed", "skipped", "upstream_failed", "removed"})

# States that only newer versions have, in the words that all share.
_OLDER_WORDS = {"sensing": "up_for_reschedule", "shutdown": "restarting", "awaiting_input": "deferred"}

# Before 2.10 `TaskInstance.try_number` is a property that depends on the state, and this the column behind it.
_TRY = TaskInstance.try_number if COUNTS_WHEN_SCHEDULED else TaskInstance._try_number


@dataclass(frozen=True)
class Seen:
    state: str
    tries: int
    name: str | None


def now() -> str:
    return utcnow().isoformat()


def rows(run: Any, session: Any) -> dict[Key, Seen]:
    """All task instances of the run, by task id and map index."""
    name = getattr(TaskInstance, "rendered_map_index", None)
    columns = [TaskInstance.task_id, TaskInstance.map_index, TaskInstance.state, _TRY]
    if name is not None:
        columns.append(name)
    found = session.query(*columns).filter(TaskInstance.dag_id == run.dag_id, TaskInstance.run_id == run.run_id)
    return {
        (task_id, map_index): Seen(_word(state), tries or 0, rest[0] if rest else None)
        for task_id, map_index, state, tries, *rest in found
    }


def _word(state: Any) -> str:
    word = str(getattr(state, "value", state) or "none")
    return _OLDER_WORDS.get(word, word)


def one(run: Any, key: Key, session: Any) -> Any:
    """The task instance itself, with its task."""
    found = (
        session.query(TaskInstance)
        .filter_by(dag_id=run.dag_id, run_id=run.run_id, task_id=key[0], map_index=key[1])
        .one()
    )
    found.task = run.dag.get_task(key[0])
    return found


def tries_of(instance: Any) -> int:
    return (instance.try_number if COUNTS_WHEN_SCHEDULED else instance._try_number) or 0


class Watch:
    """Tells each change of state once, and each mapped task's count when its instances appear."""

    def __init__(self, tell: Tell, chosen: Callable[[str], bool]) -> None:
        self._tell = tell
        self._chosen = chosen
        self._seen: dict[Key, Seen] = {}
        self._counts: dict[str, int] = {}

    def state_of(self, key: Key) -> str:
        seen = self._seen.get(key)
        return seen.state if seen else "none"

    def look(self, found: dict[Key, Seen], because: Callable[[Key, Seen], str | None], until: Callable[[Key], Any]) -> None:
        """Tells what changed. `because` and `until` are asked for what is told only."""
        found = {key: seen for key, seen in found.items() if self._chosen(key[0])}
        self._tell_counts(found)
        for key, seen in found.items():
            before = self._seen.get(key, Seen("none", 0, None))
            self._seen[key] = seen
            if (seen.state, seen.tries) != (before.state, before.tries) and seen.state != "none":
                self.tell_state(key, seen.state, seen.tries, because(key, seen), until(key))
            if seen.name and seen.name != before.name:
                self._tell({"kind": "named", **_named(key), "name": seen.name})

    def _tell_counts(self, found: dict[Key, Seen]) -> None:
        counts: dict[str, int] = {}
        for task_id, map_index in found:
            if map_index >= 0:
                counts[task_id] = max(counts.get(task_id, 0), map_index + 1)
        for task_id, count in counts.items():
            if count > self._counts.get(task_id, 0):
                self._counts[task_id] = count
                self._tell({"kind": "expanded", "task_id": task_id, "count": count})

    def tell_state(self, key: Key, state: str, tries: int, because: str | None = None, until: datetime | None = None) -> None:
        """Tells a state, which then counts as seen."""
        before = self._seen.get(key, Seen("none", 0, None))
        self._seen[key] = Seen(state, tries, before.name)
        self._tell({
            "kind": "state",
            **_named(key),
            "state": state,
            "try_number": tries,
            "at": now(),
            "because": because,
            "until": until.isoformat() if until else None,
        })  # fmt: skip


def _named(key: Key) -> dict[str, Any]:
    return {"task_id": key[0], "map_index": key[1]}


def unfinished(found: dict[Key, Seen]) -> Iterator[Key]:
    return (key for key, seen in found.items() if seen.state not in FINAL)
