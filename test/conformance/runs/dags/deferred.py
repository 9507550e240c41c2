"""A task that waits for a trigger, and one whose trigger takes too long."""

import asyncio
from datetime import datetime, timedelta

from airflow.triggers.base import BaseTrigger, TriggerEvent

try:
    from airflow.sdk import DAG, BaseOperator
except ImportError:
    from airflow import DAG
    from airflow.models.baseoperator import BaseOperator


class Wait(BaseTrigger):
    def __init__(self, seconds):
        super().__init__()
        self.seconds = seconds

    def serialize(self):
        return ("deferred.Wait", {"seconds": self.seconds})

    async def run(self):
        await asyncio.sleep(self.seconds)
        yield TriggerEvent({"waited": self.seconds})


class Defers(BaseOperator):
    def __init__(self, seconds, patience=None, **kwargs):
        super().__init__(**kwargs)
        self.seconds = seconds
        self.patience = patience

    def execute(self, context):
        print("begin")
        self.defer(trigger=Wait(self.seconds), method_name="resume", timeout=self.patience)

    def resume(self, context, event=None):
        print("resumed")
        return event["waited"]


with DAG("deferred", start_date=datetime(2024, 1, 1), schedule=None):
    Defers(task_id="short", seconds=0.2)
    Defers(task_id="long", seconds=60, patience=timedelta(seconds=0.5))
