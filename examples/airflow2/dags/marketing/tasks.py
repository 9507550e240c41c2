"""Builds the tasks that bring one CSV file into BigQuery."""

from __future__ import annotations

from airflow.providers.google.cloud.operators.bigquery import BigQueryCheckOperator, BigQueryInsertJobOperator
from airflow.providers.google.cloud.sensors.gcs import GCSObjectExistenceSensor
from airflow.providers.google.cloud.transfers.gcs_to_bigquery import GCSToBigQueryOperator
from airflow.utils.task_group import TaskGroup

from marketing.sources import BUCKET, DATASET

MONTH = "{{ data_interval_start.strftime('%Y-%m') }}"


def import_csv(name: str, keys: list[str], delimiter: str = ",", optional: bool = False) -> TaskGroup:
    """Wait for the file of the month, load it into a staging table, check it, merge it into the table."""
    path = f"{MONTH}/{name}.csv"
    with TaskGroup(group_id=name) as group:
        wait = GCSObjectExistenceSensor(
            task_id="wait",
            bucket=BUCKET,
            object=path,
            mode="reschedule",
            poke_interval=60 * 60,
            timeout=5 * 24 * 60 * 60,
            soft_fail=optional,
        )
        load = GCSToBigQueryOperator(
            task_id="load",
            bucket=BUCKET,
            source_objects=[path],
            destination_project_dataset_table=f"{DATASET}.{name}_staging",
            field_delimiter=delimiter,
            skip_leading_rows=1,
            write_disposition="WRITE_TRUNCATE",
        )
        check = BigQueryCheckOperator(
            task_id="check",
            sql=f"SELECT COUNT(*) = COUNT(DISTINCT FORMAT('%t', ({', '.join(keys)}))) FROM {DATASET}.{name}_staging",
            use_legacy_sql=False,
        )
        merge = BigQueryInsertJobOperator(
            task_id="merge",
            configuration={"query": {"query": f"CALL {DATASET}.merge_{name}()", "useLegacySql": False}},
        )
        wait >> load >> check >> merge
    return group
