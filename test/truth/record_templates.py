"""Records what can be used in templates of real Airflow: context keys, macros, filters, and what stands in for removed keys.

    python test/truth/record_templates.py 3.3.2=PYTHON 2.11.2=PYTHON 2.3.4=PYTHON 1.10.15=PYTHON

Each PYTHON is the interpreter of an environment with that apache-airflow. Every template is rendered by the operator's own
`render_template` in the context that Airflow makes for a run. The answers go to test/truth/templates.json: version ->
{"filters": those beyond Jinja's, "undefined": class, "sandboxed": ..., "macros": public names of `macros`,
"runs": {run: {template: text or "!exception"}}}, cut at 60 characters. Runs: daily and hourly (scheduled at 2024-03-05T06:00, in 3.x by dag.test),
manual (daily, triggered), and in 3.x dateless (without a logical date).
"""

import json
import os
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
ANSWERS = os.path.join(HERE, "templates.json")

KEYS = """asset_state_store conf conn dag dag_run data_interval_end data_interval_start ds ds_nodash exception execution_date
expanded_ti_count inlet_events inlets logical_date macros map_index_template next_ds next_ds_nodash next_execution_date outlet_events
outlets params partition_date partition_key prev_data_interval_end_success prev_data_interval_start_success prev_ds prev_ds_nodash
prev_end_date_success prev_execution_date prev_execution_date_success prev_start_date_success reason run_id start_date end_date task
task_instance task_instance_key_str task_reschedule_count task_state_store templates_dict test_mode ti tomorrow_ds
tomorrow_ds_nodash triggering_asset_events triggering_dataset_events try_number ts ts_nodash ts_nodash_with_tz var yesterday_ds
yesterday_ds_nodash latest_date tables END_DATE no_such_key""".split()

EXPRESSIONS = """data_interval_end | ds
data_interval_end | ds_nodash
data_interval_start | ds
macros.ds_add(ds, 1)
macros.ds_add(ds, -1)
macros.ds_add(ds, 1) | replace('-', '')
macros.ds_add(ds, -1) | replace('-', '')
macros.ds_format(macros.ds_add(ds, 1), '%Y-%m-%d', '%Y%m%d')
prev_data_interval_start_success
ti.try_number
dag_run.logical_date
dag_run.run_after
dag_run.run_after | ds
params.no_such_param
params['no_such_param']
params.given
var.value.no_such_variable
var.json.no_such_variable
var.value.get('no_such_variable', 'other')
var.json.get('no_such_variable', 'other')
conn.no_such_connection
macros.no_such_macro
dag_run.conf.no_such_key
dag_run.conf['no_such_key']
dag_run.conf.get('no_such_key')
ti.no_such_attribute
task.no_such_attribute
no_such_key | default('d')
no_such_key.x | default('d')
1 if no_such_key is defined else 2
'a' if no_such_key else 'b'
ds | no_such_filter
ds is no_such_test""".split("\n")

PROBE = '''
import datetime, json, os, sys
try:
    from airflow.sdk import DAG, BaseOperator
except ImportError:
    from airflow import DAG
    from airflow.models import BaseOperator

TEMPLATES = json.loads(os.environ["PROBE_TEMPLATES"])
START = datetime.datetime(2024, 1, 1)


class Probe(BaseOperator):
    template_fields = ("text",)
    text = "{{ run_id }}"

    def render_template_fields(self, context, jinja_env=None):
        environment = self.get_template_env()
        said = {}
        for template in TEMPLATES:
            try:
                text = self.render_template("{{ " + template + " }}", context, environment)
                said[template] = str(text)[:60].split(" at 0x")[0]
            except Exception as error:
                said[template] = "!%s: %s" % (type(error).__name__, str(error).split("\\n")[0][:120])
        with open(os.environ["PROBE_ANSWERS"], "w") as file:
            json.dump(said, file)

    def execute(self, context):
        pass


with DAG("probe_daily", start_date=START, **{os.environ["PROBE_SCHEDULE"]: "@daily"}, params={"given": 1}) as daily:
    Probe(task_id="t")
with DAG("probe_hourly", start_date=START, **{os.environ["PROBE_SCHEDULE"]: "@hourly"}, params={"given": 1}) as hourly:
    Probe(task_id="t")
'''


def run_three(run, dag):
    import datetime

    when = None if run == "dateless" else datetime.datetime(2024, 3, 5, 6, tzinfo=datetime.timezone.utc)
    dag.test(logical_date=when)


def run_two(run, dag):
    import pendulum
    from airflow.utils.state import State
    from airflow.utils.types import DagRunType

    when = pendulum.datetime(2024, 3, 5, 0 if run == "daily" else 6, tz="UTC")
    manual = run == "manual"
    dag.sync_to_db()
    interval = dag.timetable.infer_manual_data_interval(run_after=when) if manual else dag.infer_automated_data_interval(when)
    dag_run = dag.create_dagrun(
        run_id=run, run_type=DagRunType.MANUAL if manual else DagRunType.SCHEDULED, execution_date=when,
        state=State.RUNNING, data_interval=interval, external_trigger=manual,
    )
    from airflow.utils.session import create_session

    with create_session() as session:
        dag_run = session.merge(dag_run)
        instance = dag_run.get_task_instance("t", session=session)
        instance.task = dag.get_task("t")
        instance.task.render_template_fields(instance.get_template_context(session=session))


def run_one(run, dag):
    import pendulum
    from airflow.models import TaskInstance
    from airflow.utils.state import State

    when = pendulum.create(2024, 3, 5, 0 if run == "daily" else 6) if hasattr(pendulum, "create") else pendulum.datetime(2024, 3, 5, 6)
    dag.create_dagrun(run_id=run, execution_date=when, state=State.RUNNING, external_trigger=run == "manual")
    instance = TaskInstance(dag.get_task("t"), when)
    instance.task.render_template_fields(instance.get_template_context())


def work(run):
    sys.path.insert(0, os.environ["AIRFLOW__CORE__DAGS_FOLDER"])
    import probe
    from airflow import __version__ as version

    dag = probe.hourly if run == "hourly" else probe.daily
    {"3": run_three, "2": run_two, "1": run_one}[version[0]](run, dag)
    import jinja2

    try:
        from airflow.sdk.execution_time import macros
    except ImportError:
        from airflow import macros
    environment = dag.get_template_env()
    plain = jinja2.Environment()
    print("\n" + json.dumps({
        "filters": sorted(set(environment.filters) - set(plain.filters)),
        "undefined": environment.undefined.__name__,
        "sandboxed": bool(getattr(environment, "sandboxed", False)),
        "extensions": sorted(environment.extensions),
        "macros": sorted(name for name in dir(macros) if not name.startswith("_")),
    }))


def ask(version, python):
    home = tempfile.mkdtemp()
    dags = os.path.join(home, "dags")
    os.makedirs(dags)
    with open(os.path.join(dags, "probe.py"), "w") as file:
        file.write("# airflow dag\n" + PROBE)
    environment = dict(
        os.environ, AIRFLOW_HOME=home, AIRFLOW__CORE__LOAD_EXAMPLES="False", AIRFLOW__CORE__DAGS_FOLDER=dags,
        AIRFLOW__CORE__PLUGINS_FOLDER=os.path.join(home, "plugins"), PYTHONWARNINGS="ignore", AIRFLOW__LOGGING__LOGGING_LEVEL="FATAL",
        PROBE_TEMPLATES=json.dumps(KEYS + EXPRESSIONS), PROBE_ANSWERS=os.path.join(home, "answers.json"),
        PROBE_SCHEDULE="schedule_interval" if version < "2.4" else "schedule",
    )
    environment.pop("PYTHONPATH", None)
    migrate = {"1": ["initdb"], "2": ["db", "init"], "3": ["db", "migrate"]}[version[0]]
    subprocess.run(
        [os.path.join(os.path.dirname(python), "airflow")] + migrate, env=environment, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )
    said = {}
    runs = {}
    for run in ["daily", "hourly", "manual"] if version[0] != "3" else ["daily", "hourly", "dateless"]:
        child = subprocess.run(
            [python, os.path.abspath(__file__), "--work", run], env=environment, check=True, stdout=subprocess.PIPE, universal_newlines=True,
        )
        said = json.loads(child.stdout.strip().split("\n")[-1])
        with open(environment["PROBE_ANSWERS"]) as file:
            runs[run] = json.load(file)
    said["runs"] = runs
    return said


def masked(text):
    """Without what is another one each time: paths, ids and the time of recording."""
    text = re.sub(r"'/[^' ]*", "'PATH", text)
    text = re.sub(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]*|\bUUID\('[^)]*\)?", "ID", text)
    return re.sub(r"\b20(2[5-9]|[3-9]\d)-\d\d-\d\d([T ][\d:.]*(\+00:00)?\w*)?", "NOW", text)


def main(arguments):
    answers = {}
    if os.path.exists(ANSWERS):
        with open(ANSWERS) as file:
            answers = json.load(file)
    for given in arguments:
        version, python = given.split("=", 1)
        answers[version] = ask(version, python)
    for said in answers.values():
        said["runs"] = {run: {template: masked(text) for template, text in texts.items()} for run, texts in said["runs"].items()}
    with open(ANSWERS, "w") as file:
        json.dump(answers, file, indent=1, sort_keys=True)
        file.write("\n")


if sys.argv[1:2] == ["--work"]:
    work(sys.argv[2])
else:
    main(sys.argv[1:])
