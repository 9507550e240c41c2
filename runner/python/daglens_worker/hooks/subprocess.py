"""Runs commands for operators. They stay in the process group of the task, so that stopping it ends them, too."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
from collections import namedtuple
from typing import Any

from .base import BaseHook

SubprocessResult = namedtuple("SubprocessResult", ["exit_code", "output"])


class SubprocessHook(BaseHook):
    """Runs one command at a time."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sub_process: "subprocess.Popen | None" = None

    def run_command(
        self,
        command: "list[str]",
        env: "dict[str, str] | None" = None,
        output_encoding: str = "utf-8",
        cwd: "str | None" = None,
    ) -> SubprocessResult:
        """Runs a command to its end.

        :param cwd: where; in a folder of its own if None
        :return: exit code, and the last line of output
        """
        self.log.info("Tmp dir root location: %s", tempfile.gettempdir())
        with contextlib.ExitStack() as stack:
            if cwd is None:
                cwd = stack.enter_context(tempfile.TemporaryDirectory(prefix="airflowtmp"))
            self.log.info("Running command: %s", command)
            self.sub_process = subprocess.Popen(
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=cwd,
                env=env if env or env == {} else os.environ,
            )
            return self._follow(self.sub_process, output_encoding)

    def _follow(self, process: subprocess.Popen, encoding: str) -> SubprocessResult:
        self.log.info("Output:")
        line = ""
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode(encoding, errors="backslashreplace").rstrip()
            self.log.info("%s", line)
        process.wait()
        self.log.info("Command exited with return code %s", process.returncode)
        return SubprocessResult(exit_code=process.returncode, output=line)

    def send_sigterm(self) -> None:
        """Ends the command."""
        process = self.sub_process
        if process is not None and process.poll() is None:
            self.log.info("Sending SIGTERM signal to process group")
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
