"""Records in examples.json, beside this file, what the Airflow it runs under makes of the example DAGs of its version.

    AIRFLOW_HOME=... python test/truth/dump_examples.py

Run it once under each of Airflow 1.10.15, 2.11.2 and 3.3.2 (packages: examples/airflow*/requirements.txt), each with an
AIRFLOW_HOME of its own where `airflow db migrate` (1.10: `airflow initdb`) was run. The records of the other versions
stay. An import error, or a warning that a line of an example causes, ends it with an error.
"""

import glob
import json
import os
import sys
import tempfile
import warnings

HERE = os.path.dirname(os.path.abspath(__file__))
OUTPUT = os.path.join(HERE, "examples.json")
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(HERE, "..", "conformance"))

from dump_dagbag import load, meta  # noqa: E402


def dag_files(folder):
    """The DAG files at the top of the folder; its sub-folders hold what they import."""
    return sorted(os.path.basename(path) for path in glob.glob(os.path.join(folder, "*.py")))


def read(folder):
    """The DAGs of the folder, and what went wrong."""
    dags, problems = [], []
    empty = tempfile.mkdtemp()
    for name in dag_files(folder):
        with warnings.catch_warnings(record=True) as heard:
            warnings.simplefilter("always")
            answer = load(folder, name, empty)
        dags += answer["dags"]
        problems += [answer["error"]] if answer["error"] else []
        problems += ["%s:%s %s" % (w.filename, w.lineno, w.message) for w in heard if w.filename.startswith(folder)]
    return dags, problems


def previous():
    if not os.path.exists(OUTPUT):
        return {"version": 1, "meta": {}, "dags": [], "errors": []}
    with open(OUTPUT) as handle:
        return json.load(handle)


def main():
    about = meta()
    prefix = "examples/airflow%s/dags/" % about["airflow"].split(".")[0]
    folder = os.path.join(REPOSITORY, *prefix.rstrip("/").split("/"))
    sys.path.insert(0, folder)
    dags, problems = read(folder)
    if problems:
        sys.exit("\n".join(problems))
    for dag in dags:
        dag["file"] = prefix + dag["file"]
    report = previous()
    report["meta"][prefix] = about
    report["dags"] = [dag for dag in report["dags"] if not dag["file"].startswith(prefix)] + dags
    report["dags"].sort(key=lambda dag: (dag["file"], dag["dag_id"]))
    with open(OUTPUT, "w") as handle:
        json.dump(report, handle, indent=1, sort_keys=True)
        handle.write("\n")


main()
