"""Serves every import of `airflow` from the runtime of this package."""
