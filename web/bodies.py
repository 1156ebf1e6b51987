"""Bodies of requests while they come in. Whoever sends one slowly keeps a thread, and the server has no clock for that.

So only some may be on their way at once, and few of one client: all other threads stay free for requests that are here.
Only ``/sparql`` reads bodies.
"""

from __future__ import annotations

import math
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, abort, current_app, request

from graph.errors import ServiceBusyError, VisitorBusyError
from web.errors import MediaTypeError
from web.visitors import find_client

EXTENSION_BODIES = "goldenthread-bodies"

MOST = 24
"""How many bodies may be on their way at once; the server has so many threads more."""

MOST_EACH = 4
"""How many of them one client may be sending."""

_PATIENCE_S = 0.25
"""A body that comes at once takes no time worth the name, so a place is soon free where nobody is slow."""


_CHARSETS = ("utf-8", "utf8", "us-ascii")


class Bodies:
    """Counts the bodies that are on their way; safe to use from several threads."""

    def __init__(self, most: int = MOST, most_each: int = MOST_EACH) -> None:
        self._most = most
        self._most_each = most_each
        self._coming: Counter[str] = Counter()
        self._changed = threading.Condition()

    @contextmanager
    def enter(self, client: str) -> Iterator[None]:
        """Hold a place while a body is read.

        Raises:
            VisitorBusyError: when this client is sending as many as it may.
            ServiceBusyError: when all places are taken by others.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room(client), _PATIENCE_S):
                self._refuse(client)
            self._coming[client] += 1
        try:
            yield
        finally:
            with self._changed:
                self._coming -= Counter((client,))  # forgets the clients that have none left
                self._changed.notify_all()

    def _has_room(self, client: str) -> bool:
        return self._coming.total() < self._most and self._coming[client] < self._most_each

    def _refuse(self, client: str) -> None:
        if self._coming[client] >= self._most_each:
            message = "too many of your requests are still on their way"
            raise VisitorBusyError(message, "send the whole of one before you begin the next")
        message = "too many requests are still on their way"
        raise ServiceBusyError(message, "try again in a few seconds, or send the query in the address")


def add_bodies(app: Flask) -> None:
    """Count the bodies that are on their way to ``app``."""
    app.extensions[EXTENSION_BODIES] = Bodies()


def read_body() -> None:
    """Read the body of this request whole; Flask keeps it.

    Raises:
        HTTPException: when it is too large.
        MediaTypeError: when it is packed, or written in other characters than UTF-8.
        VisitorBusyError: when this client is sending too many.
        ServiceBusyError: when too many are being sent by others.
        TypeError: when the application was not made by ``create_app``.
    """
    packing = request.headers.get("Content-Encoding", "identity")
    if packing.lower() != "identity":
        raise MediaTypeError(f"content packed as {packing} is not read here", "send it as it is")
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in _CHARSETS:
        raise MediaTypeError(f"content in {charset} is not read here", "send it as UTF-8")
    bodies = current_app.extensions[EXTENSION_BODIES]
    if not isinstance(bodies, Bodies):
        raise TypeError("the application was not made by create_app")
    with bodies.enter(find_client()):
        size_bytes = len(request.get_data())
    if request.content_length is None and size_bytes >= (request.max_content_length or math.inf):
        abort(413)  # a body that does not say how long it is has been read up to the limit, and no further
