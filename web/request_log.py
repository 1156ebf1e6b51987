"""Logs for machines: one JSON object a line on standard error, and in each the id of the request that it is about.

A request's id comes from its ``X-Request-ID``, so that a gateway and its service can be read together, or is made here;
the answer has it too. What a visitor typed, and from where, is not written down.
"""

from __future__ import annotations

import logging
import re
import time
import uuid

from flask import Flask, Response, g, has_request_context, request
from pythonjsonlogger.json import JsonFormatter
from typing_extensions import override

HEADER = "X-Request-ID"
LOG = logging.getLogger("web.requests")

_FIT = re.compile(r"[A-Za-z0-9._:=+/-]{1,100}")
_QUIET = ("/health", "/health/ready", "/metrics")
"""Addresses that a supervisor asks every few seconds; they are logged when they fail."""


class AddRequestId(logging.Filter):
    """Gives each record the id of the request that is being answered, if any."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = g.get("request_id") if has_request_context() else None
        return True


def start_logging() -> None:
    """Write every record of this process from now on as JSON."""
    handler = logging.StreamHandler()
    handler.addFilter(AddRequestId())
    handler.setFormatter(
        JsonFormatter(
            ["levelname", "name", "message", "request_id"],
            timestamp=True,
            rename_fields={"levelname": "level", "name": "logger"},
        )
    )
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def add_request_log(app: Flask) -> None:
    """Give each request of ``app`` an id and, when it is answered, a line in the log.

    It must come before whatever else changes answers: what is registered first sees an answer last.
    """

    @app.before_request
    def begin() -> None:
        given = request.headers.get(HEADER, "")
        g.request_id = given if _FIT.fullmatch(given) else uuid.uuid4().hex
        g.started = time.perf_counter()

    @app.after_request
    def end(response: Response) -> Response:
        response.headers[HEADER] = g.request_id
        if request.path not in _QUIET or response.status_code >= 400:
            LOG.info("%s %s %s", request.method, request.path, response.status_code, extra=_describe(response))
        return response


def measure_request() -> float:
    """Return the seconds since this request began."""
    started: float = g.started
    return time.perf_counter() - started


def _describe(response: Response) -> dict[str, object]:
    facts: dict[str, object] = {
        "method": request.method,
        "path": request.path,
        "status": response.status_code,
        "duration_ms": round(measure_request() * 1000, 1),
        "bytes": response.content_length,
    }
    if "query_outcome" in g:
        facts["query"] = g.query_outcome
    return facts
