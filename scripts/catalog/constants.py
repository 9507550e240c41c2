"""Expressions whose value is certain without running the code: tuples, sets, unions, comprehensions, version tests."""

from __future__ import annotations

import ast
import operator
import re
from typing import TYPE_CHECKING

from values import UNKNOWN, Class, Import, Scope

if TYPE_CHECKING:
    from reader import Reader

PLAIN = (str, int, float, bool, type(None), tuple, list, dict, set, frozenset, bytes)
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.BitOr: operator.or_,
    ast.BitAnd: operator.and_,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.In: lambda a, b: a in b,
    ast.NotIn: lambda a, b: a not in b,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}
BUILTINS = {"tuple": tuple, "list": list, "set": set, "frozenset": frozenset, "dict": dict, "str": str, "len": len, "bool": bool}
METHODS = {"union", "keys", "values", "items", "get", "copy", "intersection", "difference", "split", "lower", "upper", "replace", "format", "join"}
VERSION_FLAG = re.compile(r"^_?(?:IS_)?AIRFLOW_V_(\d+)_(\d+)(?:_(\d+))?_PLUS$")


class Constants:
    """Evaluates expressions in a scope; what is not certain is UNKNOWN."""

    def __init__(self, reader: "Reader"):
        self.reader = reader

    def value(self, node: ast.expr | None, scope: Scope) -> object:
        method = getattr(self, f"_{type(node).__name__}", None)
        if method is None:
            return UNKNOWN
        try:
            return method(node, scope)
        except (TypeError, ValueError, KeyError, AttributeError, IndexError, RecursionError):
            return UNKNOWN

    def plain(self, node: ast.expr | None, scope: Scope) -> object:
        """The value, with references followed."""
        value = self.reader.followed(self.value(node, scope))
        return value if isinstance(value, PLAIN) else UNKNOWN

    def _Constant(self, node: ast.Constant, scope: Scope) -> object:
        return node.value

    def _Name(self, node: ast.Name, scope: Scope) -> object:
        flag = VERSION_FLAG.match(node.id)
        if flag:
            wanted = tuple(int(part) for part in flag.groups("0"))
            return self.reader.world.version >= wanted
        if node.id == "TYPE_CHECKING":
            return False
        if node.id == "__name__":
            return scope.module
        found = scope.find(node.id)
        return UNKNOWN if found is None else found

    def items(self, nodes: list[ast.expr], scope: Scope) -> list[object]:
        found: list[object] = []
        for node in nodes:
            if isinstance(node, ast.Starred):
                value = self.plain(node.value, scope)
                if value is UNKNOWN:
                    raise ValueError
                found.extend(value)
            else:
                found.append(self.reader.plain_or_self(self.value(node, scope)))
        return found

    def _Tuple(self, node: ast.Tuple, scope: Scope) -> object:
        return tuple(self.items(node.elts, scope))

    def _List(self, node: ast.List, scope: Scope) -> object:
        return self.items(node.elts, scope)

    def _Set(self, node: ast.Set, scope: Scope) -> object:
        return set(self.items(node.elts, scope))

    def _Dict(self, node: ast.Dict, scope: Scope) -> object:
        made: dict[object, object] = {}
        for key, value in zip(node.keys, node.values):
            if key is None:
                made.update(self.plain(value, scope))
            else:
                made[self.plain(key, scope)] = self.value(value, scope)
        return made

    def _JoinedStr(self, node: ast.JoinedStr, scope: Scope) -> object:
        parts = [self.plain(part.value if isinstance(part, ast.FormattedValue) else part, scope) for part in node.values]
        return UNKNOWN if UNKNOWN in parts else "".join(str(part) for part in parts)

    def _BinOp(self, node: ast.BinOp, scope: Scope) -> object:
        left, right = self.plain(node.left, scope), self.plain(node.right, scope)
        if UNKNOWN in (left, right) or type(node.op) not in OPERATORS:
            return UNKNOWN
        return OPERATORS[type(node.op)](left, right)

    def _BoolOp(self, node: ast.BoolOp, scope: Scope) -> object:
        is_and = isinstance(node.op, ast.And)
        last: object = UNKNOWN
        doubt = False
        for part in node.values:
            last = self.plain(part, scope)
            if last is UNKNOWN:
                doubt = True
            elif bool(last) != is_and:
                return last
        return UNKNOWN if doubt else last

    def _UnaryOp(self, node: ast.UnaryOp, scope: Scope) -> object:
        value = self.plain(node.operand, scope)
        if value is UNKNOWN:
            return UNKNOWN
        return not value if isinstance(node.op, ast.Not) else -value if isinstance(node.op, ast.USub) else UNKNOWN

    def _Compare(self, node: ast.Compare, scope: Scope) -> object:
        left = self.plain(node.left, scope)
        right = self.plain(node.comparators[0], scope)
        if len(node.ops) > 1 or UNKNOWN in (left, right):
            return UNKNOWN
        return OPERATORS[type(node.ops[0])](left, right)

    def _IfExp(self, node: ast.IfExp, scope: Scope) -> object:
        test = self.plain(node.test, scope)
        if test is UNKNOWN:
            return UNKNOWN
        return self.value(node.body if test else node.orelse, scope)

    def _Attribute(self, node: ast.Attribute, scope: Scope) -> object:
        if isinstance(node.value, ast.Name) and node.value.id == "sys" and node.attr == "version_info":
            return self.reader.world.python
        owner = self.reader.followed(self.value(node.value, scope))
        if isinstance(owner, str) and node.attr == "value":
            return owner  # The member of an enumeration.
        if isinstance(owner, Import):
            return Import(owner.module, node.attr) if owner.name is None else UNKNOWN
        if isinstance(owner, Class):
            return self.reader.class_attribute(owner, node.attr)
        return UNKNOWN

    def _Subscript(self, node: ast.Subscript, scope: Scope) -> object:
        owner = self.reader.followed(self.value(node.value, scope))
        if isinstance(owner, (Class, Import)):
            return owner  # Generic[...]
        key = self.plain(node.slice, scope)
        return UNKNOWN if UNKNOWN in (owner, key) else owner[key]

    def _Call(self, node: ast.Call, scope: Scope) -> object:
        callee = node.func
        if isinstance(callee, ast.Attribute) and callee.attr in METHODS:
            owner = self.plain(callee.value, scope)
            arguments = self.items(node.args, scope)
            if owner is UNKNOWN or UNKNOWN in arguments or node.keywords:
                return UNKNOWN
            return getattr(owner, callee.attr)(*arguments)
        if not isinstance(callee, ast.Name):
            return UNKNOWN
        arguments = [self.reader.plain_or_self(argument) for argument in self.items(node.args, scope)]
        if callee.id == "aws_template_fields":
            # airflow/providers/amazon/aws/utils/mixins.py: the fields of every operator of AWS, and those given.
            return tuple(sorted({"aws_conn_id", "region_name", "verify"} | set(arguments)))
        if callee.id == "sorted" and arguments:
            return sorted(arguments[0])
        if callee.id in BUILTINS and UNKNOWN not in arguments and not node.keywords:
            return BUILTINS[callee.id](*arguments)
        return UNKNOWN

    def comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope) -> list[object]:
        [generator] = node.generators
        source = self.plain(generator.iter, scope)
        if source is UNKNOWN or not isinstance(generator.target, ast.Name):
            raise ValueError
        found = []
        for item in source:
            inner = Scope(scope.module, scope, {generator.target.id: item})
            tests = [self.plain(test, inner) for test in generator.ifs]
            if UNKNOWN in tests:
                raise ValueError
            if all(tests):
                found.append(self.plain(node.elt, inner))
        return found

    def _ListComp(self, node: ast.ListComp, scope: Scope) -> object:
        return self.comprehension(node, scope)

    def _GeneratorExp(self, node: ast.GeneratorExp, scope: Scope) -> object:
        return self.comprehension(node, scope)

    def _SetComp(self, node: ast.SetComp, scope: Scope) -> object:
        return set(self.comprehension(node, scope))



