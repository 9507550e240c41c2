"""Airflow's exceptions, under their own names."""

from __future__ import annotations

from typing import Any


class AirflowException(Exception):
    """What Airflow raises, if nothing more special fits."""

    status_code = 500

    def serialize(self) -> tuple:
        """As Airflow keeps it."""
        cls = type(self)
        return f"{cls.__module__}.{cls.__name__}", (str(self),), {}


class AirflowNotFoundException(AirflowException):
    """Something that was asked for is not there."""

    status_code = 404


class AirflowBadRequest(AirflowException):
    """A request that cannot be understood."""

    status_code = 400


class AirflowConfigException(AirflowException):
    """A setting is missing or wrong."""


class AirflowOptionalProviderFeatureException(AirflowException):
    """A provider lacks an optional part."""


class AirflowSkipException(AirflowException):
    """Ends the task as skipped."""


class AirflowFailException(AirflowException):
    """Ends the task as failed, without another try."""


class AirflowSensorTimeout(AirflowException):
    """A sensor waited too long."""


class AirflowInternalRuntimeError(BaseException):
    """Something that must not happen."""


class AirflowRescheduleException(AirflowException):
    """A sensor wants to be poked again later."""

    def __init__(self, reschedule_date: Any) -> None:
        super().__init__()
        self.reschedule_date = reschedule_date


class AirflowDagCycleException(AirflowException):
    """The tasks of a DAG go in a circle."""


class AirflowDagDuplicatedIdException(AirflowException):
    """Two files have a DAG of the same id."""


class AirflowClusterPolicyViolation(AirflowException):
    """A cluster policy refuses a DAG."""


class AirflowClusterPolicySkipDag(AirflowException):
    """A cluster policy leaves a DAG out."""


class AirflowTimetableInvalid(AirflowException):
    """A timetable that cannot be."""


class AirflowDagInconsistent(AirflowException):
    """A DAG that contradicts itself."""


class DagNotFound(AirflowNotFoundException):
    """There is no such DAG."""


class DagRunNotFound(AirflowNotFoundException):
    """There is no such run."""


class DagRunAlreadyExists(AirflowBadRequest):
    """There is such a run already."""


class DagInvalidTriggerRule(AirflowException):
    """A trigger rule that the DAG forbids."""


class DagFileExists(AirflowBadRequest):
    """A DAG file would be overwritten."""


class FailFastDagInvalidTriggerRule(AirflowException):
    """With `fail_fast`, all trigger rules must be `all_success`."""


class FailStopDagInvalidTriggerRule(FailFastDagInvalidTriggerRule):
    """The same in 2.x."""


class DuplicateTaskIdFound(AirflowException):
    """Two tasks or groups of a DAG have the same id."""


class TaskAlreadyInTaskGroup(AirflowException):
    """A task is put into a second group."""

    def __init__(self, task_id: str, existing_group_id: "str | None", new_group_id: str) -> None:
        existing = f"TaskGroup {existing_group_id!r}" if existing_group_id else "the DAG's root group"
        super().__init__(f"cannot add {task_id!r} to {new_group_id!r} (already in {existing})")


class TaskNotFound(AirflowNotFoundException):
    """There is no such task."""


class TaskInstanceNotFound(AirflowNotFoundException):
    """There is no such task instance."""


class PoolNotFound(AirflowNotFoundException):
    """There is no such pool."""


class XComException(AirflowException):
    """Something about an XCom."""


class UnmappableXComTypePushed(AirflowException):
    """A task whose result is mapped over returns something that is no list or dict."""

    def __init__(self, value: Any, *values: Any) -> None:
        super().__init__(value, *values)

    def __str__(self) -> str:
        kind = type(self.args[0]).__qualname__
        for arg in self.args[1:]:
            kind = f"{kind}[{type(arg).__qualname__}]"
        return f"unmappable return type {kind!r}"


class UnmappableXComLengthPushed(AirflowException):
    """A result that is mapped over has too many items."""

    def __init__(self, value: Any, max_length: int) -> None:
        super().__init__(f"unmappable return value length: {len(value)} > {max_length}")
        self.value = value
        self.max_length = max_length


class XComForMappingNotPushed(AirflowException):
    """A task whose result is mapped over returns nothing."""

    def __str__(self) -> str:
        return "did not push XCom for task mapping"


class XComNotFound(XComException):
    """There is no such XCom."""

    def __init__(self, dag_id: str, task_id: str, key: str) -> None:
        super().__init__()
        self.dag_id, self.task_id, self.key = dag_id, task_id, key

    def __str__(self) -> str:
        return f"XComArg result from {self.task_id} at {self.dag_id} with key={self.key!r} is not found!"


class ParamValidationError(AirflowException):
    """A param's value breaks its schema."""


class NotMapped(Exception):
    """A task is not mapped."""


class VariableNotUnique(AirflowException):
    """There are several variables of this key."""


class ConnectionNotUnique(AirflowException):
    """There are several connections of this id."""


class BackfillUnfinished(AirflowException):
    """Not all runs of a backfill are done."""


class FileSyntaxError:
    """Where a file of variables or connections cannot be read."""

    def __init__(self, line_no: "int | None", message: str) -> None:
        self.line_no, self.message = line_no, message

    def __str__(self) -> str:
        return f"{self.message}. Line number: s{self.line_no},"


class AirflowFileParseException(AirflowException):
    """A file of variables or connections cannot be read."""

    def __init__(self, msg: str, file_path: str, parse_errors: list) -> None:
        super().__init__(msg)
        self.msg, self.file_path, self.parse_errors = msg, file_path, parse_errors


class AirflowUnsupportedFileTypeException(AirflowException):
    """A file of variables or connections has an unknown ending."""


class ConnectionNotFound(AirflowNotFoundException):
    """There is no such connection."""


class SerializationError(AirflowException):
    """A DAG that cannot be kept."""


class TaskDeferralError(AirflowException):
    """The trigger of a deferred task failed."""


class TaskDeferralTimeout(AirflowException):
    """A deferred task waited too long."""


class TaskDeferred(BaseException):
    """A task goes on when a trigger fires."""

    def __init__(
        self,
        *,
        trigger: Any,
        method_name: str = "",
        kwargs: "dict | None" = None,
        timeout: Any = None,
        **others: Any,
    ) -> None:
        super().__init__()
        self.trigger, self.method_name, self.kwargs, self.timeout = trigger, method_name, kwargs, timeout


class DownstreamTasksSkipped(AirflowException):
    """A branch leaves tasks out."""

    def __init__(self, *, tasks: Any) -> None:
        super().__init__()
        self.tasks = tasks


class DagRunTriggerException(AirflowException):
    """A task asks for another run (3.x): that is done after its `execute`."""

    def __init__(self, **details: Any) -> None:
        super().__init__()
        self.__dict__.update(details)


class AirflowRuntimeError(Exception):
    """Airflow's API server refuses something (3.x)."""

    def __init__(self, error: Any) -> None:
        super().__init__(str(error))
        self.error = error


class AirflowTaskTimeout(BaseException):
    """A task takes longer than its `execution_timeout`."""


class AirflowTaskTerminated(BaseException):
    """A task is ended from outside."""


class RemovedInAirflow3Warning(DeprecationWarning):
    """Something goes away in 3.0."""

    deprecated_since: "str | None" = None


class RemovedInAirflow4Warning(DeprecationWarning):
    """Something goes away in 4.0."""

    deprecated_since: "str | None" = None


class AirflowProviderDeprecationWarning(DeprecationWarning):
    """Something of a provider goes away."""

    deprecated_provider_since: "str | None" = None


class DeserializingResultError(ValueError):
    """The result of a virtual environment cannot be read."""

    def __str__(self) -> str:
        return (
            "Error deserializing result. Note that result deserialization is not supported across major Python versions. "
            f"Cause: {self.__cause__}"
        )


class UnknownExecutorException(ValueError):
    """There is no such executor."""


class PodMutationHookException(AirflowException):
    """The hook that changes pods failed."""


class PodReconciliationError(AirflowException):
    """Two descriptions of a pod contradict each other."""


class NotInstalled(ModuleNotFoundError):
    """A task uses a module that is not installed in the interpreter that runs it.

    The runner does not let the task fail, but simulates it.
    """


# Logs and tracebacks name them as Airflow does.
for _each in list(globals().values()):
    if isinstance(_each, type) and _each.__module__ == __name__:
        _each.__module__ = "airflow.exceptions"
