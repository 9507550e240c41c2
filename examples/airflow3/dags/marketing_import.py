"""Monthly marketing import: the eight CSV files of marketing/sources.json into BigQuery, grouped by team.

Each table is an asset; `marketing_report` runs once all eight have been written.
"""

from __future__ import annotations

import json
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pendulum
from airflow.providers.google.cloud.operators.bigquery import BigQueryInsertJobOperator
from airflow.providers.google.cloud.sensors.gcs import GCSObjectExistenceSensor
from airflow.providers.google.cloud.transfers.gcs_to_bigquery import GCSToBigQueryOperator
from airflow.providers.standard.operators.latest_only import LatestOnlyOperator
from airflow.sdk import DAG, Asset, TaskGroup, TriggerRule, chain

config = json.loads((Path(__file__).parent / "marketing" / "sources.json").read_text())
dataset = f"{config['project']}/{config['dataset']}"
tables = {file["name"]: Asset(f"bigquery://{dataset}/{file['table']}") for file in config["files"]}

with DAG(
    dag_id="marketing_import",
    schedule="0 6 2 * *",
    start_date=pendulum.datetime(2025, 1, 1, tz="Europe/Berlin"),
    default_args={"owner": "marketing", "retries": 2},
    tags=["marketing"],
):
    latest_only = LatestOnlyOperator(task_id="latest_only")

    for team, files in groupby(config["files"], key=itemgetter("team")):
        with TaskGroup(team) as group:
            for file in files:
                name, path = file["name"], f"{{{{ ds }}}}/{file['name']}.csv"
                wait = GCSObjectExistenceSensor(
                    task_id=f"wait_for_{name}",
                    bucket=config["bucket"],
                    object=path,
                    deferrable=True,
                    soft_fail=file.get("optional", False),
                )
                load = GCSToBigQueryOperator(
                    task_id=f"load_{name}",
                    bucket=config["bucket"],
                    source_objects=[path],
                    destination_project_dataset_table=f"{config['dataset']}.{file['table']}",
                    field_delimiter=file.get("delimiter", ","),
                    write_disposition="WRITE_TRUNCATE",
                    outlets=[tables[name]],
                )
                wait >> load
        latest_only >> group

with DAG(dag_id="marketing_report", schedule=list(tables.values()), tags=["marketing"]):
    steps = [
        BigQueryInsertJobOperator(
            task_id=step,
            configuration={"query": {"query": f"CALL {config['dataset']}.{step}()", "useLegacySql": False}},
        )
        for step in ("match_campaigns", "compute_costs", "build_report")
    ]
    clean_up = BigQueryInsertJobOperator(
        task_id="clean_up",
        configuration={"query": {"query": f"CALL {config['dataset']}.drop_old()", "useLegacySql": False}},
        trigger_rule=TriggerRule.ALL_DONE,
    )
    chain(*steps, clean_up)
