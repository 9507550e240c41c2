"""Runs a command in bash."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Container
from typing import Any, Callable

from .. import airflow_version
from ..authoring.operator import BaseOperator
from ..exceptions import AirflowException, AirflowSkipException
from ..execution.environment import context_variables
from ..hooks.find_bash import bash
from ..hooks.subprocess import SubprocessHook, SubprocessResult


class BashOperator(BaseOperator):
    """Runs a command; its last line of output is the result."""

    template_fields: Any = ("bash_command", "env", "cwd")
    template_fields_renderers = {"bash_command": "bash", "env": "json"}
    template_ext: Any = (".sh", ".bash")
    ui_color = "#f0ede4"

    def __init__(
        self,
        *,
        bash_command: Any,
        env: "dict[str, str] | None" = None,
        append_env: bool = False,
        output_encoding: str = "utf-8",
        skip_exit_code: "int | None" = None,
        skip_on_exit_code: Any = 99,
        cwd: "str | None" = None,
        output_processor: "Callable[[str], Any]" = lambda result: result,
        xcom_push: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.bash_command = self._unrendered_bash_command = bash_command
        self.env, self.append_env, self.cwd = env, append_env, cwd
        self.output_encoding, self.output_processor = output_encoding, output_processor
        codes = skip_on_exit_code if skip_exit_code is None else skip_exit_code
        self.skip_on_exit_code: Any = codes if isinstance(codes, Container) else [] if codes is None else [codes]

    @property
    def subprocess_hook(self) -> SubprocessHook:
        """What runs the command."""
        if "_hook" not in self.__dict__:
            self.__dict__["_hook"] = SubprocessHook()
        return self.__dict__["_hook"]

    def get_env(self, context: Any) -> "dict[str, str]":
        """The environment of the command."""
        inherited = os.environ.copy() if self.env is None or self.append_env else {}
        return {**inherited, **(self.env or {}), **context_variables(context, in_env_var_format=True)}

    def execute(self, context: Any) -> Any:
        """Runs the command."""
        if self.cwd is not None and not os.path.exists(self.cwd):
            raise AirflowException(f"Can not find the cwd: {self.cwd}")
        if self.cwd is not None and not os.path.isdir(self.cwd):
            raise AirflowException(f"The cwd {self.cwd} must be a directory")
        result = self._run(bash(), self.get_env(context))
        if result.exit_code in self.skip_on_exit_code:
            raise AirflowSkipException(f"Bash command returned exit code {result.exit_code}. Skipping.")
        if result.exit_code != 0:
            raise AirflowException(
                f"Bash command failed. The command returned a non-zero exit code {result.exit_code}."
            )
        return self.output_processor(result.output)

    def _run(self, shell: str, env: "dict[str, str]") -> SubprocessResult:
        if self._is_inline:
            return self._command([shell, "-c", self.bash_command], env, self.cwd)
        with tempfile.TemporaryDirectory(prefix="airflowtmp") as folder:
            path = os.path.join(self.cwd or folder, f"{os.path.basename(folder)}.sh")
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.bash_command)
            try:
                return self._command([shell, path], env, self.cwd or folder)
            finally:
                os.unlink(path)

    @property
    def _is_inline(self) -> bool:
        # 2.x runs what came from a script file as a file; 3.x looks at the text that the file had.
        command = self.bash_command if airflow_version.at_least(3) else self._unrendered_bash_command
        return not (isinstance(command, str) and command.endswith(tuple(self.template_ext)))

    def _command(self, command: "list[str]", env: "dict[str, str]", cwd: "str | None") -> SubprocessResult:
        return self.subprocess_hook.run_command(command, env=env, output_encoding=self.output_encoding, cwd=cwd)

    def on_kill(self) -> None:
        """Ends the command."""
        self.subprocess_hook.send_sigterm()
