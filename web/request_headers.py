"""Headers of requests that mean less than they seem to, put right before anything reads them.

- ``Accept``: a parameter of a media type, such as ``charset=utf-8``, asks for nothing that there could be two of here.
- ``If-Match: *`` holds wherever there is an answer (RFC 9110, section 13.1.1).
- ``Range`` counts with GET alone, in bytes, and one part is what is sent; all others are answered whole (section 14.2).
"""

from __future__ import annotations

import re

from flask import Flask, request
from werkzeug.datastructures import MIMEAccept

_ONE_PART = re.compile(r"bytes\s*=\s*(?:[0-9]+\s*-\s*[0-9]*|-\s*[0-9]+)\s*")


def add_request_headers(app: Flask) -> None:
    """Put the headers of every request of ``app`` right."""

    @app.before_request
    def put_right() -> None:
        environ = request.environ
        if environ.get("HTTP_IF_MATCH", "").strip() == "*":
            del environ["HTTP_IF_MATCH"]
        if request.method != "GET" or not _ONE_PART.fullmatch(environ.get("HTTP_RANGE", "")):
            environ.pop("HTTP_RANGE", None)
        if ";" in environ.get("HTTP_ACCEPT", ""):
            request.accept_mimetypes = _drop_parameters(request.accept_mimetypes)


def _drop_parameters(accept: MIMEAccept) -> MIMEAccept:
    """Return the same without parameters; a form that is refused with one is not refused without."""
    ranges = ((value.partition(";"), quality) for value, quality in accept)
    return MIMEAccept([(name.strip(), quality) for (name, mark, _), quality in ranges if quality or not mark])
