"""The SPARQL endpoint at ``/sparql``: SPARQL 1.1 Protocol for programs; a browser gets ``web/workbench.py``.

A visitor's text goes to the sandbox and nowhere else: this process only reads its words.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from graph.namespaces import PREFIXES
from web.caching import find_unchanged
from web.live import get_graph, get_live_graph
from web.negotiate import choose_format, wants_page
from web.protocol import read_asked
from web.service_description import describe_service
from web.workbench import show_workbench

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def answer() -> Response:
    """Answer a query, or show the form, or describe the service."""
    asked = read_asked()
    graph = get_graph()
    if wants_page(request):
        return show_workbench(graph, asked)
    if not asked.query:
        return _describe()
    pool = get_live_graph().get_pool()
    form = choose_format(request, pool.read_text(asked.query).kind)
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    body = pool.run(
        asked.query,
        form.media_type,
        default_graphs=asked.default_graphs,
        named_graphs=asked.named_graphs,
        prefixes=PREFIXES,
    )
    return Response(body, mimetype=form.media_type)


@blueprint.after_request
def allow_everybody(response: Response) -> Response:
    """Let scripts of other sites ask: everything here is public, and nothing depends on who asks."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type"
    response.headers["Access-Control-Allow-Methods"] = "GET, POST, OPTIONS"
    response.vary.add("Accept")
    return response


def _describe() -> Response:
    form = choose_format(request, "graph")
    body = describe_service(request.base_url, form)
    return find_unchanged(form.media_type) or Response(body, mimetype=form.media_type)
