"""Loads the cases of test/truth/authoring with the worker, each in a process of its own, and prints what came of them as JSON.

    python3 load_cases.py WORKER CATALOG CASES VERSION

WORKER is the folder of the package, CATALOG that of the catalog, CASES the folder that holds `cases.py` and `record.py`.
"""

import json
import os
import sys
import tempfile


def in_fork(work):
    """What a piece of work gives, from a child process."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        with os.fdopen(write, "w") as out:
            json.dump(work(), out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(pid, 0)
    return json.loads(text)


def ask(file, catalog, version):
    from daglens_worker.loading import load, prepare
    from record import facts_of_dag

    try:
        prepare({"file": file, "version": version, "catalog": catalog, "import_roots": []})
        dags = load(file).dags
    except BaseException as error:
        return {"dags": [], "error": f"{type(error).__name__}: {error}".splitlines()[0]}
    return {"dags": [facts_of_dag(dag) for _, dag in sorted(dags.items())]}


def main(worker, catalog, cases, version):
    sys.path[:0] = [worker, cases]
    from cases import CASES, source

    import daglens_worker.loading  # noqa: F401  once, rather than in each fork

    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in CASES:
            file = os.path.join(folder, f"{name}.py")
            with open(file, "w") as out:
                out.write(source(name, version[0]))
            answers[name] = in_fork(lambda file=file: ask(file, catalog, version))
    print(json.dumps(answers))


if __name__ == "__main__":
    main(*sys.argv[1:5])
