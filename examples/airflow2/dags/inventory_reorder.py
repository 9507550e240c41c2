"""Inventory in two DAGs: `inventory_count` writes a dataset, and each time it does, `inventory_reorder` runs."""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow.datasets import Dataset
from airflow.decorators import dag, task
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.utils.trigger_rule import TriggerRule

from inventory.operators import StockCountOperator

WAREHOUSES = ("berlin", "lyon", "porto")

stock = Dataset("file:///data/stock/latest.json")


@dag(
    schedule="@hourly",
    start_date=datetime(2024, 1, 1),
    catchup=False,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=1)},
    tags=["inventory"],
)
def inventory_count():
    counts = [StockCountOperator(warehouse=warehouse) for warehouse in WAREHOUSES]
    # One warehouse may be offline: the others still count.
    merge = BashOperator(
        task_id="merge",
        bash_command="jq -s add /data/stock/{{ ds }}/*.json > /data/stock/latest.json",
        trigger_rule=TriggerRule.ALL_DONE,
        outlets=[stock],
    )
    counts >> merge


@dag(schedule=[stock], start_date=datetime(2024, 1, 1), catchup=False, tags=["inventory"])
def inventory_reorder():
    @task
    def find_shortages() -> list[dict]:
        return [{"sku": "4711", "missing": 12}, {"sku": "0815", "missing": 3}]

    @task.branch
    def any_shortage(shortages: list[dict]) -> str:
        return "order_goods" if shortages else "nothing_to_do"

    @task
    def order_goods(shortages: list[dict]) -> list[str]:
        return [f"{item['sku']} x {item['missing']}" for item in shortages]

    @task
    def send_order(line: str) -> None:
        print(line)

    shortages = find_shortages()
    decision = any_shortage(shortages)
    lines = order_goods(shortages)
    decision >> [lines, EmptyOperator(task_id="nothing_to_do")]
    send_order.expand(line=lines)


inventory_count()
inventory_reorder()
