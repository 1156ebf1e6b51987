"""How to reach the operator of the service, and a report of a problem with all that they need to look into it."""

from __future__ import annotations

from dataclasses import dataclass
from html import unescape
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

CONTACT_PAGE = "/contact"


@dataclass(frozen=True)
class Report:
    """Where a problem is reported: a message or a form that is filled in, or the page that says there is none."""

    href: str
    is_mail: bool = False
    is_set: bool = True


@dataclass(frozen=True)
class Contact:
    """The operator's mailbox or page; both are empty when the operator has named neither."""

    mailbox: str = ""
    page: str = ""

    @classmethod
    def read(cls, setting: str | None) -> Contact:
        """Return what the setting names."""
        text = (setting or "").removeprefix("mailto:")
        if text.startswith(("https://", "http://")):
            return cls(page=text)
        return cls(mailbox=text)

    @property
    def is_set(self) -> bool:
        """Whether there is any."""
        return bool(self.mailbox or self.page)

    def report(self, title: str, address: str, release: str, passage: str) -> Report:
        """Return where a problem with a page is reported; ``title`` and ``passage`` may hold HTML entities."""
        if not self.is_set:
            return Report(CONTACT_PAGE, is_set=False)
        subject = f"A problem with “{' '.join(unescape(title).split())}”"
        facts = {"page": address, "release": release, "passage": " ".join(unescape(passage).split())}
        if self.page:
            return Report(_add_query(self.page, {"subject": subject, **facts}))
        lines = [f"{name.capitalize()}: {text}" for name, text in facts.items() if text]
        body = "\r\n".join([*lines, "", "What is wrong:", ""])
        return Report(
            f"mailto:{quote(self.mailbox, safe='@')}?{urlencode(_mail(subject, body), quote_via=quote)}", True
        )


def _mail(subject: str, body: str) -> dict[str, str]:
    return {"subject": subject, "body": body}


def _add_query(page: str, facts: dict[str, str]) -> str:
    parts = urlsplit(page)
    asked = urlencode({name: text for name, text in facts.items() if text}, quote_via=quote)
    return urlunsplit(parts._replace(query="&".join(part for part in (parts.query, asked) if part)))
