"""The branch returns a task of the DAG that does not come right after it. Airflow says nothing: it skips everything
after the branch, and `alert` has run before it was chosen.
"""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task

with DAG(dag_id="branch_target_not_downstream", schedule="@daily"):

    @task.branch
    def check_quality(errors: int = 3):
        return "alert" if errors else "publish"

    alert = EmptyOperator(task_id="alert")
    publish = EmptyOperator(task_id="publish")
    archive = EmptyOperator(task_id="archive")

    # `alert` was forgotten here.
    check_quality() >> [publish, archive]
