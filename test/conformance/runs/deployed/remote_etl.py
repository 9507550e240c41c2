"""What the clusters of the conformance suite run."""

import time
from datetime import datetime, timedelta

try:
    from airflow.sdk import DAG, task
except ImportError:
    from airflow import DAG
    from airflow.decorators import task

with DAG("remote_etl", start_date=datetime(2024, 1, 1), schedule=timedelta(days=3), catchup=False, params={"fail": False}):

    @task
    def numbers():
        print("counting")
        return [1, 2, 3]

    @task
    def double(x):
        return 2 * x

    @task
    def total(values, params=None):
        if params["fail"]:
            raise ValueError("no rows")
        return sum(values)

    total(double.expand(x=numbers()))

with DAG("remote_slow", start_date=datetime(2024, 1, 1), schedule=None, catchup=False):

    @task
    def sleeps():
        time.sleep(600)

    sleeps()
