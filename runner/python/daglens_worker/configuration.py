"""`airflow.configuration.conf`: settings from the environment (`AIRFLOW__SECTION__KEY`), else Airflow's defaults where DAG files
ask for them."""

from __future__ import annotations

import os
from typing import Any

_DEFAULTS = {
    ("core", "dags_folder"): "",
    ("core", "plugins_folder"): "",
    ("core", "executor"): "LocalExecutor",
    ("core", "parallelism"): "32",
    ("core", "default_timezone"): "utc",
    ("core", "load_examples"): "True",
    ("core", "unit_test_mode"): "False",
    ("core", "sql_alchemy_conn"): "sqlite://",
    ("core", "max_active_tasks_per_dag"): "16",
    ("core", "max_active_runs_per_dag"): "16",
    ("core", "default_task_retries"): "0",
    ("webserver", "base_url"): "http://localhost:8080",
    ("api", "base_url"): "http://localhost:8080",
    ("operators", "default_queue"): "default",
    ("operators", "default_owner"): "airflow",
    ("logging", "logging_level"): "INFO",
    ("email", "email_backend"): "airflow.utils.email.send_email_smtp",
    ("kubernetes", "namespace"): "default",
    ("kubernetes_executor", "namespace"): "default",
}


class AirflowConfigParser:
    """Looks settings up."""

    def get(self, section: str, key: str, fallback: Any = "", **kwargs: Any) -> Any:
        """The setting as text; empty where neither the environment nor the table above has it: Airflow's defaults are more."""
        name = f"AIRFLOW__{section.upper().replace('.', '_')}__{key.upper()}"
        if name in os.environ:
            return os.environ[name]
        return _DEFAULTS.get((section.lower(), key.lower()), fallback)

    def getboolean(self, section: str, key: str, **kwargs: Any) -> bool:
        """The setting as yes or no."""
        value = self.get(section, key, **kwargs)
        return value if isinstance(value, bool) else str(value).strip().lower() in ("t", "true", "1")

    def getint(self, section: str, key: str, **kwargs: Any) -> int:
        """The setting as a whole number."""
        return int(self.get(section, key, **kwargs) or 0)

    def getfloat(self, section: str, key: str, **kwargs: Any) -> float:
        """The setting as a number."""
        return float(self.get(section, key, **kwargs) or 0)

    def getlist(self, section: str, key: str, **kwargs: Any) -> list:
        """The setting as a list, written with commas."""
        value = self.get(section, key, **kwargs)
        return value if isinstance(value, list) else [item.strip() for item in str(value).split(",") if item.strip()]

    def getjson(self, section: str, key: str, **kwargs: Any) -> Any:
        """The setting read as JSON."""
        import json

        value = self.get(section, key, **kwargs)
        return json.loads(value) if isinstance(value, str) and value else value

    def get_mandatory_value(self, section: str, key: str, **kwargs: Any) -> Any:
        """The setting as text."""
        return self.get(section, key, **kwargs)

    def has_option(self, section: str, option: str) -> bool:
        """Is it set?"""
        return self.get(section, option, fallback=None) is not None

    def getsection(self, section: str) -> "dict[str, str]":
        """All settings of a section."""
        prefix = f"AIRFLOW__{section.upper()}__"
        given = {name[len(prefix) :].lower(): value for name, value in os.environ.items() if name.startswith(prefix)}
        return {**{key: value for (part, key), value in _DEFAULTS.items() if part == section}, **given}


conf = AirflowConfigParser()
