"""The worker of DagLens' builtin engine: loads a DAG file with a runtime of its own in place of Airflow, and runs its tasks."""
