"""The page of any node at ``/page/…``, its triples at ``/data/…``, and its permanent address ``/id/…``."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from graph.formats import Format, find_format_by_suffix
from graph.namespaces import PREFIXES
from web.caching import find_unchanged
from web.documents import build_document_page
from web.errors import NotAcceptableError, RequestError
from web.foreign import find_foreign_page
from web.live import ServedGraph, get_graph
from web.negotiate import GRAPH_FORMATS, HTML, choose_type
from web.node_page import build_node_page, get_heading
from web.plans import build_plan_page

blueprint = Blueprint("pages", __name__)


@blueprint.get("/page/<path:path>")
def show(path: str) -> Response | str:
    """Show a node of this service."""
    graph = get_graph()
    return find_unchanged(HTML) or _show(graph, graph.site.to_iri(path))


@blueprint.get("/page")
def show_foreign() -> Response | str:
    """Show what the graph says of somebody else's address, such as an area, or at least what names it."""
    graph = get_graph()
    iri = _read_iri()
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    page = None if graph.site.find_path(iri) else find_foreign_page(graph, iri)
    return _show(graph, iri) if page is None else render_template("pages/foreign.html", page=page)


@blueprint.get("/data/<path:path>")
def describe(path: str) -> Response:
    """Return the triples of a node in the form that the address ends in.

    Raises:
        NotAcceptableError: when it is no form of a graph.
    """
    stem, dot, suffix = path.rpartition(".")
    form = find_format_by_suffix(suffix, "graph") if dot else None
    if form is None:
        raise NotAcceptableError(f"/data/{path} does not end in a form", f"add one of {_list_suffixes()}")
    graph = get_graph()
    return _describe(graph, graph.site.to_iri(stem), form)


@blueprint.get("/data.<suffix>")
def describe_foreign(suffix: str) -> Response:
    """Return what the graph says of somebody else's address.

    Raises:
        NotAcceptableError: when the address ends in no form of a graph.
    """
    form = find_format_by_suffix(suffix, "graph")
    if form is None:
        raise NotAcceptableError(f"there is no form .{suffix}", f"use one of {_list_suffixes()}")
    return _describe(get_graph(), _read_iri(), form)


@blueprint.get("/id/<path:path>")
def locate(path: str) -> Response:
    """Send a client from a node's permanent address to what it can read (303, as the node is no document).

    Raises:
        NotAcceptableError: when it can read none of the forms that there are.
    """
    graph = get_graph()
    iri = graph.site.to_iri(path)
    get_heading(graph, iri)
    media_type = choose_type(request.accept_mimetypes, [HTML, *(form.media_type for form in GRAPH_FORMATS)])
    if media_type is None:
        raise NotAcceptableError(
            "the node has no form that your Accept header allows", f"ask for one of {_list_types()}"
        )
    suffix = next((form.suffix for form in GRAPH_FORMATS if form.media_type == media_type), None)
    target = graph.site.to_page(iri) if suffix is None else graph.site.to_data(iri, suffix)
    response = Response(status=303, headers={"Location": target, "Vary": "Accept"})
    response.mimetype = HTML
    return response


def _show(graph: ServedGraph, iri: str) -> str:
    heading = get_heading(graph, iri)
    page = build_node_page(graph, iri, heading)
    if heading.is_a("Plan"):
        return render_template("pages/plan.html", page=build_plan_page(graph, iri, page))
    if heading.is_a("Document"):
        return render_template("pages/document.html", page=build_document_page(graph, iri, page))
    return render_template("pages/node.html", page=page)


def _describe(graph: ServedGraph, iri: str, form: Format) -> Response:
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    get_heading(graph, iri)
    query = graph.library.get_query("pages/description").bind({"node": NamedNode(iri)})
    body = graph.store.serialize(query, form.media_type, PREFIXES)
    response = Response(body, mimetype=form.media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _read_iri() -> str:
    iri = request.args.get("iri", "")
    try:
        return NamedNode(iri).value
    except ValueError as error:
        raise RequestError(f"{iri!r} is no address", "write ?iri= and a full address") from error


def _list_suffixes() -> str:
    return ", ".join(form.suffix for form in GRAPH_FORMATS)


def _list_types() -> str:
    return ", ".join((HTML, *(form.media_type for form in GRAPH_FORMATS)))
