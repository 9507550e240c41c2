"""Records in trigger_rules.json what each Airflow's scheduler decides for every trigger rule and every set of upstream states.

    python test/truth/record_trigger_rules.py 2.3.4=PYTHON 1.10.15=PYTHON

Each PYTHON is the interpreter of an environment with that apache-airflow in it; answers of versions not named are kept. The
real TriggerRuleDep is asked, over a real DAG; only the task instance is a stand-in, which remembers the state it is given.
Versions from 2.7 on look into the database instead: their answers came from real DAG runs and
DagRun.task_instance_scheduling_decisions (every rule, 0 to 3 upstream tasks, with and without setups).

The file: `keys` lists sets of upstream states, one letter each (success, failed, k skipped, upstream_failed, removed, none,
g running; upper case: that upstream task is a setup). An answer has one letter for each key, in the same order
(Run, Wait, K skip, Upstream_failed; `.` not recorded).
"""

import itertools
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "trigger_rules.json")
STATES = {
    "s": "success", "f": "failed", "k": "skipped", "u": "upstream_failed", "r": "removed", "n": None, "g": "running",
}
DECISIONS = {"skipped": "K", "upstream_failed": "U"}


def keys():
    """Every multiset of up to three states."""
    for count in range(4):
        yield from map("".join, itertools.combinations_with_replacement(STATES, count))


class Instance:
    """A task instance that remembers the state it is given."""

    def __init__(self, task):
        self.task, self.dag_id, self.run_id, self.state = task, task.dag_id, "r", None

    def set_state(self, state, session=None):
        self.state = state


def decide(dependency, instance, key):
    """One letter: what the scheduler does with the instance."""
    states = [STATES[letter] for letter in key]
    count = states.count
    done = sum(1 for state in states if state not in (None, "running"))
    passed = True
    if states and instance.task.trigger_rule not in ("always", "dummy"):
        statuses = dependency._evaluate_trigger_rule(
            ti=instance, successes=count("success"), skipped=count("skipped"), failed=count("failed"),
            upstream_failed=count("upstream_failed"), done=done, flag_upstream_failed=True, session=None,
        )
        passed = all(status.passed for status in statuses)
    # The scheduler looks at the state again before it runs anything, so a state that was set wins.
    if instance.state is not None:
        return DECISIONS[str(getattr(instance.state, "value", instance.state))]
    return "R" if passed else "W"


def run_inside():
    """Asks the Airflow of this environment; prints rule → answers as JSON."""
    from datetime import datetime

    try:
        from airflow.operators.empty import EmptyOperator
    except ImportError:
        from airflow.operators.dummy_operator import DummyOperator as EmptyOperator
    from airflow import DAG
    from airflow.ti_deps.deps.trigger_rule_dep import TriggerRuleDep
    from airflow.utils.trigger_rule import TriggerRule

    answers = {}
    for rule in sorted(str(getattr(rule, "value", rule)) for rule in TriggerRule.all_triggers()):
        letters = []
        for key in keys():
            dag = DAG("d", start_date=datetime(2024, 1, 1))
            task = EmptyOperator(task_id="t", dag=dag, trigger_rule=rule)
            for number, _ in enumerate(key):
                EmptyOperator(task_id="u%d" % number, dag=dag) >> task
            letters.append(decide(TriggerRuleDep(), Instance(task), key))
        answers[rule] = "".join(letters)
    print(json.dumps(answers))


def main():
    with open(FILE, encoding="utf-8") as file:
        truth = json.load(file)
    for argument in sys.argv[1:]:
        version, python = argument.split("=", 1)
        with tempfile.TemporaryDirectory() as home:
            environment = {**os.environ, "AIRFLOW_HOME": home, "PYTHONWARNINGS": "ignore"}
            command = [python, os.path.abspath(__file__), "--inside"]
            done = subprocess.run(command, capture_output=True, text=True, env=environment)
        if done.returncode:
            sys.exit(done.stderr)
        answers = json.loads(done.stdout.strip().splitlines()[-1])
        by_key = {rule: dict(zip(keys(), letters)) for rule, letters in answers.items()}
        truth["versions"][version] = {
            rule: "".join(found.get(key, ".") for key in truth["keys"].split(" ")) for rule, found in by_key.items()
        }
    with open(FILE, "w", encoding="utf-8") as file:
        json.dump(truth, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    run_inside() if sys.argv[1:] == ["--inside"] else main()
