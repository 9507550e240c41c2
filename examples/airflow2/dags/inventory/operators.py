"""The operators that the inventory DAGs share."""

from __future__ import annotations

from airflow.models.baseoperator import BaseOperator
from airflow.providers.http.hooks.http import HttpHook


class StockCountOperator(BaseOperator):
    """Ask one warehouse for its stock and store the answer as JSON."""

    template_fields = ("path",)

    def __init__(self, warehouse: str, path: str = "/data/stock/{{ ds }}", **kwargs):
        kwargs.setdefault("task_id", f"count_{warehouse}")
        super().__init__(**kwargs)
        self.warehouse = warehouse
        self.path = path

    def execute(self, context):
        answer = HttpHook(method="GET", http_conn_id="warehouses").run(f"stock/{self.warehouse}")
        with open(f"{self.path}/{self.warehouse}.json", "w") as file:
            file.write(answer.text)
        return len(answer.json())
