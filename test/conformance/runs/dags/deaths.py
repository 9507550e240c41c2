"""Tasks that end badly, and one that is not touched by that."""

import os
import signal
import sys
from datetime import datetime

try:
    from airflow.sdk import DAG, task
except ImportError:
    from airflow import DAG
    from airflow.decorators import task

with DAG("deaths", start_date=datetime(2024, 1, 1), schedule=None):

    @task(retries=1, retry_delay=0)
    def kills_itself():
        os.kill(os.getpid(), signal.SIGKILL)

    @task
    def leaves():
        os._exit(3)

    @task
    def floods():
        for _ in range(64):
            sys.stdout.write("x" * (1 << 20))

    @task
    def raises():
        print("before")
        raise ValueError("no rows")

    @task(trigger_rule="all_done")
    def after():
        return "here"

    [kills_itself(), leaves(), floods(), raises()] >> after()
