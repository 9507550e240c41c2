"""
The loop of a run: Airflow's own code decides what is next (`DagRun.update_state`), and each try runs in a process of its own.

That is what `dag.test()` does, but for the processes: tasks run side by side, a timeout or a crash ends the try and not the run,
and a stop ends everything.
"""

from __future__ import annotations

import os
import selectors
import signal
from typing import Any

from airflow.models.dagrun import DagRun
from airflow.models.taskinstance import TaskInstance

from .clock import utcnow
from . import instances, processes, reasons, settle, waiting
from .attempt import Attempt
from .execute import execute
from .instances import FINAL, Key, Seen
from .runnable import stops_at_first_failure
from .the_run import TheRun
from .trigger import run_trigger
from .version import COUNTS_WHEN_SCHEDULED

# How often it looks where nothing tells when something will happen: a slot of a pool, a person that has to answer.
_LOOK_AGAIN_SECONDS = 1.0
_SILENT_LOOKS = 5
_GRACE_SECONDS = 0.8


class ServerGone(Exception):
    """The process that asked for the run has ended."""


class RunLoop:
    def __init__(self, run: TheRun, session: Any) -> None:
        self._run = run
        self._session = session
        self._dag_run = session.query(DagRun).filter_by(id=run.id).one()
        self._dag_run.dag = run.dag
        self._watch = instances.Watch(run.tell, run.is_chosen)
        self._attempts: dict[Key, Attempt] = {}
        self._triggers: dict[Key, Attempt] = {}
        self._reasons: dict[Key, str] = {}
        self._found: dict[Key, Seen] = {}
        self._looks = 0
        self.is_stopped = False
        self._selector = selectors.DefaultSelector()
        self._wake_end = self._listen()

    def _listen(self) -> int:
        """Ends of children and the wish to stop wake the loop."""
        wake_end, write_end = os.pipe()
        os.set_blocking(wake_end, False)
        os.set_blocking(write_end, False)
        signal.set_wakeup_fd(write_end, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGTERM, self._stop)
        self._selector.register(wake_end, selectors.EVENT_READ, None)
        self._selector.register(self._run.life.read_end, selectors.EVENT_READ, None)
        return wake_end

    def _stop(self, *_: Any) -> None:
        self.is_stopped = True

    def go(self) -> tuple[str, str | None]:
        """Runs to the end. Gives the state of the run, and why."""
        while not self.is_stopped:
            state = self._decide()
            if state != "running" and not self._attempts:
                return self._result(state)
            self._start()
            self._wait()
            self._hear()
        return self._end_stopped()

    def _result(self, state: str) -> tuple[str, str | None]:
        if self._run.tasks is not None:
            chosen = [seen.state for key, seen in self._found.items() if self._run.is_chosen(key[0])]
            state = "failed" if {"failed", "upstream_failed"} & set(chosen) else "success"
        return state, reasons.of_run(self._found) if state == "failed" else None

    def _decide(self) -> str:
        """One round of the scheduler for this run. Gives the state of the run."""
        session = self._session
        session.expire_all()
        if self._is_overdue():
            settle.time_out(self._dag_run, session)
            self._end_attempts(list(self._attempts))
        if self._dag_run.state == "running":
            # The callbacks of a DAG are about whole runs of it.
            ready, _ = self._dag_run.update_state(session=session, execute_callbacks=self._run.tasks is None)
            for instance in ready:
                # The process of the try before may still be on its way out.
                if (instance.task_id, instance.map_index) not in self._attempts:
                    _schedule(instance)
        session.commit()
        self._look()
        return str(getattr(self._dag_run.state, "value", self._dag_run.state))

    def _is_overdue(self) -> bool:
        timeout = getattr(self._run.own_dag, "dagrun_timeout", None)
        started = self._dag_run.start_date
        return self._dag_run.state == "running" and bool(timeout) and started + timeout < utcnow()

    def _look(self) -> None:
        found = self._found = instances.rows(self._run, self._session)
        # A process tells itself that it begins; that it is done, the database knows first.
        quiet = {key: seen for key, seen in found.items() if key not in self._attempts or seen.state in FINAL}
        self._until = waiting.times(self._run, quiet, self._session)
        self._watch.look(quiet, self._because, self._until.get)
        self._session.commit()

    def _because(self, key: Key, seen: Seen) -> str | None:
        return self._reasons.pop(key, None) or reasons.because(self._run.dag, key, seen, self._found)

    def _start(self) -> None:
        scheduled = [key for key, seen in self._found.items() if seen.state == "scheduled" and key not in self._attempts]
        for key in waiting.startable(self._run, scheduled, list(self._attempts)):
            mark = self._run.marks.get(key[0])
            if mark:
                self._set_marked(key, mark)
            else:
                self._start_try(key)
        for key, seen in self._found.items():
            if seen.state == "deferred" and key not in self._triggers and settle.has_trigger(self._run, key, self._session):
                self._start_trigger(key)
        self._session.commit()

    def _set_marked(self, key: Key, mark: str) -> None:
        state = settle.mark(self._run, key, mark, self._session)
        named = {"task_id": key[0], "map_index": key[1]}
        self._run.tell({"kind": "simulated", **named, "because": f"marked as {mark}"})
        self._watch.tell_state(key, state, max(1, self._found[key].tries), f"marked as {mark}")
        # The scheduler has to look again, though no process ends.
        os.kill(os.getpid(), signal.SIGCHLD)

    def _start_try(self, key: Key) -> None:
        try_number = self._found[key].tries + (0 if COUNTS_WHEN_SCHEDULED else 1)
        log = self._run.log_of(*key, f"attempt={try_number}")
        named = {"task_id": key[0], "map_index": key[1]}
        self._run.tell({"kind": "log", **named, "try_number": try_number, "path": str(log)})
        run = self._run
        self._attempts[key] = self._attempt(key, try_number, "", lambda send: execute(run, run.own_dag, key, send))

    def _start_trigger(self, key: Key) -> None:
        run = self._run
        tries = self._found[key].tries
        self._triggers[key] = self._attempt(key, tries, ".trigger", lambda _send: run_trigger(run, key))

    def _attempt(self, key: Key, try_number: int, suffix: str, work: Any) -> Attempt:
        self._session.commit()
        log = self._run.log_of(*key, f"attempt={try_number}{suffix}")
        attempt = Attempt(key, try_number, log, self._run.max_log_bytes, self._run.life, work)
        self._selector.register(attempt.output.read_end, selectors.EVENT_READ, attempt.output)
        self._selector.register(attempt.events.descriptor, selectors.EVENT_READ, attempt)
        return attempt

    def _wait(self) -> None:
        """Until something happens: output and events of tries are moved on as they come."""
        for ready, _ in self._selector.select(self._seconds()):
            if ready.fd == self._run.life.read_end:
                raise ServerGone
            if ready.fd == self._wake_end:
                os.read(self._wake_end, 4096)
            elif isinstance(ready.data, Attempt):
                self._tell_all(ready.data, ready.data.events.messages())
                self._forget_if_over(ready.data)
            elif not ready.data.drain():
                self._selector.unregister(ready.fd)

    def _forget_if_over(self, attempt: Attempt) -> None:
        if attempt.events.is_over:
            self._selector.unregister(attempt.events.descriptor)

    def _seconds(self) -> float | None:
        now = utcnow()
        times = [max(0.0, (time - now).total_seconds()) for time in self._until.values()]
        if times:
            return min(times) + 0.01
        if self._attempts or self._triggers:
            timeout = getattr(self._run.own_dag, "dagrun_timeout", None)
            return max(0.01, (self._dag_run.start_date + timeout - now).total_seconds()) if timeout else None
        self._looks += 1
        if self._looks == _SILENT_LOOKS:
            self._tell_stuck()
        return _LOOK_AGAIN_SECONDS

    def _tell_stuck(self) -> None:
        names = ", ".join(sorted({f"'{key[0]}'" for key in instances.unfinished(self._found)}))
        message = f"Nothing can run now: {names} wait for something outside of this run. Stop it, or let it wait."
        self._run.tell({"kind": "note", "level": "warning", "message": message})

    def _tell_all(self, attempt: Attempt, messages: Any) -> None:
        for message in messages:
            if message["kind"] == "running":
                self._watch.tell_state(attempt.key, "running", message["try_number"])
            else:
                self._run.tell(message)

    def _hear(self) -> None:
        """Reaps what has ended: its last events, its state, what it pushed."""
        for attempts in (self._attempts, self._triggers):
            for key, attempt in list(attempts.items()):
                code = attempt.has_ended()
                if code is None:
                    continue
                self._unregister(attempt)
                self._tell_all(attempt, attempt.last_messages())
                del attempts[key]
                if attempts is self._attempts:
                    self._settle_try(key, code)

    def _unregister(self, attempt: Attempt) -> None:
        for descriptor in (attempt.output.read_end, attempt.events.descriptor):
            if descriptor in self._selector.get_map():
                self._selector.unregister(descriptor)

    def _settle_try(self, key: Key, code: int) -> None:
        session = self._session
        session.expire_all()
        died = settle.settle(self._run, key, code, session)
        if died:
            self._reasons[key] = died
        session.commit()
        self._look()
        if self._watch.state_of(key) in FINAL:
            for event in settle.pushed(self._run, key, session):
                self._run.tell(event)
        if self._watch.state_of(key) == "failed" and stops_at_first_failure(self._run.own_dag):
            self._end_attempts([other for other in self._attempts if self._found[other].state in FINAL])

    def _end_attempts(self, keys: list[Key]) -> None:
        for key in keys:
            processes.end_descendants(_GRACE_SECONDS, of=self._attempts[key].pid)
            processes.signal_one(self._attempts[key].pid, signal.SIGKILL)

    def _end_stopped(self) -> tuple[str, str | None]:
        processes.end_descendants(_GRACE_SECONDS)
        for key, attempt in self._attempts.items():
            self._tell_all(attempt, attempt.last_messages())
            self._watch.tell_state(key, "failed", attempt.try_number, "stopped")
        return "failed", "stopped"


def _schedule(instance: TaskInstance) -> None:
    if COUNTS_WHEN_SCHEDULED and instance.state != "up_for_reschedule":
        instance.try_number += 1
    instance.state = "scheduled"
    if hasattr(instance, "scheduled_dttm"):
        instance.scheduled_dttm = utcnow()
