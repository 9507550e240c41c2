"""Records which runs the real timetables of Airflow make: random schedules, zones, start and end dates, catchup.

    python test/truth/record_timetables.py test/truth/timetables-3.json [rows] [seed]     # with apache-airflow==3.3.2
    python test/truth/record_timetables.py test/truth/timetables-2.json [rows] [seed]     # with apache-airflow==2.11.2

A row: timetable, schedule (cron text, list of them, or the arguments of a delta), zone, start, end, catchup, now, and
`runs` = [interval start, interval end, run after]; `stopped` = "none" where Airflow answers no more runs, the text of the
exception where it raises, else null. Times are seconds since 1970. start_date and the data interval of the run before
are in UTC, as the scheduler reads them from the serialized DAG and from its database.
"""

import json
import os
import random
import sys
import tempfile
import time
from datetime import timedelta
from importlib.metadata import version

os.environ.setdefault("AIRFLOW_HOME", tempfile.mkdtemp())

import pendulum
from airflow import __version__
from airflow.timetables import interval, simple, trigger
from airflow.timetables.base import DataInterval, TimeRestriction
from dateutil.relativedelta import relativedelta

UTC = pendulum.timezone("UTC")
# Zones, and days (UTC) on which their clocks change: two DST rules, 30 minutes, midnight, negative DST, a skipped day.
CHANGES = {
    "UTC": ["2024-02-28", "2024-12-31"],
    "Europe/Amsterdam": ["2024-03-31", "2024-10-27"],
    "America/New_York": ["2024-03-10", "2024-11-03"],
    "Australia/Lord_Howe": ["2024-04-06", "2024-10-05"],
    "America/Santiago": ["2024-04-07", "2024-09-08"],
    "Africa/Casablanca": ["2024-03-10", "2024-04-14"],
    "Europe/Dublin": ["2024-03-31", "2024-10-27"],
    "Pacific/Apia": ["2011-12-30", "2011-04-02"],
    "Asia/Kathmandu": ["2024-06-01"],
}
CRONS = """* * * * *|*/20 * * * *|0 * * * *|@hourly|@daily|@weekly|@monthly|@quarterly|0 */2 * * *|30 0-23/1 * * *|0 */3 * * *|30 0 * * *
15 2 * * *|30 2 * * *|*/30 2 * * *|*/30 1-3 * * *|0 1,2,3 * * *|0 6 * * 1-5|0 2 * * 0|0 0 L * *|45 23 15W * *|0 0 * * 5#2|0 0 * * l5|10 1 1,15 * 1
0 0 29 2 *|0 0 1 1 *|5-7,5 22-2 * * *|0 0 * * * 30|* * * * * */20|0 1 * * 6-0|59 23 31 * *|0 0 30 2 *|0,30 0 * * *|*/45 * * * *""".replace("\n", "|").split("|")
DELTAS = [
    {"days": 1}, {"hours": 1}, {"minutes": 90}, {"days": 7}, {"hours": 10}, {"seconds": 45}, {"days": 1, "hours": 1}, {"weeks": 2},
]
RELATIVE = [{"months": 1}, {"days": 1}, {"months": 1, "days": 1}, {"years": 1}, {"months": 3}, {"days": 1, "hours": 3}, {"months": 13}, {"weeks": 1}]

# Where 30 minutes of the wall clock repeat, 3.3.2 raises "did not advance past"; 2.11.2 goes round in a circle.
STUCK = [
    (kind, cron, "Australia/Lord_Howe", f"2024-04-06T{time}:00Z")
    for kind in ("CronDataInterval", "CronTrigger")
    for cron in ("@hourly", "30 * * * *", "*/20 * * * *", "0 1 * * *", "*/30 1-3 * * *", "15 */2 * * *")
    for time in ("13:00", "14:10", "14:45")
]


def a_moment(r, zone, spread):
    day = pendulum.parse(r.choice(CHANGES[zone]))
    moment = day.add(seconds=r.randint(-spread, spread))
    return moment.replace(microsecond=0) if r.random() < 0.5 else moment.replace(minute=r.choice([0, 30]), second=0)


def describe(r):
    kinds = ["CronDataInterval"] * 4 + ["CronTrigger"] * 4 + ["DeltaDataInterval"] * 2 + ["DeltaTrigger"] * 2 + ["Once"]
    if hasattr(trigger, "MultipleCronTriggerTimetable"):
        kinds.append("MultipleCronTrigger")
    kind = r.choice(kinds)
    if kind.startswith("Cron"):
        return kind, r.choice(CRONS)
    if kind.startswith("Multiple"):
        return kind, r.sample(CRONS, 2)
    if kind == "Once":
        return kind, None
    if r.random() < 0.5:
        return kind, {"timedelta": r.choice(DELTAS)}
    return kind, {"relativedelta": r.choice(RELATIVE)}


def build(kind, schedule, zone):
    if kind == "Once":
        return simple.OnceTimetable()
    if kind == "CronDataInterval":
        return interval.CronDataIntervalTimetable(schedule, pendulum.timezone(zone))
    if kind == "CronTrigger":
        return trigger.CronTriggerTimetable(schedule, timezone=pendulum.timezone(zone))
    if kind == "MultipleCronTrigger":
        return trigger.MultipleCronTriggerTimetable(*schedule, timezone=pendulum.timezone(zone))
    ((name, parts),) = schedule.items()
    delta = timedelta(**parts) if name == "timedelta" else relativedelta(**parts)
    return (interval.DeltaDataIntervalTimetable if kind == "DeltaDataInterval" else trigger.DeltaTriggerTimetable)(delta)


def freeze(now):
    for module in (interval, trigger):
        module.utcnow = lambda: now
    simple.timezone.utcnow = lambda: now
    time.time = now.timestamp


def runs_of(timetable, restriction, count=5):
    runs, last = [], None
    for _ in range(count):
        try:
            info = timetable.next_dagrun_info(last_automated_data_interval=last, restriction=restriction)
        except Exception as error:
            return runs, f"{type(error).__name__}: {error}"
        if info is None:
            return runs, "none"
        last = DataInterval(*(moment.astimezone(UTC) for moment in info.data_interval))
        last = DataInterval(*(pendulum.instance(moment) for moment in last))
        runs.append([stamp(last.start), stamp(last.end), stamp(info.run_after)])
    return runs, None


def stamp(moment):
    value = moment.timestamp()
    return int(value) if value == int(value) else round(value, 6)


def random_case(r):
    kind, schedule = describe(r)
    zone = r.choice(list(CHANGES))
    now = a_moment(r, zone, 3 * 86400)
    start = None if r.random() < 0.15 else a_moment(r, zone, r.choice([1, 2, 5, 40]) * 86400)
    end = now.add(seconds=r.randint(-4, 8) * 43200) if r.random() < 0.2 else None
    return kind, schedule, zone, start, end, r.random() < 0.6, now


def stuck_case(kind, schedule, zone, start):
    return kind, schedule, zone, pendulum.parse(start), None, True, pendulum.parse(start)


def record(kind, schedule, zone, start, end, catchup, now):
    freeze(now)
    runs, stopped = runs_of(build(kind, schedule, zone), TimeRestriction(start, end, catchup))
    moments = {name: moment and stamp(moment) for name, moment in [("start", start), ("end", end), ("now", now)]}
    return {"timetable": kind, "schedule": schedule, "zone": zone, **moments, "catchup": catchup, "runs": runs, "stopped": stopped}


def main():
    target = sys.argv[1]
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 800
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20260101
    r = random.Random(seed)
    head = json.dumps({"airflow": __version__, "pendulum": version("pendulum"), "seed": seed})[:-1]
    cases = [random_case(r) for _ in range(rows)] + [stuck_case(*case) for case in STUCK]
    body = ",\n".join(json.dumps(record(*case)) for case in cases)
    # Airflow logs to standard output, so the recording goes to a file.
    with open(target, "w") as file:
        file.write(f'{head}, "rows": [\n{body}\n]}}\n')


main()
