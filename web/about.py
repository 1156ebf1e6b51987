"""Pages about the service itself: accessibility, privacy, contact."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from web.caching import find_unchanged
from web.live import get_graph
from web.negotiate import HTML

blueprint = Blueprint("about", __name__)


@blueprint.get("/accessibility")
def show_accessibility() -> Response | str:
    """Show how accessible the pages are, and how that was tested."""
    return _show("accessibility")


@blueprint.get("/privacy")
def show_privacy() -> Response | str:
    """Show what is kept of a visit."""
    return _show("privacy")


@blueprint.get("/contact")
def show_contact() -> Response | str:
    """Show how to reach the operator."""
    return _show("contact")


def _show(name: str) -> Response | str:
    get_graph()
    return find_unchanged(HTML) or render_template(f"about/{name}.html")
