"""`@task.docker` and its kin: the operator class behind each decorator."""

from __future__ import annotations

import ast

from reader import Reader
from values import Class, Function, Import, Scope


COLLECTIONS = ("airflow.sdk.definitions.decorators", "airflow.decorators")


def task_decorators(reader: Reader) -> dict[str, str]:
    """Decorator -> path of the operator class; an empty path where the decorator makes no task of its own."""
    found: dict[str, str] = {}
    for module in reader.world.modules:
        if module.endswith(".get_provider_info"):
            for name, path in declared(reader, module):
                found.setdefault(name, operator_behind(reader, reader.followed(Import(*path.rsplit(".", 1)))))
    # What Airflow itself has stands before what the providers offer (airflow/decorators/__init__.py of 2.11.2).
    for name, function in built_in(reader):
        found[name] = operator_behind(reader, function)
    return dict(sorted(found.items()))


def declared(reader: Reader, module: str):
    """`task-decorators` of a provider's own description."""
    for node in ast.walk(reader.world.modules[module].tree):
        if not isinstance(node, ast.Dict):
            continue
        value = reader.constants.plain(node, Scope(module))
        if isinstance(value, dict) and {"name", "class-name"} <= set(value) and ".decorators." in str(value["class-name"]):
            yield value["name"], value["class-name"]


def built_in(reader: Reader):
    """Members of `TaskDecoratorCollection`."""
    found = (reader.followed(Import(module, "TaskDecoratorCollection")) for module in COLLECTIONS)
    collection = next((made for made in found if isinstance(made, Class)), None)
    for node in collection.node.body if collection else ():
        value, target = getattr(node, "value", None), getattr(node, "target", None)
        name = target if target is not None else (getattr(node, "targets", None) or [None])[0]
        if isinstance(value, ast.Call) and isinstance(name, ast.Name) and not name.id.startswith("_"):
            yield name.id, reader.followed(reader.constants.value(value.args[0], collection.scope))


def operator_behind(reader: Reader, function: object) -> str:
    """`decorated_operator_class=X` of the call in the function's body."""
    if not isinstance(function, Function):
        return ""
    for node in ast.walk(function.node):
        if isinstance(node, ast.keyword) and node.arg == "decorated_operator_class":
            scope = reader.scope(function.module)
            found = reader.followed(reader.constants.value(node.value, scope))
            return found.path if isinstance(found, Class) else ""
    return ""
