"""Sensors that really wait, under the names that Airflow has them by."""
