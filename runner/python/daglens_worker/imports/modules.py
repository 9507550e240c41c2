"""Modules of Airflow whose names are not the same everywhere."""

from __future__ import annotations

# Module → the module of the runtime that answers for all its names.
WHOLE: "dict[str, str]" = {
    "airflow.exceptions": "daglens_worker.exceptions",
    "airflow.sdk.exceptions": "daglens_worker.exceptions",
    "airflow.sdk.execution_time.timeout": "daglens_worker.timeouts",
    "airflow.utils.timeout": "daglens_worker.timeouts",
    "airflow.utils.timezone": "daglens_worker.authoring.timezone",
    "airflow.sdk.timezone": "daglens_worker.authoring.timezone",
    "airflow.utils.dates": "daglens_worker.authoring.helpers",
    "airflow.utils.helpers": "daglens_worker.authoring.helpers",
    "airflow.macros": "daglens_worker.execution.macros",
    "airflow.sdk.execution_time.macros": "daglens_worker.execution.macros",
    "airflow.models.errors": "daglens_worker.exceptions",
    "airflow.settings": "daglens_worker.settings",
    "airflow.version": "daglens_worker.settings",
    "airflow.utils.trigger_rule": "daglens_worker.authoring.enums",
    "airflow.utils.weight_rule": "daglens_worker.authoring.enums",
    "airflow.utils.state": "daglens_worker.authoring.enums",
    "airflow.utils.types": "daglens_worker.authoring.enums",
    "airflow.task.trigger_rule": "daglens_worker.authoring.enums",
    "airflow.task.weight_rule": "daglens_worker.authoring.enums",
}

# Module → name → module and name of the runtime.
SINGLE: "dict[str, dict[str, tuple[str, str]]]" = {
    "airflow.sdk": {
        "TaskInstanceState": ("daglens_worker.authoring.sdk_enums", "TaskInstanceState"),
        "DagRunState": ("daglens_worker.authoring.sdk_enums", "DagRunState"),
    },
    "airflow": {
        "__version__": ("daglens_worker.settings", "version"),
        "version": ("daglens_worker.settings", "version"),
        "AirflowException": ("daglens_worker.exceptions", "AirflowException"),
    },
}

# Names that are modules, wherever in Airflow they are imported from.
AS_MODULES: "dict[str, str]" = {
    "timezone": "daglens_worker.authoring.timezone",
    "macros": "daglens_worker.execution.macros",
}

# Modules that are there without a look at the catalog, so that a plain DAG file is loaded without reading that.
PLAIN: "frozenset[str]" = frozenset(
    "airflow airflow.sdk airflow.decorators airflow.models airflow.models.baseoperator airflow.models.dag "
    "airflow.models.param airflow.models.variable airflow.models.connection airflow.models.xcom_arg airflow.operators "
    "airflow.operators.python airflow.operators.bash airflow.operators.empty airflow.operators.dummy "
    "airflow.operators.python_operator airflow.operators.bash_operator airflow.operators.dummy_operator airflow.providers "
    "airflow.providers.standard airflow.providers.standard.operators airflow.providers.standard.operators.python "
    "airflow.providers.standard.operators.bash airflow.providers.standard.operators.empty "
    "airflow.providers.standard.sensors airflow.sensors airflow.sensors.base airflow.hooks airflow.hooks.base "
    "airflow.utils airflow.utils.task_group airflow.utils.edgemodifier airflow.datasets airflow.timetables "
    "airflow.configuration airflow.utils.decorators airflow.utils.session airflow.utils.log "
    "airflow.utils.log.logging_mixin".split()
)
