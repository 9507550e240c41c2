"""DataOps and MLOps: Airbyte loads, Great Expectations checks, dbt transforms through Bash, then a model is trained.

Everything the tasks have in common stands in `default_args`; each phase is a task group.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow import DAG
from airflow.decorators import task
from airflow.operators.bash import BashOperator
from airflow.operators.empty import EmptyOperator
from airflow.operators.python import PythonOperator, ShortCircuitOperator
from airflow.providers.airbyte.operators.airbyte import AirbyteTriggerSyncOperator
from airflow.utils.edgemodifier import Label
from airflow.utils.task_group import TaskGroup
from great_expectations_provider.operators.validate_checkpoint import GXValidateCheckpointOperator

AIRBYTE_CONNECTIONS = {
    "crm": "5f9b7c1e-8a53-4c0e-9a0e-1c9a52d4f101",
    "billing": "5f9b7c1e-8a53-4c0e-9a0e-1c9a52d4f102",
    "support": "5f9b7c1e-8a53-4c0e-9a0e-1c9a52d4f103",
}
DBT = "cd /opt/dbt/churn && dbt"


def tell_on_call(context):
    print(f"{context['task_instance'].task_id} failed")


def checkpoint(name: str):
    """A callable that gives Great Expectations the checkpoint of that name."""
    return lambda gx_context: gx_context.checkpoints.get(name)


def train_model(ds: str) -> float:
    print(f"training on the features of {ds}")
    return 0.87


def good_enough(ti) -> bool:
    return ti.xcom_pull(task_ids="mlops.train") >= 0.8


default_args = {
    "owner": "ml-platform",
    "start_date": datetime(2024, 1, 1),
    "retries": 3,
    "retry_delay": timedelta(minutes=2),
    "execution_timeout": timedelta(hours=1),
    "on_failure_callback": tell_on_call,
}

with DAG(
    dag_id="churn_dataops",
    default_args=default_args,
    schedule="@daily",
    catchup=False,
    max_active_runs=1,
    tags=["dataops", "mlops"],
) as dag:
    start = EmptyOperator(task_id="start")

    with TaskGroup("ingest", default_args={"retries": 5}) as ingest:
        for source, connection_id in AIRBYTE_CONNECTIONS.items():
            AirbyteTriggerSyncOperator(
                task_id=f"sync_{source}", airbyte_conn_id="airbyte", connection_id=connection_id, timeout=3600
            )

    with TaskGroup("quality") as quality:
        for source in AIRBYTE_CONNECTIONS:
            GXValidateCheckpointOperator(
                task_id=f"validate_{source}", configure_checkpoint=checkpoint(f"raw_{source}")
            )

    with TaskGroup("transform") as transform:
        deps = BashOperator(task_id="dbt_deps", bash_command=f"{DBT} deps")
        layers = [
            BashOperator(task_id=f"dbt_run_{layer}", bash_command=f"{DBT} run --select {layer}")
            for layer in ("staging", "intermediate", "features")
        ]
        test = BashOperator(task_id="dbt_test", bash_command=f"{DBT} test")

        previous = deps
        for layer in layers:
            previous >> layer
            previous = layer
        previous >> test

    with TaskGroup("mlops") as mlops:
        train = PythonOperator(
            task_id="train", python_callable=train_model, execution_timeout=timedelta(hours=4), retries=0
        )
        # A poor model stops the release but not the report.
        gate = ShortCircuitOperator(
            task_id="good_enough", python_callable=good_enough, ignore_downstream_trigger_rules=False
        )

        with TaskGroup("release") as release:
            register = BashOperator(task_id="register", bash_command="mlflow-register churn {{ ds }}")
            deploy = BashOperator(
                task_id="deploy", bash_command="kubectl rollout restart deployment/churn-api"
            )
            register >> deploy

        train >> gate >> Label("score of 0.8 or better") >> release

    @task(trigger_rule="none_failed")
    def report(score):
        print(f"the model of today scored {score}")

    start >> ingest >> quality >> transform >> mlops
    [gate, release] >> report(train.output)
