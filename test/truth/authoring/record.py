"""Asks real Airflow (2.11 or 3.x, a migrated AIRFLOW_HOME) what it makes of the cases:  python record.py OUT.json"""

import json
import os
import re
import sys
import tempfile
import warnings

from cases import CASES, source

warnings.simplefilter("ignore")


def facts_of_task(task):
    rule = task.trigger_rule
    group = task.task_group.group_id if task.task_group is not None else None
    kind = "teardown" if task.is_teardown else "setup" if task.is_setup else "work"
    return {
        "id": task.task_id,
        "rule": str(getattr(rule, "value", rule)),
        "kind": kind,
        "mapped": type(task).__name__.endswith("MappedOperator"),
        "group": group,
        "upstream": sorted(task.upstream_task_ids),
        "retries": task.retries,
    }


def facts_of_dag(dag):
    return {
        "dag_id": dag.dag_id,
        "tasks": [facts_of_task(task) for task in sorted(dag.tasks, key=lambda task: task.task_id)],
        "groups": sorted(group for group in dag.task_group.get_task_group_dict() if group),
        "params": sorted(dag.params),
    }


def error_line(text):
    """The last line that names an exception: messages may have several lines."""
    lines = [line for line in text.splitlines() if re.match(r"[A-Za-z_][\w.]*(: |$)", line)]
    return re.sub(r"(/\S+/)site-packages", "site-packages", lines[-1])


def ask(name, line, folder):
    try:
        from airflow.dag_processing.dagbag import DagBag
    except ImportError:
        from airflow.models.dagbag import DagBag
    file = os.path.join(folder, f"{name}.py")
    with open(file, "w") as out:
        out.write(source(name, line))
    bag = DagBag(dag_folder=os.devnull, include_examples=False) if line == "2" else DagBag(dag_folder=os.devnull)
    try:
        bag.process_file(file, only_if_updated=False)
    except SystemExit as leaving:  # 2.x lets it through
        return {"dags": [], "error": f"SystemExit: {leaving}"}
    answer = {"dags": [facts_of_dag(dag) for _, dag in sorted(bag.dags.items())]}
    if bag.import_errors:
        answer["error"] = error_line(str(list(bag.import_errors.values())[0]))
    return answer


def main(out):
    import airflow

    line = airflow.__version__.split(".")[0]
    with tempfile.TemporaryDirectory() as folder:
        answers = {name: ask(name, line, folder) for name in CASES}
    with open(out, "w") as file:
        json.dump({"airflow": airflow.__version__, "answers": answers}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main(sys.argv[1])
