"""Monthly marketing import: eight CSV files into BigQuery, one task group each, made in a loop over a dict."""

from __future__ import annotations

import pendulum
from airflow import DAG
from airflow.operators.empty import EmptyOperator
from airflow.providers.google.cloud.operators.bigquery import (
    BigQueryCreateEmptyDatasetOperator,
    BigQueryInsertJobOperator,
)

from marketing.sources import DATASET, SOURCES
from marketing.tasks import import_csv

with DAG(
    dag_id="marketing_import",
    schedule="0 6 2 * *",
    start_date=pendulum.datetime(2024, 1, 1, tz="Europe/Berlin"),
    catchup=True,
    max_active_runs=1,
    default_args={"owner": "marketing", "retries": 1},
    tags=["marketing"],
) as dag:
    create_dataset = BigQueryCreateEmptyDatasetOperator(
        task_id="create_dataset", dataset_id=DATASET, location="EU", if_exists="ignore"
    )
    # The optional files may be skipped; a failure still stops the report.
    all_loaded = EmptyOperator(task_id="all_loaded", trigger_rule="none_failed")
    report = BigQueryInsertJobOperator(
        task_id="monthly_report",
        configuration={"query": {"query": f"CALL {DATASET}.monthly_report()", "useLegacySql": False}},
    )

    for name, options in SOURCES.items():
        create_dataset >> import_csv(name, **options) >> all_loaded

    all_loaded >> report
