"""The vocabulary at ``/def``, as a page or as RDF."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, make_response, redirect, render_template, request
from pyoxigraph import NamedNode

from graph.formats import Format
from graph.namespaces import compact
from web.addresses import CODES, DEFINITIONS, VOCABULARY
from web.caching import find_unchanged
from web.codes import read_lists
from web.contexts.definitions import DefinitionsPage
from web.descriptions import serve_negotiated, serve_triples
from web.errors import UnknownPageError
from web.facts import group_facts
from web.head_links import announce_page
from web.live import ServedGraph, get_graph
from web.negotiate import HTML, choose_page_or_format, get_graph_format
from web.parts import Definition, DefinitionSection, Fact, FactGroup, Link, Value
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
_VERSION = "http://www.w3.org/2002/07/owl#versionIRI"


@blueprint.get("/def")
def show() -> Response:
    """Show the vocabulary to a reader, and give a program its triples."""
    graph = get_graph()
    form = choose_page_or_format(request)
    if form is not None:
        return serve_negotiated(graph, _describe(graph, form), VOCABULARY, form)
    announce_page(graph, VOCABULARY)
    page = find_unchanged(HTML) or make_response(render_template("definitions/show.html", page=_build(graph)))
    return serve_negotiated(graph, page, VOCABULARY, None)


@blueprint.get("/def/<version>")
def show_version(version: str) -> Response:
    """Lead on from the address of the version that the release has (303); no other version is held.

    Raises:
        UnknownPageError: when it is of another version.
    """
    graph, iri = get_graph(), f"{VOCABULARY}/{version}"
    rows = graph.read("evidence/facts_of_node", {"node": NamedNode(VOCABULARY)})
    if all((row.text("property"), row.text("value")) != (_VERSION, iri) for row in rows):
        message, advice = f"this release has no vocabulary of the version {version!r}", "take the one that it has"
        raise UnknownPageError(message, advice, (Link("The vocabulary", "/def"),))
    answer = make_response(redirect("/def", 303))
    answer.vary.add("Accept")
    return answer


@blueprint.get("/def.<suffix>")
def describe(suffix: str) -> Response:
    """Return the vocabulary's triples in the form that the address ends in."""
    return _describe(get_graph(), get_graph_format(suffix))


def _describe(graph: ServedGraph, form: Format) -> Response:
    return serve_triples(graph, VOCABULARY, form, "pages/vocabulary")


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
