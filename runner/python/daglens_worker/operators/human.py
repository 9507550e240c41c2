"""Operators that ask a person (3.1 and later). Nobody is asked here: they get their default answer, or what the stand-ins file says."""

from __future__ import annotations

from typing import Any

from ..authoring.operator import BaseOperator
from ..execution.dates import now
from .skipping import BranchMixIn, SkipMixin


class HITLOperator(BaseOperator):
    """Asks a person to choose among options and to fill in a form."""

    template_fields: Any = ("subject", "body")
    simulated_because = "nobody is asked: the default answer is taken, or the first option"

    def __init__(
        self,
        *,
        subject: str,
        options: "list[str]",
        body: "str | None" = None,
        defaults: Any = None,
        multiple: bool = False,
        params: Any = None,
        notifiers: Any = None,
        assigned_users: Any = None,
        response_timeout: Any = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(params=params, **kwargs)
        self.subject, self.body, self.options, self.multiple = subject, body, options, multiple
        self.defaults = [defaults] if isinstance(defaults, str) else defaults
        self.notifiers, self.assigned_users, self.response_timeout = notifiers or [], assigned_users, response_timeout
        self._refuse_odd_options()

    def _refuse_odd_options(self) -> None:
        if not self.options:
            raise ValueError('"options" cannot be empty.')
        unknown = [one for one in self.defaults or () if one not in self.options]
        if unknown:
            raise ValueError(f'defaults "{self.defaults}" should be a subset of options "{self.options}"')
        if len(self.defaults or ()) > 1 and not self.multiple:
            raise ValueError('More than one defaults given when "multiple" is set to False.')

    def execute(self, context: Any) -> Any:
        """Takes the answer."""
        from ..execution.stand_ins import settings_of

        given = (settings_of(self) or {}).get("value")
        if isinstance(given, dict):
            return given
        chosen = [given] if isinstance(given, str) else given or self.defaults or self.options[:1]
        self.log.info("%s\n%s\nOptions: %s. Taken: %s", self.subject, self.body or "", self.options, chosen)
        answers = {name: context["params"].get(name) for name in self.params}
        return {"chosen_options": chosen, "params_input": answers, "responded_at": now(), "responded_by_user": None}


class HITLEntryOperator(HITLOperator):
    """Asks a person to fill in a form."""

    def __init__(self, **kwargs: Any) -> None:
        if "options" not in kwargs:
            kwargs = {"defaults": ["OK"], **kwargs, "options": ["OK"]}
        super().__init__(**kwargs)


class ApprovalOperator(HITLOperator, SkipMixin):
    """Asks a person whether to go on."""

    _can_skip_downstream = True

    def __init__(
        self, *, ignore_downstream_trigger_rules: bool = False, fail_on_reject: bool = False, **kwargs: Any
    ) -> None:
        for name in ("options", "multiple"):
            if name in kwargs:
                raise ValueError(f"Passing {name} to ApprovalOperator is not allowed.")
        self.ignore_downstream_trigger_rules, self.fail_on_reject = ignore_downstream_trigger_rules, fail_on_reject
        super().__init__(options=["Approve", "Reject"], multiple=False, **{"defaults": "Approve", **kwargs})

    def execute(self, context: Any) -> Any:
        """Goes on, or skips what comes after.

        Raises AirflowException for a rejection that fails the task.
        """
        from ..exceptions import AirflowException

        answer = super().execute(context)
        if answer["chosen_options"][0] == "Approve":
            return answer
        if self.fail_on_reject:
            raise AirflowException('Receive "Reject"')
        task = context["task"]
        everything = self.ignore_downstream_trigger_rules
        tasks = task.get_flat_relatives(upstream=False) if everything else task.downstream_list
        self.skip(ti=context["ti"], tasks=[one for one in tasks if not one.is_teardown])
        return answer


class HITLBranchOperator(HITLOperator, BranchMixIn):
    """Asks a person what comes next."""

    _can_skip_downstream = True

    def __init__(self, *, options_mapping: "dict[str, str] | None" = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.options_mapping = options_mapping or {}

    def execute(self, context: Any) -> Any:
        """Follows the answer."""
        chosen = super().execute(context)["chosen_options"]
        return self.do_branch(context, [self.options_mapping.get(one, one) for one in chosen])
