"""Operators that really do their work, under the names that Airflow has them by."""
