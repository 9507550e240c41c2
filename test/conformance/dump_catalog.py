"""What real Airflow says about classes, modules and moves: python dump_catalog.py IN OUT.

IN holds {"classes": {path: {"names": [...], "required": [...]}}, "modules": [...], "moves": {old: new}}. Classes are imported and
inspected; where inspection and the catalog differ, the class is called with the argument in question.
"""

from __future__ import print_function

import importlib
import inspect
import json
import logging
import sys
import warnings

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)

NO_SUCH_ARGUMENT = "zz_no_such_argument"
REFUSALS = ("Invalid arguments", "unexpected keyword argument", "multiple values for", "got multiple values")


def load(path):
    module, name = path.rsplit(".", 1)
    return getattr(importlib.import_module(module), name)


def constructors(cls):
    """The `__init__`s that keywords pass through, by inspection alone."""
    for owner in cls.__mro__:
        init = owner.__dict__.get("__init__")
        if init is None or owner is object:
            continue
        parameters = list(inspect.signature(init).parameters.values())[1:]
        yield parameters
        if owner.__name__ == "BaseOperator" or not any(p.kind is p.VAR_KEYWORD for p in parameters):
            return


def inspected(cls):
    names, required = set(), set()
    for parameters in constructors(cls):
        for parameter in parameters:
            if parameter.kind in (parameter.VAR_KEYWORD, parameter.VAR_POSITIONAL):
                continue
            names.add(parameter.name)
            if parameter.default is parameter.empty:
                required.add(parameter.name)
    return names, required


def call(cls, required, extra):
    """'taken', 'refused' because of the arguments, or 'undecided' for any other complaint."""
    arguments = dict((name, "x") for name in required)
    arguments.update((name, "x") for name in extra)
    try:
        with warnings.catch_warnings():
            # Airflow 1.10 only warns of an argument that it does not know.
            warnings.simplefilter("ignore")
            warnings.filterwarnings("error", "Invalid arguments")
            cls(**arguments)
    except Exception as error:
        return "refused" if any(words in str(error) for words in REFUSALS) else "undecided"
    return "taken"


def class_facts(path, ours):
    cls = load(path)
    names, required = inspected(cls)
    known = set(ours["names"])
    fields, color = getattr(cls, "template_fields", None), getattr(cls, "ui_color", None)
    return {
        "required": sorted(required),
        "more": dict((name, call(cls, ours["required"], [name])) for name in sorted(names - known)),
        "fewer": dict((name, call(cls, ours["required"], [name])) for name in sorted(known - names)),
        "unknown": call(cls, ours["required"], [NO_SUCH_ARGUMENT]),
        "fields": sorted([fields] if isinstance(fields, str) else fields) if isinstance(fields, (str, list, tuple)) else None,
        "color": color if isinstance(color, str) else None,
    }


def module_names(name):
    return sorted(each for each in dir(importlib.import_module(name)) if not each.startswith("_"))


def same(old, new):
    """Is the new path the thing that the old one names, as far as the old one still works?"""
    target = load(new)
    try:
        return load(old) is target
    except Exception:
        return None


def attempt(work, *arguments):
    try:
        return work(*arguments)
    except BaseException as error:
        return {"error": "%s: %s" % (type(error).__name__, str(error)[:200])}


def main():
    wanted = json.load(open(sys.argv[1]))
    answer = {
        "classes": dict((path, attempt(class_facts, path, ours)) for path, ours in wanted["classes"].items()),
        "modules": dict((name, attempt(module_names, name)) for name in wanted["modules"]),
        "moves": dict((old, attempt(same, old, new)) for old, new in wanted["moves"].items()),
    }
    with open(sys.argv[2], "w") as out:
        json.dump(answer, out)


main()
