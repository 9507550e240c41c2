"""How long dag.test() of a real Airflow 3 takes: python dag_test.py DAG.py DAG_ID → {"warm": ms of the second run in one process}."""

import json
import logging
import sys
import time
import warnings


def main(file, dag_id):
    warnings.simplefilter("ignore")
    from airflow.dag_processing.bundles.manager import DagBundlesManager
    from airflow.dag_processing.dagbag import DagBag, sync_bag_to_db

    logging.disable(logging.CRITICAL)
    DagBundlesManager().sync_bundles_to_db()
    bag = DagBag(dag_folder=file)
    sync_bag_to_db(bag, "dags-folder", None)
    times = []
    for _ in range(2):
        begin = time.perf_counter()
        bag.dags[dag_id].test()
        times.append((time.perf_counter() - begin) * 1000)
    print(json.dumps({"warm": times[-1]}))


main(*sys.argv[1:])
