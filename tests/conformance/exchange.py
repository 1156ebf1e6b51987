"""One HTTP request and its answer, exactly as written: nothing is added, followed or mended on the way."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

QUERY_TYPE = "application/sparql-query"
FORM_TYPE = "application/x-www-form-urlencoded"
Parameters = Sequence[tuple[str, str]]

_TIMEOUT_S = 10


@dataclass(frozen=True)
class Reply:
    """The answer to a request; the names of its headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def media_type(self) -> str:
        """The type of the content, without parameters."""
        return self.headers.get("content-type", "").split(";", maxsplit=1)[0].strip().lower()

    @property
    def text(self) -> str:
        """The content as text."""
        return self.body.decode("utf-8")


def send(
    method: str,
    address: str,
    parameters: Parameters = (),
    body: bytes | None = None,
    **headers: str,
) -> Reply:
    """Send a request; a header's underscores become hyphens."""
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(parts.netloc, timeout=_TIMEOUT_S)
    target = f"{parts.path}?{urlencode(parameters)}" if parameters else parts.path
    try:
        connection.request(method, target, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        content = answer.read()
        return Reply(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)
    finally:
        connection.close()


def get(address: str, query: str, parameters: Parameters = (), **headers: str) -> Reply:
    """Ask a query via GET (SPARQL 1.1 Protocol, section 2.1.1)."""
    return send("GET", address, [("query", query), *parameters], None, **headers)


def post_form(address: str, query: str, parameters: Parameters = (), **headers: str) -> Reply:
    """Ask a query via POST with URL-encoded parameters (section 2.1.2)."""
    body = urlencode([("query", query), *parameters]).encode()
    return send("POST", address, (), body, Content_Type=FORM_TYPE, **headers)


def post_direct(address: str, query: str, parameters: Parameters = (), **headers: str) -> Reply:
    """Ask a query via POST directly (section 2.1.3)."""
    return send("POST", address, parameters, query.encode(), Content_Type=QUERY_TYPE, **headers)
