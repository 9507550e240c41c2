"""Which DAGs there are beside the one that runs: found in the text of the files, never by loading them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

# More files than this are not read.
_MOST_FILES = 5000
# What stands before the id of a DAG.
_ID = r"(?:\b(?:DAG|dag)\(\s*|\bdag_id\s*=\s*)"
_SKIPPED = {"__pycache__", "node_modules", "site-packages"}


_own: "dict[str, Any]" = {"file": None, "ids": ()}
_folders: "list[str]" = []


def use_folders(folders: "list[str]") -> None:
    """Says where DAG files lie, beside the file that runs."""
    _folders[:] = folders


def use_file(file: str, dag_ids: "list[str]") -> None:
    """Says which DAGs the file that runs makes."""
    _own.update(file=file, ids=dag_ids)


def is_known(dag_id: str) -> bool:
    """Does a file seem to make a DAG of this id?"""
    return next(files_of(dag_id), None) is not None


def files_of(dag_id: str) -> "Iterator[str]":
    """The files that seem to make a DAG of this id: the one that runs, or those beside it and in the DAG folder."""
    if dag_id in _own["ids"]:
        yield _own["file"]
        return
    count = 0
    for path in _python_files():
        count += 1
        if count > _MOST_FILES:
            return
        if _seems_to_make(_text(path), dag_id):
            yield str(path)


def _python_files() -> "Iterator[Path]":
    known = set()
    for folder in (os.path.dirname(_own["file"] or ""), *_folders):
        for root, folders, files in os.walk(folder):
            folders[:] = sorted(one for one in folders if one not in _SKIPPED and not one.startswith("."))
            for path in (os.path.join(root, file) for file in sorted(files) if file.endswith(".py")):
                if path not in known:
                    known.add(path)
                    yield Path(path)


def _seems_to_make(text: str, dag_id: str) -> bool:
    name = re.escape(dag_id)
    if re.search(rf"{_ID}(['\"]){name}\1|^@dag\b[^\n]*\n(?:.*\n){{0,30}}?def {name}\(", text, re.M):
        return True
    return any(_could_be(match[2], dag_id) for match in re.finditer(rf"{_ID}[fF](['\"])(.*?)\1", text))


def _could_be(f_string: str, dag_id: str) -> bool:
    return re.fullmatch(".*".join(map(re.escape, re.split(r"\{[^{}]*\}", f_string))), dag_id) is not None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
