"""Which DAGs there are beside the one that runs: found in the text of the files, never by loading them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

# More files than this are not read.
_MOST_FILES = 5000
_SKIPPED = {"__pycache__", "node_modules", "site-packages"}


def is_known(dag: Any, dag_id: str) -> bool:
    """Is there a DAG of this id: the running one, or one in a file near it?"""
    if dag_id == dag.dag_id or dag_id in getattr(dag, "dags_of_file", ()):
        return True
    folder = getattr(dag, "folder", None)
    return bool(folder) and _is_written(Path(folder), dag_id)


def _is_written(folder: Path, dag_id: str) -> bool:
    name = re.escape(dag_id)
    pattern = re.compile(
        rf"(?:\bDAG\(\s*|\bdag\(\s*|\bdag_id\s*=\s*)(['\"]){name}\1" + rf"|^@dag\b[^\n]*\n(?:.*\n){{0,30}}?def {name}\(", re.M
    )
    count = 0
    for root, folders, files in os.walk(folder):
        folders[:] = [one for one in folders if one not in _SKIPPED and not one.startswith(".")]
        for file in files:
            if file.endswith(".py"):
                count += 1
                if count > _MOST_FILES:
                    return False
                if pattern.search(_text(Path(root, file))):
                    return True
    return False


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
