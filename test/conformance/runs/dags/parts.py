"""A chain with a mapped task in it, for runs of a part."""

from datetime import datetime

try:
    from airflow.sdk import DAG, Variable, task
except ImportError:
    from airflow import DAG
    from airflow.decorators import task
    from airflow.models import Variable

with DAG("parts", start_date=datetime(2024, 1, 1), schedule=None, params={"n": 3}):

    @task
    def numbers():
        return [1, 2, 3]

    @task
    def double(x):
        return 2 * x

    @task
    def total(values):
        return [sum(values), Variable.get("from_file", "none")]

    @task
    def shown(value, text):
        return text

    shown(total(double.expand(x=numbers())), text="{{ ds }} {{ params.n }}")
