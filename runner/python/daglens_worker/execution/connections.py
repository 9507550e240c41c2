"""Airflow Connections: from the environment and the project's file. No server is ever asked."""

from __future__ import annotations

import json
import os
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException, AirflowNotFoundException
from .masking import mask_secret
from .value_files import read_values

_PREFIX = "AIRFLOW_CONN_"
_EXTRA = "__extra__"
_FIELDS = ("conn_type", "description", "host", "login", "password", "schema", "port", "extra")


class _Source:
    """Where connections come from, set before a DAG file is loaded."""

    file: "str | None" = None


def use_file(path: "str | None") -> None:
    """Reads Connections from this file from now on."""
    _Source.file = path


def get_connection(conn_id: str) -> Connection:
    """The connection. Raises AirflowNotFoundException where there is none."""
    found = _from_environment(conn_id) or _from_file(conn_id)
    if found is None:
        raise AirflowNotFoundException(f"The conn_id `{conn_id}` isn't defined")
    found.mask()
    return found


def _from_environment(conn_id: str) -> "Connection | None":
    text = os.environ.get(_PREFIX + conn_id.upper())
    return _from_text(conn_id, text) if text else None


def _from_file(conn_id: str) -> "Connection | None":
    value = read_values(_Source.file).get(conn_id)
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return _from_fields(conn_id, value)
    return _from_text(conn_id, value) if value else None


def _from_text(conn_id: str, text: str) -> Connection:
    text = text.strip()
    return Connection.from_json(text, conn_id) if text.startswith("{") else Connection(conn_id=conn_id, uri=text)


def _from_fields(conn_id: str, fields: "dict[str, Any]") -> Connection:
    if "uri" in fields:
        return Connection(conn_id=conn_id, uri=fields["uri"])
    known = {name: fields[name] for name in _FIELDS if name in fields}
    if "extra_dejson" in fields and not known.get("extra"):
        known["extra"] = fields["extra_dejson"]
    if known.get("port") not in (None, ""):
        known["port"] = int(known["port"])
    return Connection(conn_id=conn_id, **known)


class Connection:
    """`airflow.models.Connection` and `airflow.sdk.Connection`."""

    def __init__(
        self,
        conn_id: "str | None" = None,
        conn_type: "str | None" = None,
        description: "str | None" = None,
        host: "str | None" = None,
        login: "str | None" = None,
        password: "str | None" = None,
        schema: "str | None" = None,
        port: "int | None" = None,
        extra: Any = None,
        uri: "str | None" = None,
    ) -> None:
        self.conn_id, self.description = conn_id, description
        if uri and (conn_type or host or login or password or schema or port or extra):
            raise AirflowException(
                "You must create an object using the URI or individual values "
                "(conn_type, host, login, password, schema, port or extra)."
                "You can't mix these two ways to create this object."
            )
        self.conn_type, self.host, self.login, self.password = conn_type, host, login, password
        self.schema, self.port = schema, port
        self.extra = json.dumps(extra) if extra and not isinstance(extra, str) else extra
        if uri:
            self._read_uri(uri)

    def mask(self) -> None:
        """Hides what is secret in it."""
        if self.password:
            mask_secret(self.password)
            if not airflow_version.at_least(3):
                from urllib.parse import quote

                mask_secret(quote(self.password))
        if self.extra and airflow_version.at_least(3):
            mask_secret(self.extra)

    def _read_uri(self, uri: str) -> None:
        from urllib.parse import parse_qsl, unquote, urlsplit

        count = uri.count("://")
        if count > 2:
            raise AirflowException(f"Invalid connection string: {uri}.")
        scheme = urlsplit(uri).scheme
        self.conn_type = "postgres" if scheme == "postgresql" else scheme.replace("-", "_")
        # `type://https://host`: the host has a protocol of its own.
        rest = uri.replace(f"{scheme}://", "" if count == 2 else "//")
        parts = urlsplit(rest)
        host = _host_of(parts)
        self.host = f"{parts.scheme}://{host}" if host and count == 2 and parts.scheme else host
        self.schema = unquote(parts.path[1:])
        self.login = unquote(parts.username) if parts.username else parts.username
        self.password = unquote(parts.password) if parts.password else parts.password
        self.port = parts.port
        if parts.query:
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            self.extra = query[_EXTRA] if _EXTRA in query else json.dumps(query)

    def get_uri(self) -> str:
        """The connection as a URI."""
        from urllib.parse import quote

        uri = f"{self.conn_type.lower().replace('_', '-')}://" if self.conn_type else "//"
        protocol, sign, host = (self.host or "").rpartition("://")
        uri += f"{protocol}{sign}"
        authority = quote(self.login, safe="") if self.login is not None else ""
        if self.password is not None:
            authority += ":" + quote(self.password, safe="")
        uri += f"{authority}@" if authority else ""
        place = quote(host, safe="")
        if self.port:
            place += f":{self.port}" if place or authority else f"@:{self.port}"
        if self.schema:
            place += f"/{quote(self.schema, safe='')}"
        return uri + place + self._query()

    def _query(self) -> str:
        from urllib.parse import parse_qsl, urlencode

        if not self.extra:
            return ""
        start = "?" if self.schema else "/?"
        extra = self.extra_dejson
        query = urlencode(extra)
        if query and extra == dict(parse_qsl(query, keep_blank_values=True)):
            return start + query
        return start + urlencode({_EXTRA: self.extra})

    @property
    def extra_dejson(self) -> "dict[str, Any]":
        """What is in `extra`."""
        return self.get_extra_dejson()

    def get_extra_dejson(self, nested: bool = False) -> "dict[str, Any]":
        """What is in `extra`; texts in it that are JSON are read, too, if `nested`."""
        if not self.extra:
            return {}
        try:
            extra = json.loads(self.extra)
        except json.JSONDecodeError:
            return {}
        if nested:
            extra = {key: _json_or_text(value) for key, value in extra.items()}
        mask_secret(extra)
        return extra

    def get_extra(self) -> "str | None":
        """`extra` as text."""
        return self.extra

    def get_password(self) -> "str | None":
        """The password."""
        return self.password

    def as_json(self) -> str:
        """The connection as JSON."""
        fields = self.to_dict()
        fields.pop("conn_id")
        return json.dumps({key: value for key, value in fields.items() if value})

    def to_dict(self, *, prune_empty: bool = False, validate: bool = True) -> "dict[str, Any]":
        """Its fields; `extra` as a dict."""
        fields = {"conn_id": self.conn_id, **{name: getattr(self, name) for name in _FIELDS}}
        fields["extra"] = self.extra_dejson
        return {key: value for key, value in fields.items() if value or not prune_empty}

    def get_hook(self, *, hook_params: "dict | None" = None) -> Any:
        """A hook of the connection's type: a stand-in."""
        from ..hooks.stand_in import hook_of_type

        return hook_of_type(self, hook_params or {})

    def test_connection(self) -> "tuple[bool, str]":
        """Nothing is ever tested."""
        return False, "The builtin engine makes no connections."

    @classmethod
    def get(cls, conn_id: str) -> Connection:
        """The connection of this id."""
        return get_connection(conn_id)

    get_connection_from_secrets = get

    @classmethod
    def from_json(cls, value: str, conn_id: "str | None" = None) -> Connection:
        """From its JSON."""
        fields = json.loads(value)
        if "conn_type" in fields:
            kind = fields["conn_type"]
            fields["conn_type"] = "postgres" if kind == "postgresql" else kind.replace("-", "_")
        return _from_fields(conn_id or "", fields)

    @classmethod
    def from_uri(cls, uri: str, conn_id: "str | None" = None) -> Connection:
        """From a URI."""
        return cls(conn_id=conn_id, uri=uri)

    def __repr__(self) -> str:
        if not airflow_version.at_least(3):
            return self.conn_id or ""
        names = ("conn_id", "conn_type", "description", "host", "schema", "login", "password", "port", "extra")
        return f"Connection({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"


def _host_of(parts: Any) -> str:
    from urllib.parse import unquote

    # Not `parts.hostname`, which is in lower case.
    place = unquote(parts.netloc.rpartition("@")[2])
    host = place.partition("]")[0].lstrip("[") if place.startswith("[") else place.partition(":")[0]
    return host or ""


def _json_or_text(value: Any) -> Any:
    try:
        return json.loads(value) if isinstance(value, str) else value
    except json.JSONDecodeError:
        return value


class ConnectionAccessor:
    """`conn` in templates."""

    def __init__(self) -> None:
        self._last: Any = None

    def __getattr__(self, conn_id: str) -> Any:
        if conn_id.startswith("__"):
            raise AttributeError(conn_id)
        self._last = get_connection(conn_id)
        return self._last

    def __repr__(self) -> str:
        return "<ConnectionAccessor (dynamic access)>" if airflow_version.at_least(3) else str(self._last)

    def get(self, conn_id: str, default_conn: Any = None) -> Any:
        """The connection; the default where there is none."""
        try:
            return get_connection(conn_id)
        except AirflowNotFoundException:
            return default_conn
