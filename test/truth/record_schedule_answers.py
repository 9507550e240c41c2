"""Records when small DAGs run, as the real scheduler reckons it from their serialized form at a frozen moment.

    python test/truth/record_schedule_answers.py test/truth/schedule_answers.json   # once with apache-airflow-core==3.3.2,
                                                                                    # once with apache-airflow==2.11.2
time-machine has to be installed beside it. Rows of other versions in the file are kept. A row: the text of the file, the
moment, the DAG's time zone, its timetable, how many runs are due at once if it has had none (counted up to 200), and the
next 4 runs after the moment as [interval start, interval end, run after], in seconds since 1970; `error` where it raises.
"""

import json
import os
import sys
import tempfile

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp())
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"

import pendulum
import time_machine
from airflow import __version__

try:
    from airflow.serialization.definitions.dag import SerializedDAG
    from airflow.serialization.serialized_objects import DagSerialization
except ImportError:
    from airflow.serialization.serialized_objects import SerializedDAG
    DagSerialization = None

IS_3 = not __version__.startswith("2.")
MOST_DUE = 200
HEAD = """from datetime import datetime, timedelta
import pendulum
from dateutil.relativedelta import relativedelta
from airflow import DAG
"""
TASKS = """
with dag:
    Empty(task_id="a", start_date=datetime(2026, 2, 1))
    Empty(task_id="b", start_date=datetime(2025, 12, 20, 12))
"""
EMPTY = (
    "from airflow.providers.standard.operators.empty import EmptyOperator as Empty\n"
    if IS_3
    else "from airflow.operators.empty import EmptyOperator as Empty\n"
)
START = "start_date=datetime(2025, 12, 1)"
PARIS = 'start_date=datetime(2025, 12, 1, tzinfo=pendulum.timezone("Europe/Paris"))'
ARGUMENTS = [
    f'schedule="@daily", {START}, catchup=False',
    f'schedule="@daily", {START}, catchup=True',
    f'schedule="@daily", {START}',
    f'schedule="30 2 * * *", {PARIS}, catchup=False',
    f'schedule="30 2 * * *", {PARIS}, catchup=True',
    f'schedule="0 */6 * * *", {PARIS}',
    f'schedule="0 * * * *", {PARIS}, catchup=False',
    f'schedule="0 6 * * 1-5", {PARIS}, end_date=datetime(2026, 1, 5, tzinfo=pendulum.timezone("Europe/Paris"))',
    'schedule="@weekly", start_date=datetime(2026, 5, 1), catchup=True',
    'schedule="@weekly", start_date=datetime(2026, 5, 1), catchup=False',
    f'schedule="@daily", {START}, end_date=datetime(2025, 12, 10), catchup=True',
    f'schedule="@daily", {START}, end_date=datetime(2025, 12, 10), catchup=False',
    f'schedule=timedelta(hours=5), {START}, catchup=True',
    f'schedule=timedelta(hours=5), {START}, catchup=False',
    'schedule=timedelta(days=2), start_date=datetime(2026, 2, 1, 3), catchup=True',
    'schedule=timedelta(days=2), start_date=datetime(2026, 2, 1, 3), catchup=False',
    'schedule=relativedelta(months=1), start_date=datetime(2025, 8, 31), catchup=True',
    'schedule=relativedelta(days=3), start_date=datetime(2025, 12, 25, 7), catchup=True',
    f'schedule="@once", {START}',
    'schedule="@once", start_date=datetime(2026, 2, 1)',
    f'schedule="@continuous", max_active_runs=1, {START}',
    f"schedule=None, {START}",
    'schedule="@daily", catchup=False',
    'schedule="@daily", catchup=True',
    'schedule=timedelta(days=1), catchup=False',
    'schedule=timedelta(days=1), catchup=True',
    'schedule="@once"',
    START,
]
NOWS = ["2026-01-01T00:00:00Z", "2026-03-28T17:21:03Z", "2026-10-24T23:30:00Z"]


def texts():
    yield from (f'{HEAD}dag = DAG("d", {arguments})\n' for arguments in ARGUMENTS)
    for catchup in (True, False):
        yield f'{HEAD}{EMPTY}dag = DAG("d", schedule="@daily", catchup={catchup})\n{TASKS}'
        in_default_args = 'default_args={"start_date": datetime(2025, 12, 28)}'
        yield f'{HEAD}{EMPTY}dag = DAG("d", schedule="@daily", {in_default_args}, catchup={catchup})\nEmpty(task_id="a", dag=dag)\n'


def serialized(dag):
    if DagSerialization is not None:
        return DagSerialization.from_dict(DagSerialization.to_dict(dag))
    return SerializedDAG.from_dict(SerializedDAG.to_dict(dag))


def following(dag, last):
    if IS_3:
        return dag.next_dagrun_info(last_automated_run_info=last)
    return dag.next_dagrun_info(last and last.data_interval)


def record(text, now):
    scope = {}
    try:
        exec(text, scope)
        dag = serialized(scope["dag"])
        due, runs, last = 0, [], None
        while len(runs) < 4 and due < MOST_DUE:
            run = following(dag, last)
            if run is None:
                break
            if run.run_after <= now:
                due += 1
            else:
                runs.append([int(at.timestamp()) for at in (run.data_interval.start, run.data_interval.end, run.run_after)])
            if type(dag.timetable).__name__ == "ContinuousTimetable":
                break
            last = run
        return {"zone": dag.timezone.name, "timetable": type(dag.timetable).__name__, "due": due, "runs": runs}
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}


def main(path):
    rows = []
    if os.path.exists(path):
        with open(path) as file:
            rows = [row for row in json.load(file)["rows"] if row["airflow"] != __version__]
    for text in texts():
        for moment in NOWS:
            now = pendulum.parse(moment)
            with time_machine.travel(now, tick=False):
                rows.append({"airflow": __version__, "text": text, "now": moment, **record(text, now)})
    with open(path, "w") as file:
        note = "When small DAGs run, as the real scheduler reckons it; recorded by record_schedule_answers.py."
        lines = ",\n".join(json.dumps(row) for row in rows)
        file.write(f'{{"note": {json.dumps(note)}, "rows": [\n{lines}\n]}}\n')


main(sys.argv[1])
