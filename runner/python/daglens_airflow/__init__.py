"""
Runs DAGs with the Airflow of this interpreter, in a home of its own. `runner/src/airflow/` is the other end.

One warm process with Airflow imported (`server.py`) forks a child for each run (`run.py`), which loads the DAG file and forks a child
for each try (`attempt.py`). What is next is decided by Airflow itself, as in `dag.test()`, not by our scheduler: this engine is there
to be asked what Airflow does. Unlike in `dag.test()`, tries have processes of their own: tasks run side by side, a timeout or a crash
ends the try and not the run, and a stop ends everything. A deferred task's trigger runs in a process, too. The database is migrated
once for an interpreter and a version, and copied for each run.
"""
