"""Which Airflow this is."""

from __future__ import annotations

import re

import airflow

VERSION: str = airflow.__version__

_NUMBERS = re.match(r"(\d+)\.(\d+)", VERSION)
MAJOR, MINOR = (int(_NUMBERS[1]), int(_NUMBERS[2])) if _NUMBERS else (0, 0)

IS_3 = MAJOR >= 3

# Before 2.10 a try is counted when it begins, since 2.10 when it is scheduled.
COUNTS_WHEN_SCHEDULED = (MAJOR, MINOR) >= (2, 10)
