"""Runs DAGs with the Airflow of this interpreter, in a home of its own. `runner/src/airflow/` is the other end."""
