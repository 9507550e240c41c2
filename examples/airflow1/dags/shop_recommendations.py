"""Shop recommendations: BigQuery -> Cloud Storage -> AI Platform training -> deployed model, once a day.

Written as it was for Airflow 1.10: contrib imports, `dag=` on each operator, `set_upstream`.
"""

from datetime import datetime, timedelta

from airflow import DAG
from airflow.contrib.operators.bigquery_check_operator import BigQueryCheckOperator
from airflow.contrib.operators.bigquery_operator import BigQueryOperator
from airflow.contrib.operators.bigquery_to_gcs import BigQueryToCloudStorageOperator
from airflow.contrib.operators.mlengine_operator import MLEngineTrainingOperator, MLEngineVersionOperator
from airflow.operators.bash_operator import BashOperator

PROJECT = "my-shop"
BUCKET = "gs://my-shop-recommendations"
MODEL = "recommender"

default_args = {
    "owner": "data-science",
    "depends_on_past": False,
    "start_date": datetime(2021, 1, 1),
    "retries": 2,
    "retry_delay": timedelta(minutes=5),
}

dag = DAG(
    "shop_recommendations",
    default_args=default_args,
    description="Train on the clicks of the last 30 days and deploy",
    schedule_interval="0 3 * * *",
    catchup=False,
    max_active_runs=1,
)

check_clicks = BigQueryCheckOperator(
    task_id="check_clicks",
    sql="SELECT COUNT(*) FROM `my-shop.web.clicks` WHERE day = '{{ macros.ds_add(ds, -1) }}'",
    use_legacy_sql=False,
    dag=dag,
)

# One row for each visitor and product of the last 30 days.
collect_clicks = BigQueryOperator(
    task_id="collect_clicks",
    sql="""
        SELECT visitor_id, product_id, SUM(seconds) AS seconds_on_page
        FROM `my-shop.web.clicks`
        WHERE day BETWEEN '{{ macros.ds_add(ds, -30) }}' AND '{{ macros.ds_add(ds, -1) }}'
        GROUP BY visitor_id, product_id
    """,
    destination_dataset_table="my-shop.training.clicks_{{ ds_nodash }}",
    write_disposition="WRITE_TRUNCATE",
    use_legacy_sql=False,
    dag=dag,
)

export_clicks = BigQueryToCloudStorageOperator(
    task_id="export_clicks",
    source_project_dataset_table="my-shop.training.clicks_{{ ds_nodash }}",
    destination_cloud_storage_uris=[BUCKET + "/clicks/{{ ds }}/*.csv"],
    export_format="CSV",
    dag=dag,
)

train_model = MLEngineTrainingOperator(
    task_id="train_model",
    project_id=PROJECT,
    job_id="recommender_{{ ts_nodash }}",
    package_uris=[BUCKET + "/code/trainer.tar.gz"],
    training_python_module="trainer.task",
    training_args=["--clicks", BUCKET + "/clicks/{{ ds }}/", "--model-dir", BUCKET + "/models/{{ ds }}/"],
    region="europe-west1",
    scale_tier="BASIC_GPU",
    runtime_version="2.3",
    python_version="3.7",
    dag=dag,
)

deploy_model = MLEngineVersionOperator(
    task_id="deploy_model",
    project_id=PROJECT,
    model_name=MODEL,
    version_name="v{{ ds_nodash }}",
    version={"name": "v{{ ds_nodash }}", "deploymentUri": BUCKET + "/models/{{ ds }}/"},
    operation="create",
    dag=dag,
)

deploy_website = BashOperator(
    task_id="deploy_website",
    bash_command="gcloud app deploy /opt/shop/app.yaml --project {{ params.project }} --version {{ ds_nodash }}",
    params={"project": PROJECT},
    dag=dag,
)

drop_old_clicks = BashOperator(
    task_id="drop_old_clicks",
    bash_command="bq rm -f -t my-shop:training.clicks_{{ macros.ds_add(ds, -7).replace('-', '') }}",
    trigger_rule="all_done",
    dag=dag,
)

collect_clicks.set_upstream(check_clicks)
export_clicks.set_upstream(collect_clicks)
train_model.set_upstream(export_clicks)
deploy_model.set_upstream(train_model)
deploy_website.set_upstream(deploy_model)
drop_old_clicks.set_upstream([export_clicks, train_model])
