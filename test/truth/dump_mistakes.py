"""Records in mistakes.json, beside this file, what the Airflow it runs under says to each file of examples/mistakes.

    AIRFLOW_HOME=... python test/truth/dump_mistakes.py

Run it under Airflow 3.3.2 (examples/mistakes/*.py) and under 2.11.2 (examples/mistakes/airflow2/*.py); the records of
the other version stay. `message` is the last line of the import error, or null where Airflow loads the file.
"""

import glob
import json
import os
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
OUTPUT = os.path.join(HERE, "mistakes.json")
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "..", "conformance"))

from dump_dagbag import load, meta  # noqa: E402

# What was seen when the DAGs that load were serialized (`airflow dags reserialize`) and run (`dag.test()`) in 3.3.2.
AT_RUN = {
    "examples/mistakes/branch-target-not-downstream.py": "The run succeeds: alert success, publish and archive skipped.",
    "examples/mistakes/cron-never-fires.py": "The DAG has no next run (next_dagrun is null).",
    "examples/mistakes/duplicate-dag-id.py": "One DAG is kept; which one differs between loads of the unchanged file.",
    "examples/mistakes/unknown-branch-target.py": (
        "AirflowException: 'branch_task_ids' must contain only valid task_ids. Invalid tasks found: {'load_full'}."
    ),
}


def record(path, version):
    folder, name = os.path.split(os.path.join(REPOSITORY, path))
    error = load(folder, name, tempfile.mkdtemp())["error"]
    return {
        "file": path,
        "version": version,
        "imports": error is None,
        "message": error.strip().splitlines()[-1] if error else None,
        "at_run": AT_RUN.get(path),
    }


def main():
    version = meta()["airflow"]
    folder = "examples/mistakes/airflow2" if version.startswith("2.") else "examples/mistakes"
    names = sorted(os.path.basename(path) for path in glob.glob(os.path.join(REPOSITORY, folder, "*.py")))
    records = [record("%s/%s" % (folder, name), version) for name in names]
    if os.path.exists(OUTPUT):
        with open(OUTPUT) as handle:
            records += [old for old in json.load(handle) if old["version"] != version]
    with open(OUTPUT, "w") as handle:
        json.dump(sorted(records, key=lambda one: one["file"]), handle, indent=1)
        handle.write("\n")


main()
