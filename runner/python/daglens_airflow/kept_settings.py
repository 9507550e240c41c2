"""Variables and connections of the project, put into the database of a run, where a task may change them."""

from __future__ import annotations

import json
from typing import Any

from airflow.models import Connection, Variable
from airflow.secrets import local_filesystem
from airflow.utils.session import create_session

from .dag_file import Refused


def load(variables_file: str | None, connections_file: str | None) -> None:
    """Takes the files that `airflow variables import` and `airflow connections import` take. Raises Refused for others."""
    try:
        variables = local_filesystem.load_variables(variables_file) if variables_file else {}
        connections = _connections(connections_file) if connections_file else []
    except Exception as error:
        raise Refused(f"The file with variables or connections cannot be read: {error}") from error
    with create_session() as session:
        for name, value in variables.items():
            text = value if isinstance(value, str) else json.dumps(value)
            session.query(Variable).filter_by(key=name).delete()
            session.add(Variable(key=name, val=text))
        for connection in connections:
            session.query(Connection).filter_by(conn_id=connection.conn_id).delete()
            session.add(connection)


def _connections(file: str) -> list[Any]:
    found = local_filesystem.load_connections_dict(file).values()
    return [one for each in found for one in (each if isinstance(each, list) else [each])]
