"""One try of a task, from its context to its callbacks, in the order of each version of Airflow."""

from __future__ import annotations

import contextlib
import logging
import os
import signal
from typing import Any

from .. import airflow_version
from ..exceptions import (
    AirflowException,
    AirflowFailException,
    AirflowRescheduleException,
    AirflowSensorTimeout,
    AirflowSkipException,
    AirflowTaskTerminated,
    DagRunTriggerException,
    DownstreamTasksSkipped,
    NotInstalled,
    TaskDeferred,
)
from ..raised import printable, wire_raised
from . import callbacks, interrupts, logs
from .asset_events import OutletEvents, keep_events
from .callables import call
from .context import context_of
from .current import set_current_context
from .dates import iso
from .environment import context_variables
from .expansion import kwargs_of_instance, results_among
from .rendered_fields import rendered_fields
from .results import push_lineage, push_result
from .runs import Run
from .stand_ins import play, settings_of
from .task_instance import TaskInstance
from .templates import LazyEnvironment, render_compiled
from .timeouts import time_limit

log = logging.getLogger("airflow.task")


def run_try(task: Any, run: Run, map_index: int, request: "dict[str, Any]", emit: Any) -> "dict[str, Any]":
    """Runs a task once.

    :param request: the `execute` message
    :param emit: tells the other side: `rendered`, `xcom`, `simulated`, `raised` …
    :return: what the `ended` message says
    """
    logs.log_to_standard_output()
    attempt = Try(task, run, map_index, request, emit)
    try:
        return attempt.run()
    finally:
        logs.flush()


class Try:
    """One try."""

    def __init__(self, task: Any, run: Run, map_index: int, request: "dict[str, Any]", emit: Any) -> None:
        self.original, self.run_, self.request = task, run, request
        self.tell = lambda kind, **fields: emit({"kind": kind, **fields})
        self.ti = TaskInstance(run, task, map_index, request["try_number"], "running", self.tell)
        self.ti.pid = os.getpid()
        self.ti.first_poke, self.ti.states = request.get("first_poke"), request.get("states") or {}
        self.task = task
        self.context: Any = None
        self.environment = LazyEnvironment(run.dag)
        self.simulated: "str | None" = None
        self.until: "str | None" = None

    def run(self) -> "dict[str, Any]":
        """Runs it and tells how it ended."""
        self._listen_for_the_end()
        kept = self.run_.folder.instance(self.ti.task_id, self.ti.map_index)
        if not self.request.get("first_poke"):
            kept.delete(None)
        state, error = self._outcome()
        if state == "success" and self.task.outlets and self.context is not None:
            keep_events(self.ti, self.task.outlets, self.context.get("outlet_events") or OutletEvents())
        self.ti.ended()
        self.ti.state = state
        if error is not None:
            self.tell("raised", raised=wire_raised(error))
        if self.context is not None and state != "up_for_reschedule":
            with set_current_context(self.context):
                callbacks.task_ended(self.task, self.context, state, error)
        kept.end(state, self.simulated)
        return {
            "state": state,
            "until": self.until,
            "followed": self.ti.followed,
            "short_circuit": self.ti.short_circuit,
            "died": None,
        }

    def _listen_for_the_end(self) -> None:
        own = os.getpid()

        def ended_from_outside(number: int = 0, frame: Any = None) -> None:
            if os.getpid() != own:
                os._exit(1)
            log.error("Received SIGTERM. Terminating subprocesses.")
            self.task.on_kill()
            raise AirflowTaskTerminated("Task received SIGTERM signal")

        with contextlib.suppress(ValueError):
            signal.signal(signal.SIGTERM, ended_from_outside)
        interrupts.on_end(ended_from_outside)

    def _outcome(self) -> "tuple[str, BaseException | None]":
        try:
            self._do()
            return "success", None
        except DownstreamTasksSkipped:
            log.info("Skipping downstream tasks.")
            return "success", None
        except AirflowSkipException as skip:
            log.info("Skipping task. %s", skip)
            return "skipped", None
        except AirflowRescheduleException as later:
            log.info("Rescheduling task, marking task as UP_FOR_RESCHEDULE")
            self.until = iso(later.reschedule_date)
            return "up_for_reschedule", None
        except NotInstalled as missing:
            self._simulate(str(missing))
            self._push_simulated()
            return "success", None
        except (AirflowFailException, AirflowSensorTimeout) as error:
            log.error("Task failed with exception", exc_info=printable(error))
            return "failed", error
        except AirflowTaskTerminated as error:
            log.error("Task failed with exception", exc_info=printable(error))
            return ("failed" if airflow_version.at_least(3) else self._after_failure(error)), error
        except BaseException as error:
            log.error("Task failed with exception", exc_info=printable(error))
            if self.ti.missed is not None and isinstance(error, Exception):
                self._simulate(f"it needs the result of '{self.ti.missed}', which is simulated: set that in the stand-ins file")
                self._push_simulated()
                return "success", None
            return self._after_failure(error), error

    def _after_failure(self, error: BaseException) -> str:
        left = self.request["try_number"] <= (self.task.retries or 0)
        policy = getattr(self.task, "retry_policy", None)
        if policy is not None and airflow_version.at_least(3):
            with contextlib.suppress(Exception):
                decision = policy.evaluate(
                    exception=error, try_number=self.ti.try_number, max_tries=self.ti.max_tries, context=self.context
                )
                if getattr(decision.action, "value", decision.action) == "fail":
                    return "failed"
        return "up_for_retry" if left else "failed"

    def _do(self) -> None:
        self.context = self.ti.context = context_of(self.run_, self.task, self.ti)
        mark = self.request.get("mark")
        if mark in ("success", "failed", "skipped"):
            self._end_as_marked(mark)
            return
        with set_current_context(self.context):
            self._prepare()
            if mark == "absent":
                self._act_as_absent()
            try:
                result = self._execute()
            except DagRunTriggerException as asked:
                asked.operator.follow(self.ti, asked.run_id, asked.moment)
                return
        if airflow_version.at_least(3):
            push_result(self.task, self.original, self.ti, result)

    def _end_as_marked(self, mark: str) -> None:
        self._simulate(f"marked as {mark}")
        if mark == "skipped":
            raise AirflowSkipException("The task was marked as skipped.")
        if mark == "failed":
            raise AirflowFailException("The task was marked as failed.")
        self._push_simulated()

    def _push_simulated(self) -> None:
        settings = {**(settings_of(self.task) or {}), "state": "success", "duration": None}
        push_result(self.task, self.original, self.ti, play(self.task, self.context, settings))

    def _act_as_absent(self) -> None:
        self._simulate("what it waits for was marked as absent")
        message = "Sensor has timed out: what it waits for was marked as absent."
        timed_out = getattr(self.task, "timed_out", None)
        raise timed_out(message) if callable(timed_out) else _absent(self.task, message)

    def _prepare(self) -> None:
        self.task = prepared(self.original, self.context)
        self.ti.task = self.context["task"] = self.task
        if not airflow_version.at_least(3):
            self.task.params = self.context["params"]
        self.task.render_template_fields(self.context, self.environment)
        if rendered_fields(self.task):
            self.ti.tell_rendered()
        # A first name from what is known now; it is rendered again when the task has run.
        if airflow_version.at_least(3):
            with contextlib.suppress(Exception):
                self._name()
        os.environ.update(context_variables(self.context, in_env_var_format=True))

    def _name(self) -> None:
        template = self.context.get("map_index_template")
        if template is None:
            return
        compiled = self.environment.environment.from_string(template)
        name = str(render_compiled(compiled, self.context, native=False))
        if name != self.ti.rendered_map_index:
            self.ti.rendered_map_index = name
            self.tell("named", name=name)

    def _execute(self) -> Any:
        outlet_events = self.context.get("outlet_events")
        if self.task._pre_execute_hook is not None:
            call(self.task._pre_execute_hook, outlet_events, self.context)
        self.task.pre_execute(self.context)
        callbacks.task_begins(self.task, self.context)
        try:
            result = self._execute_in_time()
            # 2.x keeps the result before anything else may fail, 3.x after all.
            if not airflow_version.at_least(3):
                push_result(self.task, self.original, self.ti, result)
        except Exception:
            with contextlib.suppress(Exception):
                self._name()
            raise
        finally:
            if getattr(self.task, "overwrite_rtif_after_execution", False):
                self.ti.tell_rendered()
        self._name()
        if self.task._post_execute_hook is not None:
            call(self.task._post_execute_hook, outlet_events, self.context, result)
        # 3.x does not tell the method the result.
        if airflow_version.at_least(3):
            self.task.post_execute(self.context)
        else:
            self.task.post_execute(self.context, result)
            push_lineage(self.task, self.ti)
        return result

    def _execute_in_time(self) -> Any:
        limit = self.task.execution_timeout
        with time_limit(limit.total_seconds() if limit else None, self.task.on_kill):
            return self._work()

    def _work(self) -> Any:
        because = self.task.simulated_because
        chosen = settings_of(self.task)
        if because is None and chosen is not None:
            self._simulate("the stand-ins file says what it gives")
            return play(self.task, self.context, chosen)
        if because is not None:
            self._simulate(because)
        try:
            return self._really_work()
        except NotInstalled as missing:
            self._simulate(str(missing))
            return play(self.task, self.context, {})

    def _really_work(self) -> Any:
        try:
            return self.task.execute(self.context)
        except TaskDeferred as deferred:
            from .deferral import run_deferred

            return run_deferred(self.task, deferred, self.context)
        except SystemExit as leaving:
            # 2.x takes `sys.exit(0)` for the end of the work, 3.x for a failure.
            if not airflow_version.at_least(3) and leaving.code in (None, 0):
                return None
            raise

    def _simulate(self, because: str) -> None:
        self.simulated = because
        log.info("Simulated: %s.", because.rstrip("."))
        self.tell("simulated", because=because)


def prepared(original: Any, context: Any) -> Any:
    """A task of its own for one instance: with the instance's arguments, and the texts of template files."""
    if original.is_mapped:
        kwargs = kwargs_of_instance(original.expansion, context)
        task = original.unmap(kwargs)
        task._results_in_fields = results_among(original.expansion, kwargs)
        task._lock_for_execution = True
        return task
    import copy

    task = copy.copy(original)
    task._lock_for_execution = True
    task.resolve_template_files()
    return task


def _absent(task: Any, message: str) -> AirflowException:
    return AirflowSkipException(message) if getattr(task, "soft_fail", False) else AirflowSensorTimeout(message)
