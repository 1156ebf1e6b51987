"""Answers while they go out. Whoever asks for a large one and does not read it keeps its bytes, and a thread.

So a large answer goes out piece by piece, and only some may be on their way at once, few of one client, with so many
bytes in memory. What is read from a file takes a place and no memory. ``web/stalled_readers.py`` ends those that nobody
reads.
"""

from __future__ import annotations

import threading
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import cast

from flask import Flask, Response, request
from werkzeug.wsgi import FileWrapper

from graph.errors import ServiceBusyError, VisitorBusyError
from graph.settings import Settings
from web.failures import answer_known, replace_by_error
from web.visitors import find_client

MOST = 48
"""How many large answers may be on their way at once; the server has so many threads more."""

MOST_EACH = 12
"""How many of them one client may be receiving."""

SHARE = 0.5
"""How much of the memory one client's answers may take."""

LARGE_BYTES = 65_536
"""An answer up to this size is handed to the server whole, and counts for nothing; a larger one goes in such pieces."""

_PATIENCE_S = 0.25
"""A reader who reads takes no time worth the name, so a place is soon free where nobody is slow."""


class Sendings:
    """Counts the answers that are on their way; safe to use from several threads."""

    def __init__(self, most_bytes: int, most: int = MOST, most_each: int = MOST_EACH) -> None:
        self._most_bytes = most_bytes
        self._most = most
        self._most_each = most_each
        self._places: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()
        self._changed = threading.Condition(threading.RLock())  # a forgotten answer may leave while its thread is here

    def enter(self, client: str, size_bytes: int) -> None:
        """Take a place, for an answer of which so many bytes are in memory.

        Raises:
            VisitorBusyError: when this client is receiving as much as it may.
            ServiceBusyError: when all places or all memory are taken by others.
        """
        with self._changed:
            if not self._changed.wait_for(lambda: self._has_room(client, size_bytes), _PATIENCE_S):
                self._refuse(client, size_bytes)
            self._places[client] += 1
            self._bytes[client] += size_bytes

    def leave(self, client: str, size_bytes: int) -> None:
        """Give the place up again."""
        with self._changed:
            self._places -= Counter({client: 1})  # forgets the clients that have none left
            self._bytes -= Counter({client: size_bytes})
            self._changed.notify_all()

    def _has_room(self, client: str, size_bytes: int) -> bool:
        if not self._has_room_of_its_own(client, size_bytes) or self._places.total() >= self._most:
            return False
        return not size_bytes or not self._bytes or self._bytes.total() + size_bytes <= self._most_bytes

    def _has_room_of_its_own(self, client: str, size_bytes: int) -> bool:
        own = self._bytes[client]
        is_small_enough = not size_bytes or not own or own + size_bytes <= SHARE * self._most_bytes
        return is_small_enough and self._places[client] < self._most_each

    def _refuse(self, client: str, size_bytes: int) -> None:
        if not self._has_room_of_its_own(client, size_bytes):
            message = "too many answers to you are still on their way"
            raise VisitorBusyError(message, "read the whole of one before you ask for the next")
        raise ServiceBusyError("too many large answers are still on their way", "try again in a few seconds")


class Pieces:
    """A body in pieces, with what has to be done once when it has gone out, is given up or is forgotten."""

    def __init__(
        self, pieces: Iterable[bytes], end: Callable[[str, int], object], client: str, size_bytes: int
    ) -> None:
        self._pieces = pieces
        self._end = weakref.finalize(self, end, client, size_bytes)

    def __iter__(self) -> Iterator[bytes]:
        """Give the pieces, and end after the last."""
        yield from self._pieces
        self.close()

    def close(self) -> None:
        """End, and close what the pieces are read from."""
        close = getattr(self._pieces, "close", None)
        if close is not None:
            close()
        self._end()


def add_sending(app: Flask, settings: Settings) -> None:
    """Send large answers of ``app`` piece by piece, as many at once as there are places for."""
    sendings = Sendings(settings.sending_mb * 1_000_000)

    @app.after_request
    def send(response: Response) -> Response:
        size_bytes = response.calculate_content_length() or response.content_length
        is_small = size_bytes is not None and size_bytes <= LARGE_BYTES
        if is_small or request.method == "HEAD" or response.status_code == 304:
            return response
        held = size_bytes or 0 if response.is_sequence else 0
        client = find_client()
        try:
            sendings.enter(client, held)
        except ServiceBusyError as error:
            return replace_by_error(response, answer_known(error))
        response.response = Pieces(_read_pieces(response), sendings.leave, client, held)
        return response


def _read_pieces(response: Response) -> Iterable[bytes]:
    """Return what a response is read from: its body cut up, or its file."""
    if response.is_sequence:
        body = response.get_data()
        response.content_length = len(body)
        return cut(body)
    if isinstance(response.response, FileWrapper):
        response.response.buffer_size = LARGE_BYTES
    return cast("Iterable[bytes]", response.response)


def cut(body: bytes) -> Iterator[bytes]:
    """Give a body in pieces."""
    for start in range(0, len(body), LARGE_BYTES):
        yield body[start : start + LARGE_BYTES]
