"""Inventory: stock of all shops is counted each night, then ordered or moved between shops as needed."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from airflow.providers.http.operators.http import HttpOperator
from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.providers.standard.sensors.external_task import ExternalTaskSensor
from airflow.sdk import DAG, BaseOperator, Label, Param, chain, task


class Shop(Enum):
    BERLIN = "berlin"
    LYON = "lyon"
    PORTO = "porto"


class CountStock(BaseOperator):
    """Counts one shop; the result is the number of pieces of each article."""

    template_fields = ("day",)

    def __init__(self, *, shop: Shop, day: str = "{{ ds }}", **kwargs):
        super().__init__(task_id=f"count_{shop.value}", **kwargs)
        self.shop = shop.value
        self.day = day

    def execute(self, context) -> dict[str, int]:
        self.log.info("counting %s on %s", self.shop, self.day)
        return {"4711": 12, "0815": 3}


with DAG(
    dag_id="inventory",
    schedule=timedelta(days=1),
    start_date=datetime(2025, 1, 1, 22, 0),
    params={"minimum": Param(5, type="integer", minimum=0, description="Order below this stock")},
    default_args={"retries": 1},
    tags=["inventory"],
) as dag:
    tills_closed = ExternalTaskSensor(
        task_id="tills_closed", external_dag_id="sales", external_task_id="close_tills", mode="reschedule"
    )
    counts = [CountStock(shop=shop) for shop in Shop]

    @task
    def find_shortages(stocks: list[dict[str, int]], params=None) -> dict[str, list[str]]:
        low = [article for stock in stocks for article, pieces in stock.items() if pieces < params["minimum"]]
        return {"order": low, "move": []}

    @task.branch
    def decide(shortages: dict[str, list[str]]) -> list[str]:
        if not any(shortages.values()):
            return ["all_in_stock"]
        return [f"{action}_goods" for action, articles in shortages.items() if articles]

    order_goods = HttpOperator(
        task_id="order_goods",
        http_conn_id="supplier",
        endpoint="orders",
        data="{{ ti.xcom_pull(task_ids='find_shortages')['order'] | tojson }}",
    )
    move_goods = HttpOperator(
        task_id="move_goods",
        http_conn_id="logistics",
        endpoint="moves",
        data="{{ ti.xcom_pull(task_ids='find_shortages')['move'] | tojson }}",
    )
    all_in_stock = EmptyOperator(task_id="all_in_stock")
    update_books = EmptyOperator(task_id="update_books", trigger_rule="none_failed_min_one_success")

    shortages = find_shortages([count.output for count in counts])
    decision = decide(shortages)

    tills_closed >> counts
    chain(
        decision,
        [Label("too few"), Label("in another shop"), Label("enough")],
        [order_goods, move_goods, all_in_stock],
        update_books,
    )
