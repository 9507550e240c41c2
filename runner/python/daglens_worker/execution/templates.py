"""Renders templates as Airflow does. Jinja is imported only when a text holds a template: most tasks of a plain DAG have none."""

from __future__ import annotations

import ast
import copy
import logging
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any

from ..imports.placeholders import Placeholder
from .masking import redact

log = logging.getLogger("airflow.task")

_MARKS = ("{{", "{%", "{#")
_NEWLINES = re.compile(r"\r\n|\r|\n")


def has_template(text: str) -> bool:
    """Would Jinja find something in the text?"""
    return any(mark in text for mark in _MARKS)


def template_environment(dag: Any, force_sandboxed: bool = False) -> Any:
    """The Jinja environment of a DAG: strict about undefined names, sandboxed, with the DAG's macros, filters and folders."""
    import jinja2

    native = bool(getattr(dag, "render_template_as_native_obj", False)) and not force_sandboxed
    options: "dict[str, Any]" = {
        "undefined": getattr(dag, "template_undefined", None) or jinja2.StrictUndefined,
        "extensions": ["jinja2.ext.do"],
        "cache_size": 0,
        "loader": jinja2.FileSystemLoader(_search_path(dag)),
        **(getattr(dag, "jinja_environment_kwargs", None) or {}),
    }
    environment = _environment_class(native)(**options)
    environment.globals.update(getattr(dag, "user_defined_macros", None) or {})
    environment.filters.update(getattr(dag, "user_defined_filters", None) or {})
    return environment


def _search_path(dag: Any) -> "list[str]":
    folder = getattr(dag, "folder", None)
    searched = getattr(dag, "template_searchpath", None) or []
    return [*([folder] if folder else []), *([searched] if isinstance(searched, str) else searched)]


_classes: "dict[bool, type]" = {}


def _environment_class(native: bool) -> type:
    if not _classes:
        from . import template_environments

        _classes[True] = template_environments.NativeEnvironment
        _classes[False] = template_environments.SandboxedEnvironment
    return _classes[native]


class LazyEnvironment:
    """Stands for the environment of a DAG until somebody needs Jinja."""

    def __init__(self, dag: Any) -> None:
        self._dag = dag
        self._environment: Any = None

    @property
    def environment(self) -> Any:
        """The environment itself."""
        if self._environment is None:
            make = getattr(self._dag, "get_template_env", None)
            self._environment = make() if make else template_environment(self._dag)
        return self._environment

    @property
    def is_native(self) -> bool:
        """Do templates render to objects?"""
        return bool(getattr(self._dag, "render_template_as_native_obj", False))

    @property
    def is_plain(self) -> bool:
        """Are the marks of templates Jinja's usual ones?"""
        return not getattr(self._dag, "jinja_environment_kwargs", None)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.environment, name)


def render_compiled(template: Any, context: Any, native: bool) -> Any:
    """Renders a compiled template without making the values of the context that it does not ask for."""
    values = copy.copy(context)
    environment = template.environment
    for name, value in (template.globals or {}).items():
        if name not in values:
            values[name] = value
    try:
        parts = template.root_render_func(environment.context_class(environment, values, template.name, template.blocks))
        return _as_object(parts) if native else "".join(parts)
    except Exception:
        environment.handle_exception()


def _as_object(parts: Iterable) -> Any:
    from jinja2.nativetypes import native_concat

    return native_concat(parts)


def _plain_text(text: str, native: bool) -> Any:
    # What Jinja does with a text that holds no template: it drops one newline at the end.
    lines = _NEWLINES.split(text)
    if lines[-1] == "" and len(lines) > 1:
        lines.pop()
    rendered = "\n".join(lines)
    if not native:
        return rendered
    if rendered == "":
        return None
    try:
        return ast.literal_eval(ast.parse(rendered, mode="eval"))
    except (ValueError, SyntaxError, MemoryError):
        return rendered


class Templater:
    """What has template fields: operators, notifiers, and objects inside of fields."""

    template_fields: Any = ()
    template_ext: Any = ()
    # What an instance of a mapped task got from other tasks, and is no template.
    _results_in_fields: Any = ()

    def get_template_env(self, dag: Any = None) -> Any:
        """The Jinja environment of the DAG."""
        dag = dag if dag is not None else getattr(self, "dag", None)
        return template_environment(dag)

    def prepare_template(self) -> None:
        """For subclasses: is called when the contents of template files have been read."""

    def resolve_template_files(self) -> None:
        """Puts the contents of files into the fields that name them; a file that is not there is told only when it is rendered."""
        for field in self.template_fields if self.template_ext else ():
            content = getattr(self, field, None)
            if isinstance(content, str) and content.endswith(tuple(self.template_ext)):
                setattr(self, field, self._content_of(content))
            elif isinstance(content, list):
                for index, item in enumerate(content):
                    if isinstance(item, str) and item.endswith(tuple(self.template_ext)):
                        content[index] = self._content_of(item)
        self.prepare_template()

    def _content_of(self, name: str) -> str:
        try:
            environment = self.get_template_env()
            return environment.loader.get_source(environment, name)[0]
        except Exception as error:
            log.error("Failed to get source %s: %s", name, error)
            return name

    def render_template_fields(self, context: Any, jinja_env: Any = None) -> None:
        """Renders all template fields in place."""
        environment = jinja_env or LazyEnvironment(getattr(self, "dag", None))
        done = {id(one) for one in self._results_in_fields}
        self._do_render_template_fields(self, self.template_fields, context, environment, done)

    def _do_render_template_fields(
        self, parent: Any, template_fields: Iterable[str], context: Any, jinja_env: Any, seen_oids: "set[int]"
    ) -> None:
        for name, value in _filled_fields(parent, template_fields):
            try:
                rendered = self.render_template(value, context, jinja_env, seen_oids)
            except Exception:
                owner = f"task '{self.task_id}'" if hasattr(self, "task_id") else type(parent).__name__
                log.error("Exception rendering Jinja template for %s, field %r. Template: %r", owner, name, redact(value))
                raise
            setattr(parent, name, rendered)

    def render_template(
        self, content: Any, context: Any, jinja_env: Any = None, seen_oids: "set[int] | None" = None
    ) -> Any:
        """Renders a text, and texts in lists, dicts and objects with template fields."""
        seen = set() if seen_oids is None else seen_oids
        if id(content) in seen:
            return content
        environment = jinja_env or LazyEnvironment(getattr(self, "dag", None))
        if isinstance(content, str):
            return self._render_text(content, context, environment)
        if isinstance(content, Placeholder):
            return content
        resolve = None if isinstance(content, os.PathLike) else getattr(content, "resolve", None)
        if resolve is not None and not isinstance(content, type):
            return resolve(context)
        return self._render_collection(content, context, environment, seen)

    def _render_collection(self, content: Any, context: Any, environment: Any, seen: "set[int]") -> Any:
        def inner(item: Any) -> Any:
            return self.render_template(item, context, environment, seen)

        if type(content) is tuple:
            return tuple(inner(item) for item in content)
        if isinstance(content, tuple):
            return type(content)(*(inner(item) for item in content))
        if isinstance(content, list):
            return [inner(item) for item in content]
        if isinstance(content, dict):
            return {key: inner(item) for key, item in content.items()}
        if isinstance(content, set):
            return {inner(item) for item in content}
        self._render_object(content, context, environment, seen)
        return content

    def _render_object(self, value: Any, context: Any, environment: Any, seen: "set[int]") -> None:
        seen.add(id(value))
        fields = getattr(value, "template_fields", None)
        if fields and not isinstance(value, type):
            self._do_render_template_fields(value, fields, context, environment, seen)

    def _render_text(self, text: str, context: Any, environment: Any) -> Any:
        native = self._is_native(environment)
        if text.endswith(tuple(self.template_ext)) and self.template_ext:
            return render_compiled(environment.get_template(text), context, native)
        if getattr(environment, "is_plain", False) and not has_template(text):
            return _plain_text(text, native)
        return render_compiled(environment.from_string(text), context, native)

    def _is_native(self, environment: Any) -> bool:
        own = getattr(self, "render_template_as_native_obj", None)
        dag = getattr(self, "dag", None)
        if own is not None:
            return bool(own)
        return bool(getattr(dag, "render_template_as_native_obj", False))


def _filled_fields(parent: Any, names: Iterable[str]) -> "Iterator[tuple[str, Any]]":
    for name in names:
        try:
            value = getattr(parent, name)
        except AttributeError:
            raise AttributeError(
                f"{name!r} is configured as a template field but {type(parent).__name__} does not have this attribute."
            ) from None
        try:
            if not value:
                continue
        except Exception:
            log.info("Unable to check if the value of type %r is False, field %r.", type(value).__name__, name)
        yield name, value
