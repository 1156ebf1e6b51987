"""What every request must keep to before anything reads it: the size of its body and of its headers, and a host.

Headers have a bound because ``Accept`` costs more with each of its ranges, and a visitor chooses how many there are: a
hundred thousand would keep this process busy for seconds.
"""

from __future__ import annotations

from flask import Flask, abort, request

from graph.settings import Settings
from web.errors import RequestError

MOST_BODY_BYTES = 1_000_000
"""The largest request body: far above ``query_max_text_bytes`` of any sensible setting."""

MOST_HEADER_BYTES = 16_000
"""The most that the names and values of all headers may take together."""

_FIRST_VERSION = ("HTTP/1.0", "HTTP/1")  # the latter is how Granian writes it


def add_request_limits(app: Flask, settings: Settings) -> None:
    """Refuse every request of ``app`` that is too large, or does not say to which host it is sent."""
    app.config["MAX_CONTENT_LENGTH"] = max(MOST_BODY_BYTES, 4 * settings.query_max_text_bytes)

    @app.before_request
    def refuse() -> None:
        if sum(len(name) + len(value) for name, value in request.headers) > MOST_HEADER_BYTES:
            request.environ.pop("HTTP_ACCEPT", None)  # the refusal must not read it either
            abort(431)
        # RFC 9112, section 3.2. Addresses in the answer begin with the host; HTTP/1.0 does without.
        environ = request.environ
        if not environ.get("HTTP_HOST") and environ["SERVER_PROTOCOL"] in _FIRST_VERSION:
            request.host = environ["HTTP_HOST"] = f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
        if not request.host:
            raise RequestError("the request names no host that there could be", "send a Host header")
