"""Reads modules: which names each has, and what stands behind a name, followed through imports and shims."""

from __future__ import annotations

import ast

from constants import Constants
from shims import read_getattr, read_shim_call
from values import UNKNOWN, Class, FirstOf, Function, Import, Scope
from world import World

IMPORT_ERRORS = {"ImportError", "ModuleNotFoundError", "Exception", "AttributeError"}


class Reader:
    """The scopes of a world's modules, read when first asked for."""

    def __init__(self, world: World):
        self.world = world
        self.constants = Constants(self)
        self.scopes: dict[str, Scope] = {}
        self.classes: list[Class] = []
        # Modules that exist only as shims: name -> (name -> target); '*' stands for every name.
        self.virtual: dict[str, dict[str, str]] = {}

    def scope(self, module: str) -> Scope:
        """The names of a module; of one that is being read at present, those read so far."""
        if module not in self.scopes:
            scope = self.scopes[module] = Scope(module)
            self.run(self.world.modules[module].tree.body, scope)
            # Last, since the tables it looks into may stand below it.
            function = scope.names.get("__getattr__")
            if isinstance(function, Function) and function.module == module:
                read_getattr(self, function.node, scope)
        return self.scopes[module]

    # --- what stands behind a name

    def member(self, module: str, name: str) -> object | None:
        """What `from module import name` gives; None if there certainly is no such name."""
        if module in self.world.modules:
            scope = self.scope(module)
            if name in scope.names:
                return scope.names[name]
            if name in scope.lazy:
                return scope.lazy[name][0]
            if f"{module}.{name}" in self.world.modules:
                return Import(f"{module}.{name}")
            if scope.redirect is not None and not name.startswith("__"):
                return Import(scope.redirect, name)
            return UNKNOWN if scope.is_open else None
        if module in self.world.unread:
            return UNKNOWN
        table = self.virtual.get(module)
        if table is None:
            return None
        if name in table:
            return Import(*table[name].rsplit(".", 1))
        return Import(table["*"], name) if "*" in table else None

    def followed(self, value: object) -> object:
        """The class, function or value behind imports; the import itself if it leads out of Airflow."""
        seen = set()
        while isinstance(value, (Import, FirstOf)) and value not in seen:
            seen.add(value)
            if isinstance(value, FirstOf):
                value = next((option for option in value.options if self.works(option)), UNKNOWN)
                continue
            if value.name is None or value.module.split(".")[0] != "airflow":
                return value
            found = self.member(value.module, value.name)
            if found is None:
                return UNKNOWN
            if found is UNKNOWN:
                return value
            value = found
        return value

    def plain_or_self(self, value: object) -> object:
        """A reference followed; what is no plain value stays what it is."""
        return self.followed(value)

    def exists(self, module: str) -> bool:
        """May this module be imported, as far as the wheels tell?"""
        if module.split(".")[0] != "airflow":
            return True
        known = (self.world.modules, self.virtual, self.world_packages, self.world.unread)
        return any(module in modules for modules in known)

    @property
    def world_packages(self) -> set[str]:
        """Namespace packages: folders without an `__init__.py`."""
        if not hasattr(self, "_packages"):
            names = self.world.modules
            self._packages = {name[:i] for name in names for i, letter in enumerate(name) if letter == "."} - set(names)
        return self._packages

    def importable(self, node: ast.stmt, scope: Scope) -> bool:
        """Does this import statement certainly not fail, as far as Airflow's own modules are concerned?"""
        if isinstance(node, ast.Import):
            return all(self.exists(alias.name) for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            module = self.absolute(node, scope)
            if module.split(".")[0] != "airflow":
                return True
            if not self.exists(module):
                return False
            return all(alias.name == "*" or self.reaches(module, alias.name) for alias in node.names)
        return True

    def reaches(self, module: str, name: str) -> bool:
        if module in self.scopes and name not in self.scopes[module].names and self.is_running(module):
            return True
        found = self.member(module, name)
        if isinstance(found, FirstOf):
            return any(self.works(option) for option in found.options)
        if isinstance(found, Import) and found.name is not None and found.module.split(".")[0] == "airflow":
            return found == Import(module, name) or self.exists(found.module) and self.reaches(found.module, found.name)
        return found is not None or f"{module}.{name}" in self.world_packages

    def works(self, value: Import) -> bool:
        """Can this be imported?"""
        return self.exists(value.module) and (value.name is None or self.reaches(value.module, value.name))

    def is_running(self, module: str) -> bool:
        return module in self.running

    def absolute(self, node: ast.ImportFrom, scope: Scope) -> str:
        if not node.level:
            return node.module or ""
        package = self.world.package_of(scope.module)
        for _ in range(node.level - 1):
            package = package.rpartition(".")[0]
        return f"{package}.{node.module}" if node.module else package

    def class_attribute(self, owner: Class, name: str) -> object:
        """A class attribute, looked up through the bases in Python's order."""
        found = (made.scope.names[name] for made in self.resolution_order(owner) if name in made.scope.names)
        return next(found, UNKNOWN)

    def resolution_order(self, owner: Class) -> list[Class]:
        """C3, of the classes that were read."""
        bases = [base for base in map(self.followed, owner.bases) if isinstance(base, Class)]
        lists = [list(self.resolution_order(base)) for base in bases] + [bases]
        order = [owner]
        while lists := [rest for rest in lists if rest]:
            heads = (rest[0] for rest in lists)
            head = next((head for head in heads if not any(head in rest[1:] for rest in lists)), lists[0][0])
            order.append(head)
            lists = [[made for made in rest if made is not head] for rest in lists]
        return order

    # --- statements

    running: list[str] = []

    def run(self, body: list[ast.stmt], scope: Scope, top: bool = True) -> None:
        if top:
            self.running.append(scope.module)
        for node in body:
            getattr(self, f"_{type(node).__name__}", self.ignore)(node, scope)
        if top:
            self.running.pop()

    def ignore(self, node: ast.stmt, scope: Scope) -> None:
        pass

    def _FunctionDef(self, node: ast.FunctionDef, scope: Scope) -> None:
        scope.names[node.name] = Function(scope.module, node)
        for part in ast.walk(node) if scope.parent is None else ():
            if isinstance(part, ast.Global):
                for name in part.names:
                    scope.names.setdefault(name, UNKNOWN)

    _AsyncFunctionDef = _FunctionDef

    def _ClassDef(self, node: ast.ClassDef, scope: Scope) -> None:
        inner = Scope(scope.module, scope)
        bases = [self.base(base, scope) for base in node.bases]
        made = Class(scope.module, node, inner, bases, node.decorator_list)
        self.run(node.body, inner, top=False)
        scope.names[node.name] = made
        self.classes.append(made)

    def base(self, node: ast.expr, scope: Scope) -> object:
        while isinstance(node, ast.Subscript):
            node = node.value
        value = self.constants.value(node, scope)
        if value is UNKNOWN and isinstance(node, ast.Name):
            value = scope.typing_only.get(node.id, UNKNOWN)
        if value is UNKNOWN and isinstance(node, ast.Name) and scope.find(node.id) is None:
            return Import("builtins", node.id)
        return value

    def _Import(self, node: ast.Import, scope: Scope) -> None:
        for alias in node.names:
            if alias.asname:
                scope.names[alias.asname] = Import(alias.name)
            else:
                top = alias.name.split(".")[0]
                scope.names[top] = Import(top)

    def _ImportFrom(self, node: ast.ImportFrom, scope: Scope) -> None:
        module = self.absolute(node, scope)
        if module == "__future__":
            pass
        for alias in node.names:
            if alias.name == "*":
                self.star(module, scope)
            else:
                scope.names[alias.asname or alias.name] = Import(module, alias.name)

    def star(self, module: str, scope: Scope) -> None:
        if module not in self.world.modules:
            scope.is_open = True
            return
        source = self.scope(module)
        listed = self.constants.plain(ast.Name("__all__"), source)
        names = listed if isinstance(listed, (list, tuple)) else [n for n in source.names if not n.startswith("_")]
        scope.is_open |= source.is_open
        for name in names:
            scope.names[name] = Import(module, name)

    def _Assign(self, node: ast.Assign, scope: Scope) -> None:
        if self.is_module_getattr(node) or isinstance(node.value, ast.Call):
            read_shim_call(self, node.value, scope)
        value = self.constants.value(node.value, scope)
        for target in node.targets:
            self.assign(target, value, scope)

    def is_module_getattr(self, node: ast.Assign) -> bool:
        [target, *_] = node.targets
        return isinstance(target, ast.Name) and target.id == "__getattr__"

    def assign(self, target: ast.expr, value: object, scope: Scope) -> None:
        if isinstance(target, ast.Name):
            scope.names[target.id] = value
        elif isinstance(target, (ast.Tuple, ast.List)):
            for part in target.elts:
                self.assign(part, UNKNOWN, scope)
        elif isinstance(target, ast.Subscript):
            owner = self.constants.plain(target.value, scope)
            key = self.constants.plain(target.slice, scope)
            if isinstance(owner, dict) and key is not UNKNOWN:
                owner[key] = value

    def _AnnAssign(self, node: ast.AnnAssign, scope: Scope) -> None:
        if node.value is not None:
            self.assign(node.target, self.constants.value(node.value, scope), scope)

    def _AugAssign(self, node: ast.AugAssign, scope: Scope) -> None:
        both = ast.BinOp(node.target, node.op, node.value)
        self.assign(node.target, self.constants.value(both, scope), scope)

    def _Delete(self, node: ast.Delete, scope: Scope) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                scope.names.pop(target.id, None)

    def _If(self, node: ast.If, scope: Scope) -> None:
        if "TYPE_CHECKING" in ast.dump(node.test):
            only = Scope(scope.module, scope)
            self.run(node.body, only, top=False)
            scope.typing_only.update(only.names)
            self.run(node.orelse, scope, top=False)
            return
        test = self.constants.plain(node.test, scope)
        if test is UNKNOWN or not test:
            self.run(node.orelse, scope, top=False)
        if test is UNKNOWN or test:
            self.run(node.body, scope, top=False)

    def _Try(self, node: ast.Try, scope: Scope) -> None:
        failed = next((i for i, part in enumerate(node.body) if not self.importable(part, scope)), None)
        if failed is None:
            self.run_missing(node.handlers, scope)
            self.run([*node.body, *node.orelse], scope, top=False)
        else:
            self.run(node.body[:failed], scope, top=False)
            for handler in node.handlers:
                self.run(handler.body, scope, top=False)
        self.run(node.finalbody, scope, top=False)

    def run_missing(self, handlers: list[ast.ExceptHandler], scope: Scope) -> None:
        """Names that a handler binds are there too if the import from outside fails."""
        for handler in handlers:
            self.run(handler.body, scope, top=False)

    def _With(self, node: ast.With, scope: Scope) -> None:
        self.run(node.body, scope, top=False)

    def _For(self, node: ast.For, scope: Scope) -> None:
        self.assign(node.target, UNKNOWN, scope)
        self.run(node.body, scope, top=False)

    def _Expr(self, node: ast.Expr, scope: Scope) -> None:
        call = node.value
        if not isinstance(call, ast.Call):
            return
        if isinstance(call.func, ast.Name):
            if call.func.id in ("exec", "setattr"):
                scope.is_open = True
            read_shim_call(self, call, scope)
        elif isinstance(call.func, ast.Attribute) and call.func.attr in ("append", "extend", "update", "add", "insert"):
            self.change(call, scope)

    def change(self, call: ast.Call, scope: Scope) -> None:
        """`NAMES.append(…)`, `_MAP.update(…)`."""
        owner = self.constants.plain(call.func.value, scope)
        arguments = [self.constants.plain(argument, scope) for argument in call.args]
        if isinstance(call.func.value, ast.Call) and getattr(call.func.value.func, "id", "") in ("globals", "vars", "locals"):
            scope.is_open = True
        elif isinstance(owner, (list, dict, set)) and UNKNOWN not in arguments:
            getattr(owner, call.func.attr)(*arguments)
        elif isinstance(call.func.value, ast.Name) and call.func.value.id in scope.names:
            scope.names[call.func.value.id] = UNKNOWN
