"""Records what croniter 7.0.0 makes of random expressions.

    python3 -m venv venv && venv/bin/pip install croniter==7.0.0
    venv/bin/python test/truth/record_croniter.py [rows] [seed] > test/truth/croniter.json

A row is [expression, base, error, next ticks, previous ticks]; times are seconds since 1970 on a wall clock without a
zone. `error` is null when the expression parses; then a missing tick (null) stands for CroniterBadDateError.
"""

import json
import random
import sys
from datetime import datetime, timedelta
from importlib.metadata import version

from croniter import CroniterBadDateError, CroniterError, croniter

EPOCH = datetime(1970, 1, 1)
LIMITS = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7), (0, 59), (1970, 2099)]
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "sun mon tue wed thu fri sat".split()
NOISE = ["", "-", "--", "*-", "/", "*/", "?", "l", "L", "w", "W", "#", "x", "H", "1.5", "+1", "*5", "5*", "@", "¼", "٣", "١-٥", "monday", "\u00a01"]


def value(r, field):
    low, high = LIMITS[field]
    if field == 3 and r.random() < 0.25:
        return r.choice([str.lower, str.upper, str.title])(r.choice(MONTHS))
    if field == 4 and r.random() < 0.25:
        return r.choice([str.lower, str.upper, str.title])(r.choice(DAYS))
    if field == 6:
        low, high = 2015, 2045
    number = r.randint(low, high)
    if r.random() < 0.03:
        number = r.choice([low - 1, high + 1, high * 2, 0, 7])
    return r.choice(["{}"] * 12 + ["0{}", "00{}"]).format(number)


def step(r):
    return r.choice(["1", "2", "3", "4", "5", "6", "7", "10", "15", "20", "30", "45", "59", "61", "100", "0"])


def item(r, field):
    kind = r.random()
    if kind < 0.35:
        return value(r, field)
    if kind < 0.55:
        return f"{value(r, field)}-{value(r, field)}"
    if kind < 0.65:
        return f"{value(r, field)}-{value(r, field)}/{step(r)}"
    if kind < 0.75:
        return f"*/{step(r)}"
    if kind < 0.83:
        return f"{value(r, field)}/{step(r)}"
    if field == 2 and kind < 0.95:
        return r.choice(["L", "l", f"{r.randint(0, 33)}W", f"w{r.randint(1, 31)}", "28-L", "?", f"{r.randint(1, 31)}-l/3"])
    if field == 4 and kind < 0.97:
        day = r.choice([value(r, 4), r.choice(DAYS), f"{r.choice(DAYS)}-{r.choice(DAYS)}"])
        return r.choice([f"{day}#{r.randint(0, 6)}", f"L{r.randint(0, 8)}", f"l{r.randint(0, 7)}", f"{r.randint(0, 6)}L", "?"])
    if kind < 0.93:
        return "*"
    return r.choice(NOISE)


def field_text(r, field):
    if r.random() < (0.9 if field == 6 else 0.35):
        return "*" if field != 6 else value(r, 6)
    if r.random() < 0.02:
        return r.choice(["R", "r", "R/7", "r(1-5)", "R(2-5)/2", "R(5-5)", "R(0-99)", "R/0", "h", "H(1-3)", "H/5"])
    return ",".join(item(r, field) for _ in range(r.choice([1, 1, 1, 1, 2, 2, 3])))


def expression(r):
    if r.random() < 0.02:
        name = r.choice(["@daily", "@Daily", "@midnight", "@yearly", "@ANNUALLY", "@reboot", "@every 5m", " @daily"])
        return name
    count = r.choice([5] * 30 + [6] * 6 + [7] * 5 + [4, 8, 3])
    fields = [field_text(r, min(index, 6)) for index in range(count)]
    separator = r.choice([" "] * 20 + ["  ", "\t", "\u00a0"])
    return separator.join(fields)


def seconds(moment):
    return round((moment - EPOCH).total_seconds(), 6)


def ticks(text, base, count, method):
    found = []
    iterator = croniter(text, start_time=base)
    for _ in range(count):
        try:
            found.append(seconds(getattr(iterator, method)(datetime)))
        except CroniterBadDateError:
            found.append(None)
            break
    return found


def record(r):
    text = expression(r)
    base = datetime(2019, 1, 1) + timedelta(seconds=r.randint(0, 10 * 365 * 86400))
    if r.random() < 0.3:
        base = base.replace(second=0, minute=r.choice([0, 30]))
    try:
        croniter(text, start_time=base)
    except CroniterError as error:
        return [text, seconds(base), str(error), [], []]
    if any(part.lower().startswith("r") for part in text.split()):
        return [text, seconds(base), None, [], []]
    return [text, seconds(base), None, ticks(text, base, 4, "get_next"), ticks(text, base, 3, "get_prev")]


def main():
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20260101
    r = random.Random(seed)
    print(json.dumps({"croniter": version("croniter"), "seed": seed})[:-1] + ', "rows": [')
    print(",\n".join(json.dumps(record(r)) for _ in range(rows)))
    print("]}")


main()
