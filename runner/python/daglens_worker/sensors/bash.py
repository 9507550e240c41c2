"""Waits for a command to end with code 0."""

from __future__ import annotations

import os
from typing import Any

from ..exceptions import AirflowFailException
from ..hooks.find_bash import bash
from ..hooks.subprocess import SubprocessHook
from .base import BaseSensorOperator


class BashSensor(BaseSensorOperator):
    """Runs a command until it succeeds."""

    template_fields: Any = ("bash_command", "env")

    def __init__(
        self,
        *,
        bash_command: str,
        env: "dict[str, str] | None" = None,
        output_encoding: str = "utf-8",
        retry_exit_code: "int | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.bash_command, self.env = bash_command, env
        self.output_encoding, self.retry_exit_code = output_encoding, retry_exit_code
        self._hook = SubprocessHook()

    def poke(self, context: Any) -> bool:
        """Runs the command.

        Raises AirflowFailException for an exit code other than that which means "later".
        """
        env = dict(os.environ) if self.env is None else self.env
        shell = bash() if os.name == "nt" else "bash"
        code = self._hook.run_command([shell, "-c", self.bash_command], env, self.output_encoding).exit_code
        if code == 0:
            return True
        if self.retry_exit_code is not None and code != self.retry_exit_code:
            raise AirflowFailException(f"Command exited with return code {code}")
        self.log.info("Non-zero return code, will retry later")
        return False

    def on_kill(self) -> None:
        """Ends the command."""
        self._hook.send_sigterm()
