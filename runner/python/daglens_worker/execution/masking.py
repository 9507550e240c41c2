"""Hides secrets in logs and rendered fields, as each version of Airflow does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Any

from .. import airflow_version

HIDDEN = "***"
_DEEPEST = 5

_SENSITIVE_2 = frozenset(
    "access_token api_key apikey authorization passphrase passwd password private_key proxy proxies secret token "
    "keyfile_dict service_account".split()
)
_SENSITIVE_3 = _SENSITIVE_2 | frozenset(
    "access_key auth_header bearer connection_string dsn proxy_password service_key webhook_url".split()
)

_patterns: "set[str]" = set()
_replacer: "re.Pattern | None" = None


def forget() -> None:
    """As if no secret were known."""
    global _replacer
    _patterns.clear()
    _replacer = None


def is_sensitive(name: object) -> bool:
    """Is a value of this name hidden (`my_password`)? The names are those of `SecretsMasker` in 2.11.2 and 3.3.2."""
    if not isinstance(name, str):
        return False
    text = name.strip().lower()
    if not airflow_version.at_least(3):
        return any(part in text for part in _SENSITIVE_2)
    text = re.sub(r"\W+", "_", text)
    return any(part in text for part in _SENSITIVE_3)


def mask_secret(secret: Any, name: "str | None" = None) -> None:
    """From now on the text is hidden wherever it is shown.

    :param secret: a text, or a list or dict of them: of a dict, what has a sensitive name
    :param name: if given, the text is hidden only where the name is sensitive
    """
    if not secret:
        return
    if isinstance(secret, dict):
        for key, value in secret.items():
            mask_secret(value, key)
    elif isinstance(secret, str):
        _mask_text(secret, name)
    elif isinstance(secret, Iterable):
        for value in secret:
            mask_secret(value, name)


def _mask_text(secret: str, name: "str | None") -> None:
    global _replacer
    # 3.x hides neither short texts nor the word that stands in every default connection.
    if airflow_version.at_least(3) and (len(secret) < 5 or secret.lower() == "airflow"):
        return
    pattern = re.escape(secret)
    if pattern in _patterns or (name and not is_sensitive(name)):
        return
    _patterns.add(pattern)
    # Longer ones first, so that no part of a secret stays when another is contained in it.
    _replacer = re.compile("|".join(sorted(_patterns, key=len, reverse=True)))


def redact(value: Any, name: "str | None" = None) -> Any:
    """The value with all known secrets and all values of sensitive names hidden. Sets become tuples."""
    return _redact(value, name, 0)


def _redact(value: Any, name: "str | None", depth: int) -> Any:
    if depth > _DEEPEST and not airflow_version.at_least(3):
        return value
    if name and is_sensitive(name):
        return _redact_all(value, depth)
    if isinstance(value, dict):
        return {key: _redact(one, key, depth + 1) for key, one in value.items()}
    if isinstance(value, Enum):
        return _redact(value.value, name, depth)
    if isinstance(value, str):
        return _replacer.sub(HIDDEN, value) if _replacer is not None and depth <= _DEEPEST else value
    if isinstance(value, (tuple, set)):
        return tuple(_redact(one, None, depth + 1) for one in value)
    if isinstance(value, list):
        return [_redact(one, None, depth + 1) for one in value]
    return value


def _redact_all(value: Any, depth: int) -> Any:
    if depth > _DEEPEST or isinstance(value, str):
        return HIDDEN
    if isinstance(value, dict):
        return {key: _redact_all(one, depth + 1) for key, one in value.items()}
    if isinstance(value, (tuple, set)):
        return tuple(_redact_all(one, depth + 1) for one in value)
    if isinstance(value, list):
        return [_redact_all(one, depth + 1) for one in value]
    return value
