"""Calls a function in another Python: a virtual environment made for it, or an interpreter that is there."""

from __future__ import annotations

import inspect
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import textwrap
import types
from collections.abc import Container
from pathlib import Path
from typing import Any

from .. import airflow_version
from ..exceptions import AirflowException, AirflowSkipException, DeserializingResultError, NotInstalled
from .python import PythonOperator
from .skipping import BranchMixIn

_PLAIN_KEYS = (
    "ds ds_nodash expanded_ti_count inlets outlets run_id task_instance_key_str test_mode ts ts_nodash ts_nodash_with_tz "
    "next_ds next_ds_nodash prev_ds prev_ds_nodash tomorrow_ds tomorrow_ds_nodash yesterday_ds yesterday_ds_nodash"
).split()
_DATE_KEYS = (
    "data_interval_end data_interval_start logical_date execution_date next_execution_date prev_execution_date "
    "prev_data_interval_end_success prev_data_interval_start_success prev_start_date_success prev_end_date_success"
).split()
_SCRIPT = '''
import pickle as _pickle, sys as _sys
with open(_sys.argv[1], "rb") as _file:
    _given = _pickle.load(_file)
virtualenv_string_args = _given["strings"]
try:
    _result = {name}(*_given["args"], **_given["kwargs"])
except Exception as _error:
    with open(_sys.argv[3], "w") as _file:
        _file.write(str(_error))
    raise
with open(_sys.argv[2], "wb") as _file:
    if _result is not None:
        _pickle.dump(_result, _file)
'''


class _InOtherPython(PythonOperator):
    """Runs the function's source with another interpreter; arguments and result are pickled."""

    def __init__(
        self,
        *,
        python_callable: Any,
        serializer: "str | None" = None,
        use_dill: bool = False,
        string_args: Any = None,
        expect_airflow: bool = True,
        skip_on_exit_code: Any = None,
        env_vars: "dict[str, str] | None" = None,
        inherit_env: bool = True,
        **kwargs: Any,
    ) -> None:
        if not isinstance(python_callable, types.FunctionType) or python_callable.__name__ == "<lambda>":
            raise self._refused("only supports functions for python_callable arg")
        if inspect.isgeneratorfunction(python_callable):
            raise self._refused("does not support using 'yield' in python_callable")
        super().__init__(python_callable=python_callable, **kwargs)
        self.serializer, self.string_args, self.expect_airflow = serializer or "pickle", string_args or [], expect_airflow
        codes = skip_on_exit_code
        self.skip_on_exit_code: Any = codes if isinstance(codes, Container) else [] if codes is None else [codes]
        self.env_vars, self.inherit_env = env_vars, inherit_env

    def _refused(self, why: str) -> Exception:
        refused = ValueError if airflow_version.at_least(3) else AirflowException
        return refused(f"{type(self).__name__} {why}")

    def _context_keys(self) -> "list[str]":
        return _PLAIN_KEYS

    def execute(self, context: Any) -> Any:
        """Runs the function with what of the context can be pickled."""
        from ..execution.lazy_context import Context

        return super().execute(Context({key: context[key] for key in self._context_keys() if key in context}))

    def run_with(self, python: str) -> Any:
        """Runs the function with an interpreter.

        Raises AirflowSkipException or AirflowException by its exit code, DeserializingResultError for a result that cannot be read.
        """
        with tempfile.TemporaryDirectory(prefix="venv-call") as name:
            folder = Path(name)
            paths = [str(folder / one) for one in ("script.in", "script.out", "error.txt")]
            kwargs = dict(self.op_kwargs)
            strings = [str(one) for one in self.string_args]
            Path(paths[0]).write_bytes(pickle.dumps({"args": list(self.op_args), "kwargs": kwargs, "strings": strings}, 4))
            (folder / "script.py").write_text(self._source(), "utf-8")
            env = {**(os.environ if self.inherit_env else {}), **(self.env_vars or {})}
            self._run([python, str(folder / "script.py"), *paths], env)
            return self._result(Path(paths[1]))

    def _source(self) -> str:
        source = textwrap.dedent(inspect.getsource(self.python_callable))
        lines = source.splitlines(keepends=True)
        # What stands before `def` are decorators, which Airflow's script does without as well.
        first = next(index for index, line in enumerate(lines) if line.startswith(("def ", "async def ")))
        return f"from __future__ import annotations\n{''.join(lines[first:])}\n{_SCRIPT.format(name=self.python_callable.__name__)}"

    def _run(self, command: "list[str]", env: "dict[str, str]") -> None:
        from ..hooks.subprocess import SubprocessHook

        self._hook = SubprocessHook()
        code = self._hook.run_command(command, env=env).exit_code
        if code in self.skip_on_exit_code:
            raise AirflowSkipException(f"Process exited with code {code}. Skipping.")
        if code != 0:
            error = Path(command[-1])
            why = f".\n{error.read_text('utf-8')}" if error.exists() else "."
            raise AirflowException(f"Process returned non-zero exit status {code}{why}")

    @staticmethod
    def _result(path: Path) -> Any:
        if not path.exists() or path.stat().st_size == 0:
            return None
        try:
            return pickle.loads(path.read_bytes())
        except (ValueError, ImportError, AttributeError) as error:
            raise DeserializingResultError() from error

    def on_kill(self) -> None:
        """Ends the other Python."""
        if hasattr(self, "_hook"):
            self._hook.send_sigterm()


class PythonVirtualenvOperator(_InOtherPython):
    """Makes a virtual environment with the requirements and runs the function in it. Where that cannot be made, the task is simulated."""

    template_fields: Any = (
        "requirements",
        "index_urls",
        *(("index_urls_from_connection_ids",) if airflow_version.at_least(3) else ()),
        "venv_cache_path",
        *PythonOperator.template_fields,
    )
    template_ext: Any = (".txt",)

    def __init__(
        self,
        *,
        python_callable: Any,
        requirements: Any = None,
        python_version: "str | None" = None,
        system_site_packages: bool = True,
        pip_install_options: "list[str] | None" = None,
        index_urls: Any = None,
        index_urls_from_connection_ids: Any = None,
        venv_cache_path: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(python_callable=python_callable, **kwargs)
        self.requirements = [requirements] if isinstance(requirements, str) else list(requirements or [])
        self.python_version, self.system_site_packages = python_version, system_site_packages
        self.pip_install_options = pip_install_options or []
        self.index_urls = [index_urls] if isinstance(index_urls, str) else index_urls
        self.index_urls_from_connection_ids = index_urls_from_connection_ids
        self.venv_cache_path = venv_cache_path

    def _context_keys(self) -> "list[str]":
        with_pendulum = any(line.strip().startswith("pendulum") for one in self.requirements for line in one.splitlines())
        return [*_PLAIN_KEYS, *(_DATE_KEYS if with_pendulum else ())]

    def execute_callable(self) -> Any:
        """Makes the environment and calls the function.

        Raises NotInstalled where the environment cannot be made.
        """
        with tempfile.TemporaryDirectory(prefix="venv") as folder:
            return self.run_with(self._make(folder))

    def _make(self, folder: str) -> str:
        python = self._interpreter()
        flags = ["--system-site-packages"] if self.system_site_packages else []
        self._or_simulated([python, "-m", "venv", *flags, folder], "the virtual environment could not be made")
        scripts = "Scripts" if os.name == "nt" else "bin"
        own = os.path.join(folder, scripts, "python")
        if self.requirements:
            listed = os.path.join(folder, "requirements.txt")
            Path(listed).write_text("\n".join(self.requirements), "utf-8")
            indexes = _index_options(self.index_urls)
            command = [own, "-m", "pip", "install", "--disable-pip-version-check", *indexes, *self.pip_install_options]
            self._or_simulated([*command, "-r", listed], f"{', '.join(self.requirements)} could not be installed")
        return own

    def _interpreter(self) -> str:
        if self.python_version is None:
            return sys.executable
        found = shutil.which(f"python{self.python_version}")
        if found is None:
            raise NotInstalled(f"there is no Python {self.python_version} on this machine")
        return found

    def _or_simulated(self, command: "list[str]", problem: str) -> None:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
        self.log.info("%s", done.stdout)
        if done.returncode != 0:
            raise NotInstalled(f"{problem}, so the function was not called")


def _index_options(urls: "list[str] | None") -> "list[str]":
    if urls is None:
        return []
    if not urls:
        return ["--no-index"]
    return ["--index-url", urls[0], *(part for url in urls[1:] for part in ("--extra-index-url", url))]


class ExternalPythonOperator(_InOtherPython):
    """Runs the function with an interpreter that is there; where it is not, the task is simulated."""

    template_fields: Any = ("python", *PythonOperator.template_fields)

    def __init__(self, *, python: str, python_callable: Any, expect_pendulum: bool = False, **kwargs: Any) -> None:
        if not python:
            raise ValueError("Python Path must be defined in ExternalPythonOperator")
        self.python, self.expect_pendulum = python, expect_pendulum
        super().__init__(python_callable=python_callable, **kwargs)

    def execute_callable(self) -> Any:
        """Calls the function.

        Raises NotInstalled where the interpreter is not there, ValueError where it is no file.
        """
        if not os.path.exists(self.python):
            raise NotInstalled(f"the interpreter {self.python} is not on this machine")
        if not os.path.isfile(self.python):
            raise ValueError(f"Python Path '{self.python}' must be a file")
        return self.run_with(self.python)


class BranchPythonVirtualenvOperator(PythonVirtualenvOperator, BranchMixIn):
    """The function chooses what comes next."""

    _can_skip_downstream = True

    def execute(self, context: Any) -> Any:
        """Chooses."""
        return self.do_branch(context, super().execute(context))


class BranchExternalPythonOperator(ExternalPythonOperator, BranchMixIn):
    """The function chooses what comes next."""

    _can_skip_downstream = True

    def execute(self, context: Any) -> Any:
        """Chooses."""
        return self.do_branch(context, super().execute(context))


def is_venv_installed() -> bool:
    """Can virtual environments be made?"""
    import importlib.util

    return bool(shutil.which("virtualenv") or importlib.util.find_spec("venv"))
