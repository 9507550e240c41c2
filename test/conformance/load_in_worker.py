"""Loads DAG files with the worker of the builtin engine and writes what came of them as DAG JSON v1.

    python3 load_in_worker.py WORKER CATALOG VERSION ROOT FILES.json OUT.json [IMPORT_ROOT …]

WORKER is the folder that holds the package `daglens_worker`. Each file is loaded in a process of its own. OUT.json is DAG JSON
v1 plus `errors`: what was refused, with the lines of Python's traceback.
"""

import json
import os
import pathlib
import sys
import traceback

from dump_dagbag import schedule_value, task_record

TIMEOUT_SECONDS = 60


def dag_record(file, dag):
    edges = {(task.task_id, below) for task in dag.tasks for below in task.downstream_task_ids}
    return {
        "file": file,
        "dag_id": dag.dag_id,
        "orchestrator": "airflow",
        "schedule": schedule_value(dag.schedule),
        "tasks": sorted((task_record(task) for task in dag.tasks), key=lambda task: task["task_id"]),
        "edges": sorted(list(edge) for edge in edges),
        "groups": sorted(dag.task_group_dict),
    }


def load(settings, root, file):
    from daglens_worker.loading import load, prepare

    path = os.path.join(root, file)
    missing = prepare({"file": path, **settings})
    loaded = load(path, missing)
    loaded.runnable()
    dags = [dag_record(file, one) for _, dag in sorted(loaded.dags.items()) for one in [dag, *dag.subdags]]
    return {"dags": dags, "missing": missing.missing}


def in_fork(settings, root, file):
    """What the file gives, or the traceback, from a child process."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        import signal

        signal.alarm(TIMEOUT_SECONDS)
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, 1)
        os.dup2(null, 2)
        try:
            answer = load(settings, root, file)
        except BaseException:
            answer = {"dags": [], "error": traceback.format_exc()}
        with os.fdopen(write, "w") as out:
            json.dump(answer, out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(pid, 0)
    return json.loads(text) if text else {"dags": [], "error": "the process died"}


def main():
    worker, catalog, version, root, files, out, *import_roots = sys.argv[1:]
    sys.path.insert(0, worker)
    settings = {"catalog": catalog, "version": version, "import_roots": import_roots or [root]}
    result = {"version": 1, "dags": [], "errors": [], "missing": {}}
    for file in json.loads(pathlib.Path(files).read_text()):
        # Airflow, too, does not look at other files.
        if not all(word in pathlib.Path(root, file).read_bytes().lower() for word in (b"dag", b"airflow")):
            continue
        answer = in_fork(settings, root, file)
        result["dags"] += answer["dags"]
        if answer.get("missing"):
            result["missing"][file] = answer["missing"]
        if answer.get("error"):
            result["errors"].append({"file": file, "message": answer["error"]})
    pathlib.Path(out).write_text(json.dumps(result))


if __name__ == "__main__":
    main()
