"""What stands behind a name of Airflow: an object of the runtime, else a stand-in made from the catalog."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from .modules import AS_MODULES, PLAIN, SINGLE, WHOLE
from .names import NAMES

ABSENT = object()
DUNDERS = frozenset({"__version__"})
# Packages of providers whose names are those of Airflow itself.
_AS_CORE = ("airflow.providers.standard", "airflow.providers.common.compat")
_LONGEST_CHAIN = 8


def has_module(module: str) -> bool:
    """Is there such a module, in any version?"""
    if module in PLAIN or module in WHOLE or module in SINGLE:
        return True
    from .catalog import catalog

    facts = catalog()
    return facts.has_module(module) or facts.may_have_module(module)


def find(module: str, name: str) -> Any:
    """What `from module import name` gives; `ABSENT`: there is no such name. A module may still be called so."""
    for target in _targets(module, name):
        found = _of_runtime(*target)
        if found is not ABSENT:
            return found
    return _of_catalog(module, name, _LONGEST_CHAIN)


def public_names(module: str) -> "list[str]":
    """What `from module import *` gives."""
    if module in WHOLE:
        return [name for name in vars(import_module(WHOLE[module])) if not name.startswith("_")]
    from .catalog import catalog

    return catalog().public_names(module)


def _targets(module: str, name: str) -> "list[tuple[str, str]]":
    targets = []
    if name in SINGLE.get(module, ()):
        targets.append(SINGLE[module][name])
    if module in WHOLE:
        targets.append((WHOLE[module], name))
    if name in NAMES and is_core(module):
        targets.append(NAMES[name])
    if name in AS_MODULES and is_core(module):
        targets.append((AS_MODULES[name], ""))
    return targets


def is_core(module: str) -> bool:
    """Does the module belong to Airflow itself, rather than to a provider?"""
    return not module.startswith("airflow.providers.") or module.startswith(_AS_CORE)


def _of_runtime(module: str, name: str) -> Any:
    try:
        found = import_module(module)
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("daglens_worker"):
            raise
        return ABSENT
    return getattr(found, name, ABSENT) if name else found


def _of_catalog(module: str, name: str, left: int) -> Any:
    from .catalog import catalog
    from .stand_ins import stand_in_class

    facts = catalog()
    entry = facts.entry(module, name)
    if entry.kind == "class":
        return stand_in_class(module, name)
    if entry.kind == "elsewhere" and left:
        target_module, _, target_name = entry.path.rpartition(".")
        found = find(target_module, target_name) if left == _LONGEST_CHAIN else _of_catalog(target_module, target_name, left - 1)
        if found is not ABSENT:
            return found
    is_module = facts.has_module(f"{module}.{name}")
    if is_module or (entry.kind == "absent" and facts.has_module(module)):
        return ABSENT
    from .placeholders import Placeholder

    return Placeholder(f"{module}.{name}")
