"""What a run needs, imported and made before one is asked for: forked processes find it done."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

from . import database
from .version import IS_3


def import_all(home: Path) -> None:
    from . import run, trigger  # noqa: F401

    if IS_3:
        database.connect(home / database.TEMPLATE)
        _make_task_server()


def _make_task_server() -> None:
    """
    The app that tasks of Airflow 3 ask for connections, XComs and their state. Making it, and its first answer, take seconds of
    the processor, and each process of a try needs one: all share this one, and begin its threads where they use it.
    """
    from airflow.api_fastapi.execution_api.app import InProcessExecutionAPI
    from airflow.sdk.execution_time import supervisor, task_runner  # noqa: F401

    server = InProcessExecutionAPI()
    supervisor.in_process_api_server = lambda: server
    asyncio.run(_ask_once(server.app))
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(timeout=5)


async def _ask_once(app: object) -> None:
    import httpx
    from airflow.sdk.api.client import API_VERSION

    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    headers = {"airflow-api-version": API_VERSION}
    async with app.router.lifespan_context(app):
        async with httpx.AsyncClient(transport=transport, base_url="http://in-process.invalid.", headers=headers) as client:
            await client.get("/connections/none")
