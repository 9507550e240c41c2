"""Records what real Airflow says to both sides of every pair under test/fixtures/rulebook.

    python test/truth/record_rulebook.py 3.3.2=PYTHON 2.11.2=PYTHON [2.3.4=PYTHON 1.10.15=PYTHON] [PAIR ...]

Each PYTHON is the interpreter of an environment with that apache-airflow and the providers that the pairs import (standard,
google, amazon, snowflake, postgres, http, cncf-kubernetes, slack, dbt-cloud, docker, common-sql, sftp, ssh, databricks,
apache-spark, smtp). PAIR is `rule-id` or `rule-id/1-slug`; without any, all pairs are asked again.

`airflow` of a pair's meta.json says which version is asked (3.3 if there is none). Its files are loaded with the DagBag. `run`
says what is tried besides: "render" runs every DAG with dag.test() in an empty database, but the operators do nothing once
their templates are rendered; "tasks" lets them work. The answers go to test/truth/rulebook.json: pair -> side ->
{"errors": {file: exception that refuses it}, "warnings": [...], "dags": {dag_id: number of tasks}, "failed": {task: exception}}.
"""

import contextlib
import importlib
import json
import logging
import os
import pickle
import re
import subprocess
import sys
import tempfile
import traceback
import warnings

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
PAIRS = os.path.join(HERE, os.pardir, "fixtures", "rulebook")
ANSWERS = os.path.join(HERE, "rulebook.json")
NEWEST = "3.3"

# Slow to import: done before a process is made for each side.
IMPORTED_ONCE = [
    "airflow.models", "airflow.dag_processing.dagbag", "airflow.models.dagbag", "airflow.serialization.serialized_objects",
    "airflow.sdk.execution_time.task_runner", "airflow.sdk.execution_time.supervisor", "airflow.utils.db",
    "airflow.providers.standard.operators.python", "airflow.providers.standard.operators.bash",
    "airflow.providers.common.sql.operators.sql", "airflow.providers.http.operators.http", "pendulum",
]


def read_json(path, otherwise):
    if not os.path.exists(path):
        return otherwise
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def last_line(text):
    return str(text).strip().splitlines()[-1].strip()


def exception_line(text, root):
    """The exception of a traceback, which may have gone on in more lines."""
    lines = str(text).strip().splitlines()
    starts = [at for at, line in enumerate(lines) if re.match(r"[A-Za-z_][\w.]*: ", line)]
    return portable(" ".join(line.strip() for line in lines[starts[-1] if starts else -1 :][:2]), root)


def portable(text, root=None):
    """Without what is different on another machine: folders and memory addresses."""
    for folder in (root, PAIRS):
        text = text.replace(os.path.realpath(folder) + os.sep, "") if folder else text
    return re.sub(r" at 0x[0-9a-f]+", "", text.replace(sys.prefix, "..."))[:300]


def python_files(root):
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            if name.endswith(".py"):
                yield os.path.join(folder, name)


def said_of(error):
    """An exception in one line; a validation error of many lines by its first ones."""
    lines = "".join(traceback.format_exception_only(type(error), error)).strip().splitlines()
    return portable(" ".join(line.strip() for line in lines[:3]))


def run_dag(dag, how):
    """The tasks of a DAG that fail when it runs, each with its exception."""
    failed = {}

    def watch(task, name, work):
        original = getattr(task, name)

        def watched(*args, **kwargs):
            try:
                return original(*args, **kwargs) if work else None
            except Exception as error:
                if "Skip" not in type(error).__name__ and "Defer" not in type(error).__name__:
                    failed["%s.%s" % (dag.dag_id, task.task_id)] = said_of(error)
                raise

        object.__setattr__(task, name, watched)

    for task in dag.tasks:
        if hasattr(task, "render_template_fields"):
            task.retries = 0
            watch(task, "render_template_fields", True)
            if hasattr(task, "execute"):  # a mapped task has none
                watch(task, "execute", how == "tasks")
    try:
        dag.test()
    except Exception as error:
        if not failed:
            failed[dag.dag_id] = said_of(error)
    return failed


def serializer():
    """What the DAG processor writes to the database with: it refuses some DAGs that can be built."""
    from airflow.serialization import serialized_objects

    return getattr(serialized_objects, "DagSerialization", None) or serialized_objects.SerializedDAG


def listen(case, side, how):
    """What Airflow says to one side of a pair."""
    root = os.path.realpath(os.path.join(PAIRS, case, side))
    dags = os.path.join(root, "dags") if os.path.isdir(os.path.join(root, "dags")) else root
    plugins = os.path.join(root, "plugins")
    os.environ.update(AIRFLOW__CORE__DAGS_FOLDER=dags, AIRFLOW__CORE__PLUGINS_FOLDER=plugins)
    sys.path += [dags, plugins, root, os.path.join(HERE, os.pardir, "conformance")]
    from airflow import settings
    from dump_dagbag import empty_dag_bag

    settings.DAGS_FOLDER, settings.PLUGINS_FOLDER = dags, plugins
    logging.disable(logging.CRITICAL)
    bag = empty_dag_bag(tempfile.mkdtemp())
    heard = []
    warnings.showwarning = lambda message, category, filename, line, *_: heard.append((message, category, filename, line))
    for file in python_files(dags):
        warnings.simplefilter("always")
        bag.process_file(file, only_if_updated=False)
    said = ["%s:%d: %s: %s" % (filename, line, category.__name__, last_line(message)) for message, category, filename, line in heard]
    for texts in getattr(bag, "captured_warnings", {}).values():
        said += texts
    own = [portable(last_line(text), root) for text in said if text.startswith(root)]
    failed = {}
    errors = {os.path.relpath(file, root): exception_line(error, root) for file, error in sorted(bag.import_errors.items())}
    for dag_id in sorted(bag.dags):
        try:
            serializer().to_dict(bag.dags[dag_id])
        except Exception as error:
            errors[os.path.relpath(bag.dags[dag_id].fileloc, root)] = said_of(error)
        else:
            failed.update(run_dag(bag.dags[dag_id], how) if how else {})
    return {
        "errors": errors,
        "warnings": sorted(set(own)),
        "dags": {dag_id: len(bag.dags[dag_id].tasks) for dag_id in sorted(bag.dags)},
        "failed": failed,
    }


def in_child(*asked):
    """Listens in a process of its own, so that projects see nothing of each other."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(2, 1)
        with os.fdopen(writing, "wb") as pipe:
            try:
                answer = listen(*asked)
            except BaseException:
                answer = traceback.format_exc()
            pickle.dump(answer, pipe)
            pipe.flush()
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pickle.loads(pipe.read())
    os.waitpid(child, 0)
    if isinstance(answer, str):
        raise SystemExit("%s: %s" % (asked, answer))
    return answer


def work(jobs):
    """Answers all pairs of the version this interpreter has."""
    for module in IMPORTED_ONCE:
        with contextlib.suppress(ImportError):
            importlib.import_module(module)
    return {case: {side: in_child(case, side, how) for side in ("bad", "good")} for case, how in jobs}


def ask(python, jobs):
    """Has an interpreter of another environment answer."""
    home = tempfile.mkdtemp()
    environment = dict(os.environ, AIRFLOW_HOME=home, AIRFLOW__CORE__LOAD_EXAMPLES="False", AIRFLOW__CORE__UNIT_TEST_MODE="False")
    environment["AIRFLOW__LOGGING__LOGGING_LEVEL"] = "FATAL"
    environment["AIRFLOW__CORE__DAGBAG_IMPORT_TIMEOUT"] = "600"  # a busy machine is no finding
    environment.pop("PYTHONPATH", None)
    if any(how for _, how in jobs):
        migrate = [python, "-m", "airflow", "db", "migrate"]
        subprocess.run(migrate, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    path = os.path.join(home, "answers.json")
    subprocess.run([python, __file__, "--work", path], env=environment, check=True, input=json.dumps(jobs).encode())
    return read_json(path, None)


def pairs(names):
    for rule in sorted(os.listdir(PAIRS)):
        if os.path.isdir(os.path.join(PAIRS, rule)):
            for slug in sorted(os.listdir(os.path.join(PAIRS, rule))):
                case = rule + "/" + slug
                if not names or rule in names or case in names:
                    yield case, read_json(os.path.join(PAIRS, case, "meta.json"), {})


def main(arguments):
    pythons = dict(argument.split("=", 1) for argument in arguments if "=" in argument)
    names = [argument for argument in arguments if "=" not in argument]
    answers = read_json(ANSWERS, {})
    for version, python in pythons.items():
        asked = [
            (case, meta.get("run")) for case, meta in pairs(names) if (version + ".").startswith(meta.get("airflow", NEWEST) + ".")
        ]
        if asked:
            answers.update(ask(python, asked))
    there = dict(pairs([]))
    lines = []
    for case in sorted(case for case in answers if case in there):
        sides = ",\n".join('  "%s": %s' % (side, json.dumps(answers[case][side], sort_keys=True)) for side in ("bad", "good"))
        lines.append("%s: {\n%s\n}" % (json.dumps(case), sides))
    with open(ANSWERS, "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        with open(sys.argv[2], "w", encoding="utf-8") as out:
            json.dump(work(json.loads(sys.stdin.read())), out)
    else:
        main(sys.argv[1:])
