"""The named graphs at ``/graph/…``: what each holds, and its triples."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, render_template, request
from pyoxigraph import NamedNode

from graph.errors import QueryLimitError
from graph.formats import Format
from web.caching import find_unchanged
from web.contexts.graphs import GraphPage, GraphsPage, NamedGraph
from web.descriptions import serve_negotiated, serve_triples
from web.errors import UnknownPageError
from web.head_links import announce_page, list_forms
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import HTML, choose_page_or_format, get_graph_format
from web.parts import Link
from web.rows import Row
from web.words import split_name

blueprint = Blueprint("graphs", __name__)

MOST_TRIPLES = 200_000
"""Above this, a graph is too much for one answer, and its dump is offered instead."""

KINDS = {
    "vocabulary": "The terms and code lists that the other graphs are written in.",
    "meta": "What this release says of itself.",
    "curated": "What a person says, not a document: registers, topics, mappings and quality notes.",
    "computed": "What a rule worked out from what is printed.",
    "inferred/stated": "Links of the thread that follow from what the documents state.",
    "inferred/curated": "Links of the thread that follow only from what a person says.",
    "document": "What one document says, each fact with its passage.",
}
"""What a named graph holds, by the end of its address or the word after its authority."""


@blueprint.get("/graph")
def show_all() -> Response | str:
    """Show every named graph."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("graphs/list.html", page=GraphsPage(_list_graphs(graph)))


@blueprint.get("/graph/<path:path>")
def show(path: str) -> Response:
    """Show what a named graph holds; a program that asks for triples gets them."""
    stem, _, suffix = path.rpartition(".")
    graph = get_graph()
    if stem:
        form = get_graph_format(suffix)
        return _describe(graph, _get_named(graph, stem), form)
    named = _get_named(graph, path)
    wanted = choose_page_or_format(request)
    if wanted is not None:
        return serve_negotiated(graph, _describe(graph, named, wanted), named.iri, wanted)
    announce_page(graph, named.iri)
    page = find_unchanged(HTML) or make_response(render_template("graphs/show.html", page=_build(graph, named)))
    return serve_negotiated(graph, page, named.iri, None)


def _list_graphs(graph: ServedGraph) -> tuple[NamedGraph, ...]:
    manifest = graph.release.manifest
    counts = {**manifest.counts, **manifest.meta_counts}
    return tuple(_make_named(graph, iri, quads) for iri, quads in sorted(counts.items()))


def _make_named(graph: ServedGraph, iri: str, quads: int) -> NamedGraph:
    path = iri.removeprefix(f"{graph.site.base_iri}graph/")
    name = path.partition("/")[2] or path
    kind = KINDS.get(name) or KINDS.get(name.partition("/")[0], "")
    document = ""
    if name.startswith("document/"):
        document = f"{graph.site.base_iri}id/{path.partition('/')[0]}/{name}"
    return NamedGraph(iri, path, graph.site.to_page(iri), kind, quads, document)


def _get_named(graph: ServedGraph, path: str) -> NamedGraph:
    graphs = _list_graphs(graph)
    found = next((each for each in graphs if each.path == path), None)
    if found is None:
        links = tuple(Link(each.path, each.href) for each in graphs)
        raise UnknownPageError(f"there is no named graph at /graph/{path}", "choose one of those that there are", links)
    return found


def _build(graph: ServedGraph, named: NamedGraph) -> GraphPage:
    values = {"graph": NamedNode(named.iri)}
    rows = graph.read("catalogue/classes", values)
    items = graph.tracer.read_items([named.document]) if named.document else {}
    item = items.get(named.document)
    return GraphPage(
        graph=named,
        document=Link(item.label, graph.site.to_page(named.document)) if item else None,
        kinds=tuple((_link_class(graph, row), int(row.text("number"))) for row in rows),
        made_by=make_made_by(graph, "catalogue/classes", values),
        formats=list_forms(graph, named.iri),
    )


def _link_class(graph: ServedGraph, row: Row) -> Link:
    iri = row.text("class")
    return Link(row.text("classLabel") or split_name(iri), graph.site.to_page(iri))


def _describe(graph: ServedGraph, named: NamedGraph, form: Format) -> Response:
    if named.quads > MOST_TRIPLES:
        message = f"the graph has {named.quads:,} triples, and one answer holds at most {MOST_TRIPLES:,}"
        raise QueryLimitError("rows", MOST_TRIPLES, "triples", message, "take the N-Quads file at /downloads")
    return serve_triples(graph, named.iri, form, "pages/named_graph", {"graph": NamedNode(named.iri)})
