"""Invoices with TaskFlow: values go from task to task as XComs, and one mapped task runs for each invoice found.

How many invoices there are is known only at run time, so the graph shows each mapped task once.
"""

from __future__ import annotations

from datetime import timedelta

import pendulum
from airflow.sdk import dag, task, task_group


@dag(
    schedule="@daily",
    start_date=pendulum.datetime(2025, 1, 1, tz="UTC"),
    catchup=False,
    default_args={"retries": 2, "retry_delay": timedelta(seconds=30)},
    tags=["taskflow"],
)
def invoice_taskflow():
    @task
    def list_invoices(ds=None) -> list[str]:
        return [f"/data/invoices/{ds}/{number}.pdf" for number in (1001, 1002, 1003)]

    @task.short_circuit
    def any_invoice(paths: list[str]) -> bool:
        return len(paths) > 0

    @task(max_active_tis_per_dag=4)
    def read_invoice(path: str, currency: str) -> dict:
        return {"path": path, "amount": 100.0, "currency": currency}

    @task_group
    def book(invoice: dict):
        """Runs as a whole for each invoice."""

        @task
        def find_account(invoice: dict) -> str:
            return "6800" if invoice["amount"] < 1000 else "0420"

        @task
        def post(invoice: dict, account: str) -> float:
            print(f"{invoice['path']} -> {account}")
            return invoice["amount"]

        return post(invoice, find_account(invoice))

    @task(multiple_outputs=True)
    def summarize(amounts: list[float]) -> dict:
        return {"count": len(amounts), "total": sum(amounts)}

    @task.branch
    def needs_approval(total: float) -> str:
        return "ask_for_approval" if total > 10_000 else "pay"

    @task
    def ask_for_approval(count: int, total: float) -> None:
        print(f"{count} invoices, {total} in total: please approve")

    @task
    def pay(total: float) -> None:
        print(f"paying {total}")

    @task.bash(trigger_rule="none_failed_min_one_success")
    def archive() -> str:
        return "mv /data/invoices/{{ ds }} /data/archive/"

    paths = list_invoices()
    invoices = read_invoice.partial(currency="EUR").expand(path=paths)
    any_invoice(paths) >> invoices

    amounts = book.expand(invoice=invoices)
    summary = summarize(amounts)

    decision = needs_approval(summary["total"])
    asked = ask_for_approval(summary["count"], summary["total"])
    paid = pay(summary["total"])
    paid_after_approval = pay.override(task_id="pay_after_approval")(summary["total"])

    decision >> [asked, paid]
    asked >> paid_after_approval
    [paid, paid_after_approval] >> archive()


invoice_taskflow()
