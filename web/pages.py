"""The page of any node at ``/page/…``, its triples at ``/data/…``, and its permanent address ``/id/…``."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from graph.formats import Format
from web.caching import find_unchanged
from web.descriptions import serve_triples
from web.documents import build_document_page
from web.errors import RequestError
from web.foreign import find_foreign_page
from web.gathered import build_gathered_page, find_gathering
from web.head_links import announce_node, announce_page
from web.kept_releases import get_settings
from web.live import ServedGraph, get_graph
from web.negotiate import HTML, choose_page_or_format, get_graph_format
from web.node_page import build_node_page, get_heading
from web.plans import build_plan_page
from web.structured_data import describe_node
from web.topics import find_topic_page

blueprint = Blueprint("pages", __name__)


@blueprint.get("/page/<path:path>")
def show(path: str) -> Response | str:
    """Show a node of this service."""
    graph = get_graph()
    iri = graph.site.to_iri(path)
    announce_page(graph, iri)
    return find_unchanged(HTML) or _show(graph, iri)


@blueprint.get("/page")
def show_foreign() -> Response | str:
    """Show what the graph says of somebody else's address, such as an area, or at least what names it."""
    graph = get_graph()
    iri = _read_iri()
    page = None if graph.site.find_path(iri) else find_foreign_page(graph, iri)
    if page is None:  # of any other nothing is said here that could be given as data
        announce_page(graph, iri)
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    return _show(graph, iri) if page is None else render_template("pages/foreign.html", page=page)


@blueprint.get("/data/<path:path>")
def describe(path: str) -> Response:
    """Return the triples of a node in the form that the address ends in."""
    stem, _, suffix = path.rpartition(".")
    form = get_graph_format(suffix if stem else "")
    graph = get_graph()
    return _describe(graph, graph.site.to_iri(stem), form)


@blueprint.get("/data.<suffix>")
def describe_foreign(suffix: str) -> Response:
    """Return what the graph says of somebody else's address."""
    form = get_graph_format(suffix)
    return _describe(get_graph(), _read_iri(), form)


@blueprint.get("/id/<path:path>")
def locate(path: str) -> Response:
    """Send a client from a node's permanent address to what it can read (303, as the node is no document)."""
    graph = get_graph()
    iri = graph.site.to_iri(path)
    get_heading(graph, iri)
    announce_node(graph, iri)
    form = choose_page_or_format(request)
    target = graph.site.to_page(iri) if form is None else graph.site.to_data(iri, form.suffix)
    response = Response(status=303, headers={"Location": target, "Vary": "Accept"})
    response.mimetype = HTML
    return response


def _show(graph: ServedGraph, iri: str) -> str:
    heading = get_heading(graph, iri)
    gathering = find_gathering(heading)
    if gathering is not None:
        gathered = build_gathered_page(graph, iri, heading, gathering)
        about = describe_node(gathered.node, heading.kinds, get_settings())
        return render_template("pages/gathered.html", page=gathered, structured_data=about)
    page = build_node_page(graph, iri, heading)
    about = describe_node(page, heading.kinds, get_settings())
    if heading.is_a("Plan"):
        return render_template("pages/plan.html", page=build_plan_page(graph, iri, page), structured_data=about)
    if heading.is_a("Document"):
        return render_template("pages/document.html", page=build_document_page(graph, iri, page), structured_data=about)
    is_concept = heading.is_a("Concept") and not heading.is_a("PlanElement")
    topic = find_topic_page(graph, iri, page) if is_concept else None
    if topic is not None:
        return render_template("pages/topic.html", page=topic, structured_data=about)
    return render_template("pages/node.html", page=page, structured_data=about)


def _describe(graph: ServedGraph, iri: str, form: Format) -> Response:
    get_heading(graph, iri)
    return serve_triples(graph, iri, form, "pages/description", {"node": NamedNode(iri)})


def _read_iri() -> str:
    iri = request.args.get("iri", "")
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise RequestError(f"{iri!r} is no address", "write ?iri= and a full address") from error
