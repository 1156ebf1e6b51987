"""Requests that are being answered, by client: nobody has so many pages made at once that others wait for theirs.

Pages share one interpreter, and a request that has come waits for its turn behind those before it. So whoever has as
many as ``MOST_EACH`` under way is refused the next, which costs next to nothing. Visitors' queries have turns of their
own.
"""

from __future__ import annotations

import threading
from collections import Counter

from flask import Flask, g, request

from graph.errors import VisitorBusyError
from web.visitors import find_client

MOST_EACH = 16
"""How many requests of one client may be under way; a browser sends six."""

_FREE = ("sparql", "health", "metrics", "static")
"""Blueprints that take turns elsewhere, or next to no time."""


def add_crowding(app: Flask) -> None:
    """Refuse requests to ``app`` of clients that have too many under way."""
    under_way: Counter[str] = Counter()
    lock = threading.Lock()

    @app.before_request
    def enter() -> None:
        if (request.endpoint or "").partition(".")[0] in _FREE:
            return
        client = find_client()
        with lock:
            if under_way[client] >= MOST_EACH:
                message = "too many of your requests are being answered now"
                raise VisitorBusyError(message, "send the next when one of them has been answered")
            under_way[client] += 1
        g.under_way = client

    @app.teardown_request
    def leave(_error: BaseException | None) -> None:
        client = g.pop("under_way", None)
        if client is not None:
            with lock:
                under_way.subtract((client,))
                if not under_way[client]:
                    del under_way[client]
