"""How long the real DagBag takes: python dagbag.py CORPUS.json → {"loaded": s for the files, "total": s with its start}."""

import time

START = time.perf_counter()

import json  # noqa: E402
import logging  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import warnings  # noqa: E402


def main(corpus_file):
    with open(corpus_file) as handle:
        corpus = json.load(handle)
    sys.path[:0] = [corpus["root"], *corpus["importRoots"]]
    warnings.simplefilter("ignore")
    from airflow.dag_processing.dagbag import DagBag

    logging.disable(logging.CRITICAL)
    bag = DagBag(dag_folder=tempfile.mkdtemp())
    begin = time.perf_counter()
    for file in corpus["files"]:
        try:
            bag.process_file(file, only_if_updated=False)
        except BaseException:  # a file that ends the process must not end the measurement
            continue
    end = time.perf_counter()
    print(json.dumps({"loaded": end - begin, "total": end - START}))


main(sys.argv[1])
