"""The vocabulary at ``/def``, as a page or as RDF."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, make_response, render_template, request

from graph.formats import Format, find_format_by_suffix
from graph.namespaces import PREFIXES, compact
from web.addresses import CODES, DEFINITIONS
from web.caching import find_unchanged
from web.codes import read_lists
from web.contexts.definitions import DefinitionsPage
from web.errors import NotAcceptableError
from web.facts import group_facts
from web.live import ServedGraph, get_graph
from web.negotiate import HTML, choose_format, wants_page
from web.parts import Definition, DefinitionSection, Fact, FactGroup, Value
from web.rows import Row
from web.words import to_basis

blueprint = Blueprint("definitions", __name__)

SORTS: dict[str, str] = {
    "Class": "Classes",
    "ObjectProperty": "Properties that link things",
    "DatatypeProperty": "Properties with a text, number or date",
    "AnnotationProperty": "Properties about the vocabulary itself",
}
"""Headings by the OWL name of a sort of term; everything else stands under the last heading."""

OTHER = "Data cubes and their parts"


@blueprint.get("/def")
def show() -> Response:
    """Show the vocabulary to a browser, and give a program its triples."""
    graph = get_graph()
    if wants_page(request) or not request.accept_mimetypes or request.accept_mimetypes.best == "*/*":
        response = find_unchanged(HTML) or make_response(render_template("definitions/show.html", page=_build(graph)))
    else:
        response = _describe(graph, choose_format(request, "graph"))
    response.vary.add("Accept")
    return response


@blueprint.get("/def.<suffix>")
def describe(suffix: str) -> Response:
    """Return the vocabulary's triples in the form that the address ends in.

    Raises:
        NotAcceptableError: when it is no form of a graph.
    """
    form = find_format_by_suffix(suffix, "graph")
    if form is None:
        raise NotAcceptableError(f"there is no form .{suffix}", "use one of .ttl, .nt, .rdf, .jsonld")
    return _describe(get_graph(), form)


def _describe(graph: ServedGraph, form: Format) -> Response:
    unchanged = find_unchanged(form.media_type)
    if unchanged is not None:
        return unchanged
    query = graph.library.get_query("pages/vocabulary")
    response = Response(query.serialize(graph.store, None, form.media_type, PREFIXES), mimetype=form.media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response


def _build(graph: ServedGraph) -> DefinitionsPage:
    links: dict[str, list[Row]] = {}
    for row in graph.read("pages/vocabulary_links"):
        links.setdefault(row.text("term"), []).append(row)
    by_sort: dict[str, dict[str, Definition]] = {heading: {} for heading in (*SORTS.values(), OTHER)}
    for row in graph.read("pages/vocabulary_terms"):
        term = row.text("term")
        heading = SORTS.get(row.text("kind").rsplit("#", 1)[-1], OTHER)
        by_sort[heading].setdefault(term, _make_definition(row, links.get(term, []), graph))
    sections = tuple(
        DefinitionSection(f"section-{number}", "", heading, "", "", tuple(terms.values()))
        for number, (heading, terms) in enumerate(by_sort.items(), start=1)
        if terms
    )
    return DefinitionsPage(sections, read_lists(graph))


def _make_definition(row: Row, links: list[Row], graph: ServedGraph) -> Definition:
    term = row.text("term")
    return Definition(
        id=term.rsplit("#", 1)[-1],
        iri=term,
        href=graph.site.to_page(term),
        label=row.text("label"),
        text=row.text("definition"),
        notes=tuple(note for column in ("scope", "editorial") if (note := row.find(column))),
        details=tuple(_list_links(links, graph)),
    )


def _list_links(rows: list[Row], graph: ServedGraph) -> Iterator[FactGroup]:
    """Yield what is said of a term: our terms lead to their place here, foreign ones to their own addresses."""
    for group in group_facts(rows, graph):
        values = [row for row in rows if row.text("property") == group.iri]
        facts = tuple(Fact(_make_value(row, graph), to_basis("basis-stated"), ()) for row in values)
        yield FactGroup(group.iri, group.label, group.href, facts)


def _make_value(row: Row, graph: ServedGraph) -> Value:
    text = row.text("value")
    if not row.is_node("value"):
        return Value(text)
    return Value(compact(text), graph.site.to_page(text) if text.startswith((DEFINITIONS, CODES)) else text)
