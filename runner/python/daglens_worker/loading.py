"""Loads a DAG file as Airflow's DAG processor does: the file is run once, and what DAGs it leaves are its DAGs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from . import airflow_version
from .authoring import contexts
from .authoring.cycles import check_cycle
from .authoring.dag import DAG
from .authoring.places import load_from
from .authoring.setup_teardown import SetupTeardownContext
from .execution import connections, known_dags, stand_ins, variables
from .execution.libraries import add_libraries
from .imports import catalog, finder
from .imports.placeholders import MissingModuleFinder, loading_now
from .structure import runnable_dag


class Loaded:
    """What a file gave.

    :param source: its text
    :param dags: its DAGs by id
    :param notes: what the user should know, in sentences
    """

    def __init__(self, file: str, source: bytes, dags: "dict[str, DAG]", notes: "list[str]") -> None:
        self.file = file
        self.source = source
        self.dags = dags
        self.notes = notes

    def runnable(self) -> "list[dict[str, Any]]":
        """Its DAGs as the wire has them."""
        return [runnable_dag(dag, self.file) for dag in self.dags.values()]


def prepare(request: "dict[str, Any]") -> MissingModuleFinder:
    """Makes the process ready to load the file of a `load` request."""
    add_libraries(Path(os.path.abspath(__file__)).parents[1])
    airflow_version.use(request["version"])
    catalog.use(request.get("catalog"))
    roots = search_roots(request)
    sys.path.extend(root for root in roots if root not in sys.path)
    finder.install(roots)
    known_dags.use_folders([request["dags_folder"]] if request.get("dags_folder") else [])
    missing = MissingModuleFinder(roots)
    sys.meta_path.append(missing)  # type: ignore[arg-type]
    variables.use_file(request.get("variables_file"))
    connections.use_file(request.get("connections_file"))
    stand_ins.use_file(request.get("stand_ins_file"))
    return missing


def search_roots(request: "dict[str, Any]") -> "list[str]":
    """Where the project's own modules are looked for."""
    plugins = request.get("plugins_folder")
    own = os.path.dirname(os.path.abspath(request["file"]))
    return list(dict.fromkeys([*request.get("import_roots", ()), *([plugins] if plugins else []), own]))


def load(file: str, missing: "MissingModuleFinder | None" = None, source: "bytes | None" = None) -> Loaded:
    """Runs a DAG file, and finds its DAGs.

    :param source: its text, where that may have changed since
    :raises BaseException: whatever the file raises, or what Airflow raises for a DAG that it refuses
    """
    sys.dont_write_bytecode = bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))
    contexts.forget_everything()
    SetupTeardownContext.forget()
    load_from(file)
    loading_now(True)
    source = Path(file).read_bytes() if source is None else source
    try:
        module = _run(file, source)
    finally:
        loading_now(False)
    dags = _dags_of(module)
    for dag in dags.values():
        _validate(dag)
    known_dags.use_file(file, list(dags))
    names = missing.missing if missing is not None else []
    return Loaded(file, source, dags, [_note(name) for name in dict.fromkeys(names)])


def _run(file: str, source: bytes) -> ModuleType:
    name = _module_name(file)
    module = ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module
    exec(compile(source, file, "exec", dont_inherit=True), module.__dict__)
    return module


def _module_name(file: str) -> str:
    """The name that Airflow gives the module."""
    from zlib import crc32

    return f"unusual_prefix_{crc32(file.encode()):08x}_{Path(file).stem.replace('.', '_')}"


def _dags_of(module: ModuleType) -> "dict[str, DAG]":
    """The DAGs among the global names, and from 2.4 on those whose `with` block or `@dag` function was run."""
    found = [value for value in vars(module).values() if isinstance(value, DAG)]
    if airflow_version.at_least(2, 4):
        found += [dag for dag in contexts.DagContext.registered if dag not in found and dag.auto_register]
    # Of two with the same id, the later one counts.
    return {dag.dag_id: dag for dag in found}


def _validate(dag: DAG) -> None:
    check_cycle(dag)
    from .authoring.validation import validate

    validate(dag)


def _note(module: str) -> str:
    return f"The module '{module}' is not installed. The DAG is loaded without it; tasks that use it are simulated."
