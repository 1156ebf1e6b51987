"""The SPARQL endpoint at ``/sparql``: SPARQL 1.1 Protocol for programs; a browser gets ``web/workbench.py``.

A visitor's text goes to the sandbox and nowhere else: this process only reads its words.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from web.bodies import read_body
from web.caching import find_unchanged
from web.live import get_graph, get_live_graph
from web.negotiate import choose_format, wants_page
from web.permalink import require_served_release
from web.protocol import read_asked, require_query
from web.service_description import describe_limits, describe_service
from web.visitors import run_query
from web.workbench import show_workbench

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def answer() -> Response:
    """Answer a query, or show the form, or describe the service."""
    if request.method == "POST":
        read_body()
    asked = read_asked()
    graph = get_graph()
    if wants_page(request):
        return show_workbench(graph, asked)
    require_query(asked)
    require_served_release(graph)
    if not asked.query:
        return _describe()
    form = choose_format(request, get_live_graph().get_pool().read_text(asked.query).kind)
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    response = Response(run_query(asked, form.media_type), mimetype=form.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="result-{graph.release.name[:12]}{form.suffix}"'
    return response


@blueprint.context_processor
def tell_limits() -> dict[str, str]:
    """Let the page say what a query may take."""
    return {"query_limits": describe_limits(get_live_graph().limits)}


@blueprint.after_request
def vary_by_form(response: Response) -> Response:
    """Tell caches that the answer depends on the form that is asked for."""
    response.vary.add("Accept")
    return response


def _describe() -> Response:
    graph = get_graph()
    form = choose_format(request, "graph")
    limits = get_live_graph().limits
    body = describe_service(request.base_url, graph.release.manifest, limits, form)
    return find_unchanged(form.media_type) or Response(body, mimetype=form.media_type)
