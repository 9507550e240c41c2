"""Tasks that do not end by themselves: one ignores SIGTERM, one has a process in a session of its own."""

import signal
import subprocess
import time
from datetime import datetime

try:
    from airflow.sdk import DAG, task
except ImportError:
    from airflow import DAG
    from airflow.decorators import task

with DAG("stubborn", start_date=datetime(2024, 1, 1), schedule=None):

    @task
    def ignores():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        while True:
            time.sleep(1)

    @task
    def starts_another():
        subprocess.run(["sleep", "987.25"], start_new_session=True)

    ignores()
    starts_another()
