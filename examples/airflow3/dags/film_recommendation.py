"""Film recommendation with assets: no clock starts the training, the data does.

Two assets are refreshed on their own schedules; the training runs when both have changed, the publishing when the
model has, or when an editor corrected the list of blocked films.
"""

from __future__ import annotations

from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG, Asset, Label, TaskGroup, asset, task

BUCKET = "s3://films"

model = Asset(name="film_model", uri=f"{BUCKET}/model/latest.pkl")
blocked_films = Asset(name="blocked_films", uri=f"{BUCKET}/blocked.csv")


@asset(uri=f"{BUCKET}/ratings.parquet", schedule="@hourly")
def film_ratings():
    """The ratings of the viewers, new every hour."""
    print("reading the ratings")


@asset(uri=f"{BUCKET}/catalog.parquet", schedule="0 4 * * 1")
def film_catalog():
    """All films that may be shown, new every Monday."""
    print("reading the catalog")


with DAG(dag_id="film_training", schedule=(film_ratings & film_catalog), tags=["films"]):

    @task
    def build_features() -> dict[str, str]:
        return {kind: f"{BUCKET}/features/{kind}" for kind in ("viewers", "films")}

    @task
    def train(features: dict[str, str], factors: int) -> dict:
        return {"factors": factors, "error": 1 / factors}

    @task
    def choose_best(candidates: list[dict]) -> dict:
        return min(candidates, key=lambda candidate: candidate["error"])

    @task(outlets=[model])
    def save(best: dict) -> None:
        print(f"saving the model with {best['factors']} factors")

    features = build_features()
    candidates = train.partial(features=features).expand(factors=[16, 32, 64, 128])
    save(choose_best(candidates))


with DAG(dag_id="film_publishing", schedule=(model | blocked_films), tags=["films"]):

    @task.branch
    def compare_with_live(triggering_asset_events=None) -> str:
        # Blocked films must go at once; a new model is first shown to a few viewers.
        return "canary.deploy" if model in triggering_asset_events else "publish"

    with TaskGroup("canary") as canary:
        deploy = BashOperator(task_id="deploy", bash_command="films deploy --share 5")
        watch = BashOperator(task_id="watch", bash_command="films watch --hours 1")
        deploy >> watch

    publish = BashOperator(
        task_id="publish", bash_command="films deploy --share 100", trigger_rule="none_failed_min_one_success"
    )

    compared = compare_with_live()
    compared >> Label("new model") >> canary >> publish
    compared >> Label("blocked films") >> publish
