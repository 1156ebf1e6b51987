"""The front page at ``/``."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from web.caching import find_unchanged
from web.contexts.plans import HomePage
from web.live import ServedGraph, get_graph
from web.negotiate import HTML
from web.plans import read_plans

blueprint = Blueprint("home", __name__)


@blueprint.get("/")
def show() -> Response | str:
    """Show what this is, the plans, and how to begin."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template(
        "home/show.html", page=HomePage(read_publishers(graph), read_plans(graph))
    )


def read_publishers(graph: ServedGraph) -> tuple[str, ...]:
    """Return the names of those who published the plans, in the order of the alphabet."""
    rows = graph.read("pages/authorities")
    return tuple(sorted({row.text("publisherLabel") for row in rows} - {""}))
