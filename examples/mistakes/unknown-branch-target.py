"""The branch may return an id that no task has. Airflow loads the DAG; on the first run that takes this way, `choose`
fails.
"""

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, task

with DAG(dag_id="unknown_branch_target", schedule="@daily"):

    @task.branch
    def choose(logical_date=None):
        if logical_date.day == 1:
            # The task is called full_load.
            return "load_full"
        return "incremental_load"

    choose() >> [EmptyOperator(task_id="full_load"), EmptyOperator(task_id="incremental_load")]
