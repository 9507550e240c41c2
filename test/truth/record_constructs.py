"""Records what real Airflow makes of every project under test/fixtures/constructs.

    python test/truth/record_constructs.py [CASE ...]     (with an Airflow installed; rewrites its own version's answers)

A case is a folder with `dags/` and perhaps `plugins/`. Airflow and DagLens are both told the Variables of `variables.json`,
the connections of `connections.json` and the environment of `project.env`; what `hidden.json` holds as {"variables": …,
"connections": …, "env": …}, and the packages in `site-packages`, only Airflow knows. The answers go to test/truth/constructs.json:
case -> Airflow version -> {"dags": DAG JSON v1, "errors": {file: last line of the import error}}.
"""

import json
import logging
import os
import pathlib
import pickle
import sys
import tempfile
import warnings

sys.dont_write_bytecode = True
HERE = pathlib.Path(__file__).resolve().parent
CASES = HERE.parent / "fixtures" / "constructs"
ANSWERS = HERE / "constructs.json"
sys.path.insert(0, str(HERE.parent / "conformance"))
os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp())
os.environ.setdefault("AIRFLOW__CORE__LOAD_EXAMPLES", "False")

import airflow  # noqa: E402
from airflow import settings  # noqa: E402
from dump_dagbag import dag_record, empty_dag_bag  # noqa: E402


def read_json(path):
    return json.loads(path.read_text()) if path.exists() else {}


def surroundings(case):
    """Environment variables of a case, Variables and Connections as Airflow reads them from there."""
    hidden = read_json(case / "hidden.json")
    env = dict(hidden.get("env", {}))
    if (case / "project.env").exists():
        env.update(line.split("=", 1) for line in (case / "project.env").read_text().splitlines() if "=" in line)
    for key, value in {**read_json(case / "variables.json"), **hidden.get("variables", {})}.items():
        env["AIRFLOW_VAR_" + key.upper()] = value if isinstance(value, str) else json.dumps(value)
    for key, value in {**read_json(case / "connections.json"), **hidden.get("connections", {})}.items():
        env["AIRFLOW_CONN_" + key.upper()] = value
    return env


def load(case):
    """What the DagBag says of the DAG files of a case."""
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    dags, plugins = case / "dags", case / "plugins"
    os.environ.update(surroundings(case), AIRFLOW__CORE__DAGS_FOLDER=str(dags), AIRFLOW__CORE__PLUGINS_FOLDER=str(plugins))
    settings.DAGS_FOLDER, settings.PLUGINS_FOLDER = str(dags), str(plugins)
    sys.path += [str(dags), str(plugins), str(case), str(case / "site-packages")]
    bag = empty_dag_bag(tempfile.mkdtemp())
    for file in sorted(dags.rglob("*.py")):
        bag.process_file(str(file), only_if_updated=False)
    errors = {
        os.path.relpath(file, case): str(error).strip().splitlines()[-1] for file, error in bag.import_errors.items()
    }
    found = [dag_record(os.path.relpath(bag.dags[key].fileloc, case), bag.dags[key]) for key in sorted(bag.dags)]
    return {"dags": found, "errors": errors}


def in_child(case):
    """Loads a case in a process of its own, so that cases see nothing of each other."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(load(case), pipe)
            pipe.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(data)


def main(names):
    answers = json.loads(ANSWERS.read_text()) if ANSWERS.exists() else {}
    for case in sorted(CASES.iterdir()):
        if names and case.name not in names:
            continue
        answers.setdefault(case.name, {})[airflow.__version__] = in_child(case)
    lines = []
    for name in sorted(answers):
        if (CASES / name).is_dir():
            versions = ",\n".join(f"  {json.dumps(v)}: {json.dumps(a, sort_keys=True)}" for v, a in sorted(answers[name].items()))
            lines.append(f"{json.dumps(name)}: {{\n{versions}\n}}")
    ANSWERS.write_text("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
