"""Whether the service runs (``/health``) and whether it can answer (``/health/ready``), for a supervisor."""

from __future__ import annotations

import logging

from flask import Blueprint, Response, jsonify

from graph.errors import ReleaseError, StoreError
from web.failures import find_failure
from web.live import get_live_graph

LOG = logging.getLogger(__name__)
blueprint = Blueprint("health", __name__)


@blueprint.get("/health")
def show() -> Response:
    """Say that the process answers."""
    return _answer({"status": "ok"}, 200)


@blueprint.get("/health/ready")
def show_ready() -> Response:
    """Say whether there is a graph to serve, and which."""
    try:
        graph = get_live_graph().get()
        graph.read("pages/plans")
    except (ReleaseError, StoreError) as error:
        LOG.warning("not ready: %s", error)
        return _answer({"status": "unavailable", "reason": find_failure(error).told}, 503)
    return _answer({"status": "ready", "release": graph.release.name}, 200)


def _answer(content: dict[str, str], status: int) -> Response:
    response = jsonify(content)
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response
