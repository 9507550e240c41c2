"""The facts of one class: bases, constructor, templated fields, colours, deprecation."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from constructors import read_constructor
from values import UNKNOWN, Class, Function, Import

if TYPE_CHECKING:
    from reader import Reader

# What a class of a DAG file may derive from, in the three lines.
ROOTS = {
    "BaseOperator", "AbstractOperator", "BaseHook", "BaseTrigger", "BaseEventTrigger", "Timetable", "BaseTimetable", "BaseNotifier", "TaskGroup",
    "DAG", "Asset", "BaseAsset", "Dataset", "BaseDataset", "Param", "XComArg", "DAGNode", "EdgeModifier", "BaseOperatorLink", "SkipMixin",
    "Variable", "Connection", "BaseUserDefinedOperator", "AssetAlias", "DatasetAlias", "BaseHook", "ObjectStoragePath", "DeadlineAlert",
}
# Where a task's keywords end: what is left there is refused.
LAST = {"airflow.models.baseoperator.BaseOperator", "airflow.models.BaseOperator", "airflow.sdk.bases.operator.BaseOperator"}
# Bases without a constructor that asks for anything.
HARMLESS = {"object", "ABC", "Generic", "Protocol", "str", "Enum", "Exception", "Sequence", "Mapping", "Iterable", "TypedDict"}


class ClassReader:
    """Reads the facts of classes."""

    def __init__(self, reader: "Reader"):
        self.reader = reader
        self.kept: dict[int, bool] = {}
        self.ancestry: set[int] | None = None

    def is_kept(self, owner: Class) -> bool:
        """Is it wanted, or an ancestor of a class that is?"""
        if self.ancestry is None:
            self.ancestry = set()
            for made in self.reader.classes:
                if self.is_wanted(made):
                    self.add(made)
        return id(owner) in self.ancestry

    def add(self, owner: Class) -> None:
        if id(owner) not in self.ancestry:
            self.ancestry.add(id(owner))
            for base in self.ancestors(owner):
                self.add(base)

    def is_wanted(self, owner: Class) -> bool:
        """Is it, or derives it from, something that a DAG file makes?"""
        known = self.kept.get(id(owner))
        if known is None:
            self.kept[id(owner)] = owner.node.name in ROOTS
            bases = [self.reader.followed(base) for base in owner.bases]
            known = owner.node.name in ROOTS or any(isinstance(base, Class) and self.is_wanted(base) for base in bases)
            self.kept[id(owner)] = known
        return known

    def ancestors(self, owner: Class) -> list[Class]:
        bases = [self.reader.followed(base) for base in owner.bases]
        return [base for base in bases if isinstance(base, Class)]

    def facts(self, owner: Class) -> dict[str, object]:
        """The facts as they are written into the data; what is absent is inherited, or nothing."""
        found: dict[str, object] = {"b": [path for base in owner.bases if (path := self.base_path(base))]}
        init = owner.scope.names.get("__init__")
        if isinstance(init, Function):
            found.update(self.constructor(owner, init.node))
        elif is_data_class(owner):
            found["open"] = 1
        if "__new__" in owner.scope.names and owner.node.name not in ROOTS:
            found["open"] = 1
        found.update(self.attributes(owner))
        doc = ast.get_docstring(owner.node)
        if doc:
            found["doc"] = first_sentence(doc)
        deprecated = deprecation(owner, init)
        if deprecated:
            found["old"] = deprecated
        return found

    def base_path(self, base: object) -> str | None:
        followed = self.reader.followed(base)
        if isinstance(followed, Class):
            return followed.path
        name = followed.name or followed.module if isinstance(followed, Import) else None
        return None if name in HARMLESS else "?"

    def constructor(self, owner: Class, node: ast.FunctionDef) -> dict[str, object]:
        read = read_constructor(node)
        found: dict[str, object] = {"p": read.params}
        if read.chains:
            found["k"] = 1 if read.forwards else 0
        passes = {name for name in read.passes if not name.isdigit()}
        if passes:
            found["x"] = sorted(passes)
        if any(name.isdigit() for name in read.passes):
            found["pos"] = sum(name.isdigit() for name in read.passes)
        if read.supplies:
            found["s"] = sorted(read.supplies)
        takes = sorted(name for name in read.takes if not name.startswith("_"))
        if takes:
            found["t"] = takes
        if read.is_open and owner.path not in LAST:
            found["open"] = 1
        if read.calls and read.calls != "self":
            target = self.reader.followed(self.reader.constants.value(ast.parse(read.calls, mode="eval").body, owner.scope))
            found["to"] = target.path if isinstance(target, Class) else "?"
        return found

    def attributes(self, owner: Class) -> dict[str, object]:
        found: dict[str, object] = {}
        for name, key in (("template_fields", "tf"), ("template_ext", "te")):
            if name in owner.scope.names:
                value = self.reader.followed(owner.scope.names[name])
                found[key] = texts(value)
        for name in ("ui_color", "ui_fgcolor", "custom_operator_name"):
            value = self.reader.followed(owner.scope.names.get(name, UNKNOWN))
            if isinstance(value, str):
                found[name] = value
        return found


def texts(value: object) -> list[str] | None:
    """Texts in a stable order; None: not known."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, (tuple, list, set, frozenset)) or not all(isinstance(item, str) for item in value):
        return None
    return sorted(value) if isinstance(value, (set, frozenset)) else list(dict.fromkeys(value))


def is_data_class(owner: Class) -> bool:
    return any("attr" in ast.unparse(d) or "dataclass" in ast.unparse(d) or "define" in ast.unparse(d) for d in owner.decorators)


def first_sentence(doc: str) -> str:
    text = " ".join(doc.strip().split("\n\n")[0].split())
    end = text.find(". ")
    text = text if end < 0 else text[: end + 1]
    return text if len(text) <= 160 else f"{text[:159]}…"


def deprecation(owner: Class, init: object) -> str | None:
    """What `@deprecated(…)`, or a warning at the start of `__init__`, says."""
    for decorator in owner.decorators:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func).split(".")[-1] == "deprecated":
            return said(decorator)
    body = init.node.body if isinstance(init, Function) else []
    for statement in body:
        call = statement.value if isinstance(statement, ast.Expr) else None
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "warnings.warn" and "Deprecat" in ast.unparse(call):
            return said(call)
    return None


def said(call: ast.Call) -> str:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    target = named.get("use_instead")
    if isinstance(target, ast.Constant):
        return f"Use {target.value} instead."
    message = call.args[0] if call.args else named.get("reason")
    parts = [part.value for part in ast.walk(message) if isinstance(part, ast.Constant)] if message is not None else []
    return " ".join("".join(part for part in parts if isinstance(part, str)).split())[:300] or "It is deprecated."
