"""Compresses text on its way out: a whole thread is a tenth of its size as gzip.

A part of a file (``Range``) is a part of the file as it is, and goes out so.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from typing import cast

from flask import Flask, Response, request

LEAST_BYTES = 1_000
"""Below this, compressing costs more than it saves."""

MOST_WHOLE_BYTES = 256_000
"""A file above this size is compressed while it is read, and never in memory as a whole."""

_LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_OTHER_TEXT = (
    "application/json",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-triples",
    "image/svg+xml",
)
_RESULTS = "application/sparql-results+"


def add_compression(app: Flask) -> None:
    """Compress the answers of ``app`` for clients that read gzip."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _is_text(response.mimetype) or response.status_code == 304:
            return response
        response.vary.add("Accept-Encoding")
        if not packs(response.mimetype) or response.status_code == 206 or "Content-Encoding" in response.headers:
            return response
        if not response.is_sequence and (response.content_length or 0) > MOST_WHOLE_BYTES:
            response.response = _Packed(cast("Iterable[bytes]", response.response))
            del response.headers["Content-Length"]
            response.headers["Content-Encoding"] = "gzip"
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) >= LEAST_BYTES:
            response.set_data(gzip.compress(body, _LEVEL, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        return response


class _Packed:
    """A body compressed as it is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        packing = zlib.compressobj(_LEVEL, wbits=_GZIP)
        for piece in self._pieces:
            yield from filter(None, (packing.compress(piece),))
        yield packing.flush()

    def close(self) -> None:
        close = getattr(self._pieces, "close", None)
        if close is not None:
            close()


def packs(media_type: str | None) -> bool:
    """Return whether an answer of this type to this request goes out as gzip, if it is long enough."""
    return _is_text(media_type) and takes_gzip()


def takes_gzip() -> bool:
    """Return whether the client reads gzip, and asks for the whole."""
    return request.accept_encodings.quality("gzip") > 0 and "Range" not in request.headers


def _is_text(media_type: str | None) -> bool:
    if media_type is None:
        return False
    return media_type.startswith(("text/", _RESULTS)) or media_type in _OTHER_TEXT
