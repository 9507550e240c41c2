"""Names of files that every system takes: Windows tells no upper from lower case, keeps some names for devices, and cuts long paths."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

# No system takes longer names.
_LONGEST = 255
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


def folder_name(name: str) -> str:
    """A name of a folder that no other name has; `urllib.parse.unquote` gives the name again."""
    plain = quote(name, safe="")
    quoted = re.sub(r"%..|[A-Z]", lambda found: _escaped(found[0]), plain)
    if _DEVICE.match(quoted):
        quoted = _escaped(quoted[0]) + quoted[1:]
    quoted = quoted[:-1] + "%2e" if quoted.endswith(".") else quoted
    return quoted if len(quoted) <= _LONGEST else plain


def _escaped(letter: str) -> str:
    return letter.lower() if letter.startswith("%") else f"%{ord(letter):02x}"


def long_path(path: str) -> str:
    """A path to open: on Windows in the form that may be longer than 260 letters."""
    if os.name != "nt" or path == os.devnull:
        return path
    whole = os.path.abspath(path)
    if whole.startswith("\\\\?\\"):
        return whole
    return "\\\\?\\UNC" + whole[1:] if whole.startswith("\\\\") else "\\\\?\\" + whole
