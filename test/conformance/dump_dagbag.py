"""Loads DAG files with the real DagBag of the Airflow it runs under and writes what came of them as DAG JSON v1.

    python dump_dagbag.py ROOT FILES.json OUT.json

FILES.json is a list of paths relative to ROOT. Works under Airflow 1.10, 2 and 3 (Python 3.6 and later). OUT.json is
DAG JSON v1 plus `files`: every file tried -> the number of its DAGs, or its import error. Files are handled by a worker
process each in its turn; a worker that hangs or dies costs only the file in its hands.
"""

import json
import logging
import multiprocessing
import os
import sys
import tempfile
import traceback
import warnings

FILE_TIMEOUT_SECONDS = 180


def asset_names(condition):
    """The assets of a schedule expression, aliases by their name; the shape differs between 2.4, 2.9 and 3."""
    if isinstance(condition, (list, tuple, set, frozenset)):
        return {name for part in condition for name in asset_names(part)}
    if "Alias" in type(condition).__name__ and getattr(condition, "name", None):
        return {condition.name}
    if hasattr(condition, "objects"):  # AssetAll, AssetAny and the Dataset classes before them
        return {name for part in condition.objects for name in asset_names(part)}
    for attribute in ("uri", "name"):
        if getattr(condition, attribute, None):
            return {getattr(condition, attribute)}
    return {str(condition)}


def is_asset_like(value):
    return any(c.__name__ in ("BaseAsset", "BaseAssetOrDatasetSelect", "Dataset", "BaseDataset") for c in type(value).__mro__)


def schedule_value(value):
    """One schedule argument as DAG JSON v1 says it."""
    if value is None or isinstance(value, str):
        return value
    if hasattr(value, "total_seconds"):
        seconds = value.total_seconds()
        return {"timedelta_seconds": int(seconds) if seconds == int(seconds) else seconds}
    if type(value).__name__ == "relativedelta":
        return {"relativedelta": {key: part for key, part in vars(value).items() if part and not key.startswith("_")}}
    if isinstance(value, (list, tuple, set, frozenset)) or is_asset_like(value):
        return {"assets": sorted(asset_names(value))}
    return {"timetable": type(value).__name__}


def schedule2(dag):
    """Airflow 1.10 and 2: `schedule_interval`, unless a timetable object or datasets say otherwise."""
    timetable = getattr(dag, "timetable", None)
    if type(timetable).__name__ == "DatasetTriggeredTimetable":
        condition = getattr(dag, "dataset_triggers", None) or getattr(timetable, "dataset_condition", None)
        return {"assets": sorted(asset_names(condition))}
    interval = dag.schedule_interval
    if timetable is not None:
        from airflow.models.dag import create_timetable

        try:
            implied = type(create_timetable(interval, dag.timezone))
        except Exception:
            implied = None
        if implied is not type(timetable):
            return {"timetable": type(timetable).__name__}
    return schedule_value(interval)


def task_record(task):
    rule = task.trigger_rule
    return {
        "task_id": task.task_id,
        "operator": task.task_type,
        "trigger_rule": str(getattr(rule, "value", rule)),
        "mapped": any(c.__name__ == "MappedOperator" for c in type(task).__mro__),
        "setup": bool(getattr(task, "is_setup", False)),
        "teardown": bool(getattr(task, "is_teardown", False)),
    }


def dag_record(file, dag):
    groups = []
    if getattr(dag, "task_group", None) is not None:
        groups = sorted(group for group in dag.task_group.get_task_group_dict() if group)
    edges = {(task.task_id, below) for task in dag.tasks for below in task.downstream_task_ids}
    return {
        "file": file,
        "dag_id": dag.dag_id,
        "orchestrator": "airflow",
        "schedule": schedule_value(dag.schedule) if hasattr(dag, "schedule") else schedule2(dag),
        "tasks": sorted((task_record(task) for task in dag.tasks), key=lambda task: task["task_id"]),
        "edges": sorted(list(edge) for edge in edges),
        "groups": groups,
    }


def empty_dag_bag(folder):
    """A DagBag that has loaded nothing yet."""
    try:
        from airflow.dag_processing.dagbag import DagBag
    except ImportError:
        from airflow.models.dagbag import DagBag

        return DagBag(dag_folder=folder, include_examples=False)
    return DagBag(dag_folder=folder)


def load(root, file, empty):
    """What the DagBag makes of one file: its DAGs and its import error, if any."""
    bag = empty_dag_bag(empty)
    bag.process_file(os.path.join(root, file), only_if_updated=False)
    errors = [str(error) for error in bag.import_errors.values()]
    dags = [dag_record(file, bag.dags[key]) for key in sorted(bag.dags)]
    return {"dags": dags, "error": errors[0] if errors else None}


def work(root, connection):
    """The worker: takes file names, answers what the DagBag said."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    sys.path.insert(0, root)
    empty = tempfile.mkdtemp()
    while True:
        file = connection.recv()
        if file is None:
            return
        try:
            answer = load(root, file, empty)
        except BaseException:
            answer = {"dags": [], "error": traceback.format_exc()}
        connection.send(answer)


class Worker:
    def __init__(self, root):
        self.connection, other = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=work, args=(root, other))
        self.process.start()
        other.close()

    def ask(self, file):
        """The answer, or None when the worker hung or died."""
        try:
            self.connection.send(file)
            return self.connection.recv() if self.connection.poll(FILE_TIMEOUT_SECONDS) else None
        except (EOFError, OSError):
            return None

    def stop(self):
        self.process.terminate()
        self.process.join()


def main(root, files, out):
    with open(files) as handle:
        names = json.load(handle)
    report = {"version": 1, "meta": meta(), "dags": [], "errors": [], "files": {}}
    worker = Worker(root)
    for name in names:
        answer = worker.ask(name)
        if answer is None:
            worker.stop()
            worker = Worker(root)
            answer = {"dags": [], "error": "The worker loading this file hung or died."}
        report["dags"].extend(answer["dags"])
        report["files"][name] = answer["error"] or len(answer["dags"])
        if answer["error"]:
            report["errors"].append({"file": name, "message": answer["error"]})
    worker.stop()
    with open(out, "w") as handle:
        json.dump(report, handle, indent=1)


def meta():
    import airflow

    return {"airflow": airflow.__version__, "python": sys.version.split()[0]}


if __name__ == "__main__":
    main(*sys.argv[1:4])
