"""Records in validation.json what real Airflow says to each file of validation_cases.txt.

    python test/truth/record_validation.py 3.3.2=PYTHON 2.11.2=PYTHON

Each PYTHON is the interpreter of an environment with that apache-airflow in it (3.x: with the standard provider too).
A case is a body; the imports it needs, as the version wants them, are put on top. `=> rule` names the rule that must
find it in the versions that refuse it, `=> rule in 2` in that major version only, and `=> rule when accepted` what Airflow
loads although it is deprecated or goes wrong; several stand behind `; `. `--rules` in place of the interpreters writes the
rules into the record again.
"""

import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
COMMON = {
    "datetime": "datetime", "timedelta": "datetime", "timezone": "datetime", "pendulum": "",
}
V3 = COMMON | {
    **{name: "airflow.sdk" for name in [
        "DAG", "TaskGroup", "Label", "chain", "chain_linear", "cross_downstream", "task", "task_group", "setup", "teardown",
        "dag", "Param", "Asset", "BaseOperator", "TriggerRule",
    ]},
    "EmptyOperator": "airflow.providers.standard.operators.empty",
    "BashOperator": "airflow.providers.standard.operators.bash",
    "PythonOperator": "airflow.providers.standard.operators.python",
    "BranchPythonOperator": "airflow.providers.standard.operators.python",
    "ExternalTaskSensor": "airflow.providers.standard.sensors.external_task",
    "CronTriggerTimetable": "airflow.timetables.trigger",
    "CronDataIntervalTimetable": "airflow.timetables.interval",
}
V2 = COMMON | {
    "DAG": "airflow", "TaskGroup": "airflow.utils.task_group", "Label": "airflow.utils.edgemodifier",
    "chain": "airflow.models.baseoperator", "chain_linear": "airflow.models.baseoperator",
    "cross_downstream": "airflow.models.baseoperator", "BaseOperator": "airflow.models.baseoperator",
    "task": "airflow.decorators", "task_group": "airflow.decorators", "setup": "airflow.decorators",
    "teardown": "airflow.decorators", "dag": "airflow.decorators", "Param": "airflow.models.param",
    "Asset": "airflow.datasets", "TriggerRule": "airflow.utils.trigger_rule",
    "EmptyOperator": "airflow.operators.empty", "BashOperator": "airflow.operators.bash",
    "PythonOperator": "airflow.operators.python", "BranchPythonOperator": "airflow.operators.python",
    "ExternalTaskSensor": "airflow.sensors.external_task", "CronTriggerTimetable": "airflow.timetables.trigger",
    "CronDataIntervalTimetable": "airflow.timetables.interval",
}


def cases():
    """The cases: number, title, rule (or None), body."""
    with open(os.path.join(HERE, "validation_cases.txt"), encoding="utf-8") as file:
        pieces = re.split(r"^#- ", file.read(), flags=re.M)[1:]
    for piece in pieces:
        title, body = piece.split("\n", 1)
        number, rest = title.split(" ", 1)
        case, _, rule = rest.partition(" => ")
        body = re.sub(r"\bE\(", "EmptyOperator(", body)
        body = re.sub(r"\bS\b", "datetime(2024, 1, 1, tzinfo=timezone.utc)", body)
        yield int(number), case, rule or None, body


def whole_file(body, homes):
    """The body with the imports it needs on top."""
    wanted = {}
    code = re.sub(r"(\"[^\"\n]*\"|'[^'\n]*')", "''", body)
    for name, module in homes.items():
        if not re.search(rf"(?<![\w.]){name}\b(?!=)", code) or re.search(rf"^(def|class) {name}\b", code, flags=re.M):
            continue
        if module:
            wanted.setdefault(module, []).append("Dataset as Asset" if module == "airflow.datasets" else name)
        else:
            wanted[f"import {name}"] = None
    if not any(module.startswith("airflow") for module in wanted):
        wanted = {"airflow": ["DAG"]} | wanted
    lines = [module if names is None else f"from {module} import {', '.join(names)}" for module, names in wanted.items()]
    return "\n".join(lines) + "\n\n" + body


def rule_for(rules, version, stage):
    """The rule that must find the case in this version, or None."""
    for rule in (rules or "").split("; "):
        name, _, condition = rule.partition(" ")
        accepted = condition.startswith("when accepted")
        condition = condition.removeprefix("when accepted").strip()
        if name and accepted == (stage == "none") and condition in ("", f"in {version[0]}"):
            return name
    return None


def airflow_parts():
    """Runs in the environment of one Airflow: its DagBag, its serializer and its register of DAGs."""
    try:
        from airflow.dag_processing.dagbag import DagBag
        from airflow.sdk.definitions._internal.contextmanager import DagContext
    except ImportError:
        from airflow.models.dagbag import DagBag
        from airflow.models.dag import DagContext
    try:
        from airflow.serialization.serialized_objects import DagSerialization as Serialized
    except ImportError:
        from airflow.serialization.serialized_objects import SerializedDAG as Serialized
    return DagBag, Serialized, DagContext


def judge(path):
    """How far the file gets, and what is said."""
    import importlib.util

    DagBag, Serialized, DagContext = airflow_parts()
    spec = importlib.util.spec_from_file_location("case", path)
    try:
        spec.loader.exec_module(importlib.util.module_from_spec(spec))
    except BaseException as error:
        return {"stage": "file", "says": said(error)}
    DagContext.autoregistered_dags.clear()
    options = {} if "dag_processing" in DagBag.__module__ else {"include_examples": False}
    bag = DagBag(path, safe_mode=False, **options)
    found = sorted(bag.dags)
    for message in bag.import_errors.values():
        return {"stage": "dag", "says": message.strip().splitlines()[-1][:200], "dags": found}
    for dag in bag.dags.values():
        try:
            Serialized.to_dict(dag)
        except Exception as error:
            return {"stage": "dag", "says": said(error), "dags": [name for name in found if name != dag.dag_id]}
    return {"stage": "none", "dags": found}


def said(error):
    """Class and first line of an error, without memory addresses."""
    text = (str(error).strip().splitlines() or [""])[0]
    return re.sub(r" at 0x[0-9a-f]+", "", f"{type(error).__name__}: {text}")[:200]


def run_inside():
    """Judges every file that is named on standard input, each in a process of its own; prints one JSON object."""
    import contextlib
    import importlib
    import logging
    import multiprocessing
    import warnings

    warnings.simplefilter("ignore")
    paths = json.load(sys.stdin)
    # Imported once, before the processes are made.
    airflow_parts()
    for module in set(V3.values()) | set(V2.values()):
        with contextlib.suppress(ImportError):
            importlib.import_module(module or "pendulum")

    logging.disable(logging.CRITICAL)
    with multiprocessing.get_context("fork").Pool(1, maxtasksperchild=1) as pool:
        print("\n" + json.dumps(dict(zip(paths, pool.map(judge, paths, chunksize=1)))))


def main():
    if sys.argv[1:] == ["--rules"]:
        return name_rules()
    pythons = dict(argument.split("=", 1) for argument in sys.argv[1:])
    rows = [{"row": number, "case": case, "versions": {}} for number, case, _, _ in cases()]
    with tempfile.TemporaryDirectory() as folder:
        for version, python in pythons.items():
            home = os.path.join(folder, version)
            os.makedirs(os.path.join(home, "dags"))
            paths = []
            for (number, _, _, body), row in zip(cases(), rows):
                text = whole_file(body, V3 if version.startswith("3") else V2)
                paths.append(os.path.join(home, "dags", f"row_{number}.py"))
                with open(paths[-1], "w", encoding="utf-8") as file:
                    file.write(text)
                row["versions"][version] = {"text": text}
            environment = {**os.environ, "AIRFLOW_HOME": home, "AIRFLOW__CORE__LOAD_EXAMPLES": "False", "PYTHONWARNINGS": "ignore"}
            command = [python, os.path.abspath(__file__), "--inside"]
            done = subprocess.run(command, input=json.dumps(paths), capture_output=True, text=True, env=environment)
            if done.returncode:
                sys.exit(done.stderr)
            answers = json.loads(done.stdout.strip().splitlines()[-1])
            for path, row, (_, _, rule, _) in zip(paths, rows, cases()):
                row["versions"][version].update(answers[path], rule=rule_for(rule, version, answers[path]["stage"]))
    write(rows)


def name_rules():
    """Writes the rules of the cases into the record; Airflow is not asked again."""
    with open(os.path.join(HERE, "validation.json"), encoding="utf-8") as file:
        rows = json.load(file)
    rules = {number: rule for number, _, rule, _ in cases()}
    for row in rows:
        for version, answer in row["versions"].items():
            answer["rule"] = rule_for(rules[row["row"]], version, answer["stage"])
    write(rows)


def write(rows):
    with open(os.path.join(HERE, "validation.json"), "w", encoding="utf-8") as file:
        file.write("[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n")


if __name__ == "__main__":
    run_inside() if sys.argv[1:] == ["--inside"] else main()
