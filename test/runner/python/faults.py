import os
import signal
import subprocess
import time
from datetime import datetime

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, task

with DAG("faults", schedule=None, start_date=datetime(2024, 1, 1)):

    @task
    def kills_itself():
        os.kill(os.getpid(), signal.SIGKILL)

    @task
    def leaves():
        os._exit(7)

    @task
    def floods():
        for _ in range(2000):
            print("x" * 5000)

    @task
    def stubborn():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("asleep", flush=True)
        time.sleep(60)

    @task
    def starts_another():
        print(subprocess.Popen(["sleep", "60"], start_new_session=True).pid, flush=True)

    @task
    def raises():
        raise ValueError("no rows")

    BashOperator(task_id="exits", bash_command="exit 3")

    for each in (kills_itself, leaves, floods, stubborn, starts_another, raises):
        each()
