"""Names that a module answers by `__getattr__`: lazy imports, and old names that still work with a warning."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from values import UNKNOWN, FirstOf, Import, Scope

if TYPE_CHECKING:
    from reader import Reader


def read_shim_call(reader: "Reader", call: ast.expr, scope: Scope) -> None:
    """`add_deprecated_classes({…}, __name__)` and `__getattr__ = create_module_getattr(import_map={…})`."""
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
        return
    if call.func.id == "add_deprecated_classes":
        deprecated_classes(reader, call, scope)
    elif call.func.id == "create_module_getattr":
        compat_map(reader, call, scope)
    elif call.func.id == "AirflowImporter":
        importer_of_1_10(reader, call, scope)


def deprecated_classes(reader: "Reader", call: ast.Call, scope: Scope) -> None:
    """airflow/utils/deprecation_tools.py: {submodule: {name: target}}; the package's own name stands for itself."""
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    table = reader.constants.plain(call.args[0] if call.args else named.get("module_imports"), scope)
    if not isinstance(table, dict):
        scope.is_open = True
        return
    for module, imports in table.items():
        if module == scope.module:
            for name, target in imports.items():
                if name == "*":
                    scope.redirect = target
                else:
                    scope.lazy[name] = (Import(*target.rsplit(".", 1)), True)
        else:
            reader.virtual.setdefault(f"{scope.module}.{module}", imports)


def compat_map(reader: "Reader", call: ast.Call, scope: Scope) -> None:
    """airflow/providers/common/compat/_compat_utils.py: the first place that has the name answers."""
    named = {keyword.arg: reader.constants.plain(keyword.value, scope) for keyword in call.keywords}
    for name, places in (named.get("import_map") or {}).items():
        scope.lazy[name] = (FirstOf(tuple(Import(place, name) for place in as_tuple(places))), False)
    for name, places in (named.get("module_map") or {}).items():
        scope.lazy[name] = (FirstOf(tuple(Import(place) for place in as_tuple(places))), False)
    for name, (new, old, old_name) in (named.get("rename_map") or {}).items():
        scope.lazy[name] = (FirstOf((Import(new, name), Import(old, old_name))), False)


def as_tuple(places: str | tuple[str, ...]) -> tuple[str, ...]:
    return places if isinstance(places, tuple) else (places,)


def importer_of_1_10(reader: "Reader", call: ast.Call, scope: Scope) -> None:
    """airflow/utils/helpers.py of 1.10: {submodule: [names]}, each name with a warning."""
    table = reader.constants.plain(call.args[1], scope)
    scope.is_open = True
    for module, names in table.items() if isinstance(table, dict) else ():
        for name in names:
            scope.lazy[name] = (Import(f"{scope.module}.{module}", name), True)


def read_getattr(reader: "Reader", function: ast.FunctionDef, scope: Scope) -> None:
    """A module's own `__getattr__`: the tables it looks into, and the names it compares with."""
    argument = function.args.args[0].arg
    warns = "warnings.warn" in ast.unparse(function)
    found = [*tables(reader, function, argument, scope), *compared(reader, function, argument, scope), *prefixed(function, argument)]
    for name, target, certain in found:
        scope.lazy.setdefault(name, (target, warns if certain is None else certain))
    if not found or delegates(function, argument):
        scope.is_open = True


def tables(reader: "Reader", function: ast.FunctionDef, argument: str, scope: Scope):
    """`TABLE.get(name)`, `TABLE[name]`: a module-level dict of name -> module, path or (module, name, deprecated)."""
    for node in ast.walk(function):
        owner = None
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            if node.args and is_name(node.args[0], argument):
                owner = node.func.value
        elif isinstance(node, ast.Subscript) and is_name(node.slice, argument):
            owner = node.value
        table = reader.constants.plain(owner, scope) if isinstance(owner, ast.Name) else None
        for name, target in table.items() if isinstance(table, dict) else ():
            found, deprecated = table_target(reader, name, reader.followed(target), scope)
            yield name, found, warns_beside(function, node) if deprecated is None else deprecated


def warns_beside(function: ast.FunctionDef, node: ast.AST) -> bool:
    """Is there a warning on the way that leads by a node, not only on the other side of an `if`?"""
    warnings = [call for call in ast.walk(function) if isinstance(call, ast.Call) and "warnings.warn" in ast.unparse(call.func)]
    sides = [(nodes_of(test.body), nodes_of(test.orelse)) for test in ast.walk(function) if isinstance(test, ast.If)]
    apart = [one if node in other else other for one, other in sides if node in one or node in other]
    return any(not any(warning in side for side in apart) for warning in warnings)


def nodes_of(statements: list[ast.stmt]) -> set[ast.AST]:
    return {node for statement in statements for node in ast.walk(statement)}


def table_target(reader: "Reader", name: str, target: object, scope: Scope) -> tuple[object, bool | None]:
    if isinstance(target, tuple) and len(target) == 3:
        module, attribute, deprecated = target
        return Import(relative(reader, module, scope), attribute or None), bool(deprecated)
    if isinstance(target, str):
        return Import(relative(reader, target, scope), name), None
    return UNKNOWN, None


def relative(reader: "Reader", module: str, scope: Scope) -> str:
    if not module.startswith("."):
        return module
    return f"{reader.world.package_of(scope.module)}{module}"


def compared(reader: "Reader", function: ast.FunctionDef, argument: str, scope: Scope):
    """`if name == "X": from m import X; return X`, `name in ("A", "B")`, `name != "X"`."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Compare) or not is_name(node.left, argument):
            continue
        value = reader.constants.plain(node.comparators[0], scope)
        for name in [value] if isinstance(value, str) else [item for item in iterable(value) if isinstance(item, str)]:
            yield name, target_in(reader, function, name, scope), None


def prefixed(function: ast.FunctionDef, argument: str):
    """`name.startswith("PY3") and name[3:] in ("6", "7")`: all names of that kind."""
    texts = [part.value for part in ast.walk(function) if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "startswith":
            if is_name(node.func.value, argument):
                yield from ((f"{node.args[0].value}{text}", UNKNOWN, None) for text in texts if text.isdigit())


def iterable(value: object) -> list[object]:
    return sorted(value, key=str) if isinstance(value, (tuple, list, set, frozenset, dict)) else []


def target_in(reader: "Reader", function: ast.FunctionDef, name: str, scope: Scope) -> object:
    """Where the function takes the name from: an import of it, or `import m` with `getattr(m, name)`."""
    whole: list[str] = []
    for node in ast.walk(function):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name == name:
                    return Import(node.module or "", name)
                if alias.asname and alias.asname.startswith("_"):
                    whole.append(f"{node.module}.{alias.name}")
        elif isinstance(node, ast.Import):
            whole.extend(alias.name for alias in node.names if alias.name.startswith("airflow."))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.endswith("exceptions."):
            whole.append(node.value.rstrip("."))
    for module in whole:
        if reader.exists(module) and module in reader.world.modules and reader.reaches(module, name):
            return Import(module, name)
    return UNKNOWN


def is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def delegates(function: ast.FunctionDef, argument: str) -> bool:
    """Does it pass any name on to another module?"""
    last = function.body[-1]
    ends = isinstance(last, ast.Return) and "getattr(" in ast.unparse(last)
    raises = any(isinstance(node, ast.Raise) and "AttributeError" in ast.unparse(node) for node in ast.walk(function))
    tries = [node for node in ast.walk(function) if isinstance(node, ast.Try)]
    caught = any("getattr(" in ast.unparse(part) for node in tries for part in node.body)
    return ends and not raises or caught


