"""Lets pages of other sites read what this one publishes (CORS): all of it is public, and nothing depends on who asks.

Every answer says so, errors as well: a script that may not read an error cannot show it.
"""

from __future__ import annotations

from flask import Flask, Response, request

METHODS = "GET, HEAD, POST, OPTIONS"
READ_HEADERS = "Accept, Accept-Language, Content-Type, If-None-Match, X-Request-ID"
EXPOSED_HEADERS = (
    "Content-Disposition, Content-Length, Content-Location, ETag, Link, Location, Retry-After, Vary, X-Request-ID"
)
KEPT_S = "86400"


def add_cross_origin(app: Flask) -> None:
    """Set the headers on every answer of ``app``, and those of a preflight on the answer to OPTIONS."""

    @app.after_request
    def allow_everybody(response: Response) -> Response:
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        if request.method == "OPTIONS":
            response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", METHODS)
            response.headers["Access-Control-Allow-Headers"] = READ_HEADERS
            response.headers["Access-Control-Max-Age"] = KEPT_S
        return response
