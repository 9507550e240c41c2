"""What a class's own `__init__` takes, and what it hands on to the next class."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

LONGEST_TEXT = 60
# Decorators of `__init__` that leave its parameters as they are.
PLAIN_DECORATORS = {"apply_defaults", "BaseOperatorMeta._apply_defaults", "deprecated", "prepare_lineage", "overload", "typing_extensions.deprecated", "wraps"}


@dataclass
class Constructor:
    """The facts of one `__init__`."""

    # Name, default (None: required), annotation; `*`, `*args` and `**kwargs` stand as names.
    params: list[list[object]] = field(default_factory=list)
    # Are all further keywords handed on to the next class?
    forwards: bool = False
    # What it gives the next class itself, so that nobody else may.
    passes: set[str] = field(default_factory=set)
    # What it puts into the further keywords, unless they are there: no longer required.
    supplies: set[str] = field(default_factory=set)
    # What it takes out of the further keywords.
    takes: set[str] = field(default_factory=set)
    # Further keywords may go anywhere: any name may be right.
    is_open: bool = False
    # It calls a certain base by name instead of the next class.
    calls: str | None = None
    # The next class's `__init__` is run.
    chains: bool = False


def read_constructor(node: ast.FunctionDef) -> Constructor:
    """Reads an `__init__`."""
    made = Constructor(parameters(node.args))
    keywords = node.args.kwarg.arg if node.args.kwarg else None
    for decorator in node.decorator_list:
        call = decorator.func if isinstance(decorator, ast.Call) else decorator
        if ast.unparse(call) not in PLAIN_DECORATORS:
            made.is_open = True
    calls = [call for call in ast.walk(node) if isinstance(call, ast.Call) and is_next_init(call)]
    made.chains = bool(calls)
    for index, call in enumerate(calls):
        read_next_call(made, call, keywords, first=index == 0)
    if keywords is not None:
        read_uses(made, node, keywords, {id(part) for call in calls for part in ast.walk(call)})
        made.is_open |= not made.forwards
    return made


def parameters(arguments: ast.arguments) -> list[list[object]]:
    """The parameters after `self`, in order."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    found = [parameter(argument, default) for argument, default in list(zip(positional, defaults))[1:]]
    if arguments.vararg:
        found.append([f"*{arguments.vararg.arg}"])
    elif arguments.kwonlyargs:
        found.append(["*"])
    found += [parameter(argument, default) for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults)]
    if arguments.kwarg:
        found.append([f"**{arguments.kwarg.arg}"])
    return found


def parameter(argument: ast.arg, default: ast.expr | None) -> list[object]:
    annotation = text_of(argument.annotation) if argument.annotation else None
    known = None if default is None else text_of(default)
    if annotation is not None:
        return [argument.arg, known, annotation]
    return [argument.arg] if known is None else [argument.arg, known]


def text_of(node: ast.expr) -> str:
    """Source text, shortened."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value else None
    written = ast.unparse(node) if text is None or not text.isidentifier() else repr(text)
    return written if len(written) <= LONGEST_TEXT else f"{written[: LONGEST_TEXT - 1]}…"


def is_next_init(call: ast.Call) -> bool:
    function = call.func
    return isinstance(function, ast.Attribute) and function.attr == "__init__"


def is_super(call: ast.Call) -> bool:
    owner = call.func.value
    return isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == "super"


def read_next_call(made: Constructor, call: ast.Call, keywords: str | None, first: bool) -> None:
    """`super().__init__(a=b, **kwargs)`. Of several calls only what all pass is passed."""
    passed = set()
    for keyword in call.keywords:
        if keyword.arg is not None:
            passed.add(keyword.arg)
        elif isinstance(keyword.value, ast.Name) and keyword.value.id == keywords:
            made.forwards = True
        elif isinstance(keyword.value, ast.Dict) and dictionary(keyword.value, keywords) is not None:
            made.forwards = True
            passed |= dictionary(keyword.value, keywords)
        else:
            made.is_open = True
    made.passes = passed if first else made.passes & passed
    arguments = call.args
    if not is_super(call):
        made.calls = ast.unparse(call.func.value)
        arguments = arguments[1:]
    if any(not isinstance(argument, ast.Starred) for argument in arguments):
        made.passes |= {f"{position}" for position, _ in enumerate(arguments)}


def dictionary(node: ast.Dict, keywords: str | None) -> set[str] | None:
    """The keys of `**{"a": b, **kwargs}`."""
    keys = set()
    for key, value in zip(node.keys, node.values):
        if key is None and isinstance(value, ast.Name) and value.id == keywords:
            continue
        if not isinstance(key, ast.Constant):
            return None
        keys.add(key.value)
    return keys


def read_uses(made: Constructor, node: ast.FunctionDef, keywords: str, known: set[int]) -> None:
    """`kwargs.pop("x")`, `kwargs["x"] = …`: what else is done with the further keywords."""
    parents = {id(child): parent for parent in ast.walk(node) for child in ast.iter_child_nodes(parent)}
    for name in ast.walk(node):
        if not isinstance(name, ast.Name) or name.id != keywords:
            continue
        parent = parents[id(name)]
        if isinstance(parent, ast.keyword):
            if id(name) not in known:
                made.is_open |= not made.forwards
        elif isinstance(parent, ast.Subscript):
            read_item(made, parent)
        elif isinstance(parent, ast.Attribute):
            read_method(made, parent.attr, parents[id(parent)])
        elif isinstance(parent, (ast.Assign, ast.AnnAssign)) and parent.value is name:
            made.is_open |= not made.forwards
        elif not isinstance(parent, (ast.Compare, ast.If, ast.BoolOp, ast.UnaryOp)) and id(name) not in known:
            made.is_open = True


def read_item(made: Constructor, node: ast.Subscript) -> None:
    key = node.slice.value if isinstance(node.slice, ast.Constant) else None
    if isinstance(node.ctx, ast.Load):
        return
    if key is None:
        made.is_open = True
    elif isinstance(node.ctx, ast.Store):
        made.supplies.add(key)
    else:
        made.takes.add(key)


def read_method(made: Constructor, method: str, call: ast.AST) -> None:
    if not isinstance(call, ast.Call):
        made.is_open = True
        return
    [key] = [argument.value for argument in call.args[:1] if isinstance(argument, ast.Constant)] or [None]
    if method in ("get", "items", "keys", "values", "copy"):
        return
    if method == "pop" and key is not None:
        made.takes.add(key)
    elif method == "setdefault" and key is not None:
        made.supplies.add(key)
    elif method == "update":
        read_update(made, call)
    else:
        made.is_open = True


def read_update(made: Constructor, call: ast.Call) -> None:
    keys = [keyword.arg for keyword in call.keywords]
    for argument in call.args:
        if isinstance(argument, ast.Dict):
            keys += [key.value if isinstance(key, ast.Constant) else None for key in argument.keys]
        else:
            keys.append(None)
    made.is_open |= None in keys
    made.supplies |= {key for key in keys if key is not None}
