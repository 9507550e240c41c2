"""Names of Airflow that mean the same wherever they are imported from, and where the runtime has them."""

from __future__ import annotations

_AUTHORING = {
    "dag": "DAG dag",
    "operator": "BaseOperator BaseOperatorMeta",
    "mapped": "MappedOperator OperatorPartial",
    "abstract_operator": "AbstractOperator",
    "nodes": "DependencyMixin DAGNode",
    "task_group": "TaskGroup MappedTaskGroup",
    "task_group_decorator": "task_group",
    "taskflow": "task setup teardown result DecoratedOperator DecoratedMappedOperator task_decorator_factory "
    "TaskDecoratorCollection _TaskDecorator",
    "conditions": "run_if skip_if",
    "xcom_arg": "XComArg PlainXComArg MapXComArg ZipXComArg ConcatXComArg",
    "expand_input": "DictOfListsExpandInput ListOfDictsExpandInput MappedArgument",
    "chains": "chain chain_linear cross_downstream",
    "edges": "EdgeModifier Label",
    "params": "Param ParamsDict DagParam",
    "contexts": "DagContext TaskGroupContext",
    "setup_teardown": "SetupTeardownContext",
    "sentinels": "ArgNotSet NOTSET is_arg_set",
    "assets": "Asset BaseAsset AssetAlias AssetAll AssetAny AssetRef AssetWatcher Dataset Metadata Model asset",
    "timetables": "Timetable DataInterval DagRunInfo TimeRestriction CronDataIntervalTimetable CronTriggerTimetable "
    "CronPartitionTimetable MultipleCronTriggerTimetable DeltaDataIntervalTimetable DeltaTriggerTimetable EventsTimetable "
    "AssetTriggeredTimetable AssetOrTimeSchedule DatasetOrTimeSchedule DatasetTriggeredTimetable PartitionedAssetTimetable PartitionedAtRuntime ContinuousTimetable "
    "NullTimetable OnceTimetable",
    "enums": "TriggerRule WeightRule State TaskInstanceState DagRunState DagRunType DagRunTriggeredByType",
    "literals": "literal LiteralValue",
    "priority": "PriorityWeightStrategy",
    "cycles": "check_cycle",
    "notifiers": "BaseNotifier",
    "links": "BaseOperatorLink",
    "helpers": "days_ago get_parsing_context apply_defaults provide_session create_session",
    "mixins": "LoggingMixin TemplatedOperator",
}
_EXECUTION = {
    "hooks.base": "BaseHook DbApiHook",
    "operators.base": "BaseBranchOperator BaseAsyncOperator",
    "operators.python": "PythonOperator BranchPythonOperator ShortCircuitOperator PythonVirtualenvOperator "
    "ExternalPythonOperator BranchPythonVirtualenvOperator BranchExternalPythonOperator is_venv_installed",
    "operators.bash": "BashOperator",
    "operators.empty": "EmptyOperator DummyOperator",
    "operators.latest_only": "LatestOnlyOperator",
    "operators.branch_dates": "BranchDateTimeOperator BranchDayOfWeekOperator WeekDay",
    "operators.trigger_dagrun": "TriggerDagRunOperator",
    "operators.subdag": "SubDagOperator",
    "operators.smooth": "SmoothOperator",
    "sensors.base": "BaseSensorOperator PokeReturnValue poke_mode_only",
    "sensors.python": "PythonSensor",
    "sensors.bash": "BashSensor",
    "sensors.filesystem": "FileSensor",
    "sensors.dates": "DateTimeSensor DateTimeSensorAsync TimeSensor TimeSensorAsync TimeDeltaSensor TimeDeltaSensorAsync "
    "WaitSensor DayOfWeekSensor",
    "sensors.external_task": "ExternalTaskSensor ExternalTaskMarker ExternalTaskSensorLink",
    "execution.variables": "Variable",
    "execution.connections": "Connection",
    "execution.current": "get_current_context",
    "operators.human": "HITLOperator HITLEntryOperator ApprovalOperator HITLBranchOperator",
    "operators.email": "EmailOperator",
    "operators.skipping": "SkipMixin BranchMixIn",
    "configuration": "conf AirflowConfigParser",
}


def _table(groups: "dict[str, str]", package: str) -> "dict[str, tuple[str, str]]":
    return {name: (package + module, name) for module, names in groups.items() for name in names.split()}


NAMES: "dict[str, tuple[str, str]]" = {
    **_table(_AUTHORING, "daglens_worker.authoring."),
    **_table(_EXECUTION, "daglens_worker."),
}

# Names that other objects stand behind.
OTHER_NAMES: "dict[str, tuple[str, str]]" = {
    "DatasetAlias": ("daglens_worker.authoring.assets", "AssetAlias"),
    "DatasetAll": ("daglens_worker.authoring.assets", "AssetAll"),
    "DatasetAny": ("daglens_worker.authoring.assets", "AssetAny"),
    "TaskMixin": ("daglens_worker.authoring.nodes", "DependencyMixin"),
    "BaseSensor": ("daglens_worker.sensors.base", "BaseSensorOperator"),
    "DagModel": ("daglens_worker.authoring.dag", "DAG"),
}
NAMES.update(OTHER_NAMES)
