"""Mails are never sent, only logged."""

from __future__ import annotations

from typing import Any

from ..authoring.operator import BaseOperator


class EmailOperator(BaseOperator):
    """Logs a mail."""

    template_fields: Any = ("to", "subject", "html_content", "files")
    template_fields_renderers = {"html_content": "html"}
    template_ext: Any = (".html",)
    simulated_because = "no mail is sent"

    def __init__(
        self,
        *,
        to: Any,
        subject: str,
        html_content: str,
        files: Any = None,
        cc: Any = None,
        bcc: Any = None,
        mime_subtype: str = "mixed",
        mime_charset: str = "utf-8",
        conn_id: "str | None" = None,
        custom_headers: "dict | None" = None,
        from_email: "str | None" = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.to, self.subject, self.html_content, self.files = to, subject, html_content, files or []
        self.cc, self.bcc, self.conn_id, self.from_email = cc, bcc, conn_id, from_email
        self.mime_subtype, self.mime_charset, self.custom_headers = mime_subtype, mime_charset, custom_headers

    def execute(self, context: Any) -> None:
        """Logs what would be sent."""
        self.log.info("Mail to %s, not sent: %s\n%s", self.to, self.subject, self.html_content)
