"""The list of documents at ``/documents``, and what a document's own page has beyond any node's."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, render_template
from pyoxigraph import Literal, NamedNode

from graph.document_names import write_date
from graph.parameters import Given
from web.caching import find_unchanged
from web.contexts.documents import (
    DocumentCard,
    DocumentFact,
    DocumentPage,
    DocumentPlace,
    DocumentSection,
    DocumentsPage,
    LeftOutGroup,
    LeftOutPlace,
)
from web.contexts.nodes import NodePage
from web.facts import anchor
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import HTML
from web.outline import natural_key
from web.parts import Link
from web.quality_notes import NOTES, read_notes
from web.rows import Row
from web.words import split_name

blueprint = Blueprint("documents", __name__)

DOCUMENTS, FACTS, LEFT_OUT = "evidence/documents", "evidence/facts_of_document", "evidence/left_out"
"""The queries of the pages' parts."""

_HELD = "/holding-held"


@blueprint.get("/documents")
def show() -> Response | str:
    """Show every document."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("documents/list.html", page=_build_list(graph))


def _build_list(graph: ServedGraph) -> DocumentsPage:
    cards = read_documents(graph, {})
    return DocumentsPage(
        held=tuple(card for card in cards if card.is_held),
        named=tuple(card for card in cards if not card.is_held),
        made_by=make_made_by(graph, DOCUMENTS),
    )


def read_documents(graph: ServedGraph, asked: dict[str, Given]) -> tuple[DocumentCard, ...]:
    """Return the documents that answer to ``asked``, by date."""
    rows = {row.text("document"): row for row in graph.read(DOCUMENTS, asked)}
    return tuple(_make_card(iri, row, graph) for iri, row in rows.items())


def _make_card(iri: str, row: Row, graph: ServedGraph) -> DocumentCard:
    issued, site = row.terms.get("issued"), graph.site
    is_held = row.text("holding").endswith(_HELD)
    publisher, whole = row.find("publisher"), row.find("whole")
    return DocumentCard(
        link=Link(row.text("title"), site.to_page(iri)),
        kind=row.text("kindLabel"),
        issued=write_date(issued) if isinstance(issued, Literal) else "",
        issued_basis=row.text("issuedBasis"),
        publisher=Link(row.text("publisherLabel"), site.to_page(publisher)) if publisher else None,
        sha256=row.text("sha256"),
        is_held=is_held,
        holding=row.text("holdingLabel"),
        whole=Link(row.text("wholeLabel"), site.to_page(whole)) if whole else None,
        facts=row.count("facts"),
        places=row.count("places"),
        left_out=row.count("leftOut"),
        notes=row.count("notes"),
        text_href=find_text_href(graph, iri) if is_held else "",
    )


def find_text_href(graph: ServedGraph, iri: str) -> str:
    """Return where the text of a document is read."""
    authority, _, document = (graph.site.find_path(iri) or "").partition("/document/")
    return f"/documents/{authority}/{document}/text"


def build_document_page(graph: ServedGraph, iri: str, node: NodePage) -> DocumentPage:
    """Return a document with the facts that stand in it, by heading and in the order of its locators."""
    asked: dict[str, Given] = {"document": NamedNode(iri)}
    places = [
        DocumentPlace(locator, anchor(locator), facts)
        for locator, facts in sorted(read_facts_by_locator(graph, iri).items(), key=lambda item: natural_key(item[0]))
    ]
    cited: dict[str, Given] = {"source": NamedNode(iri)}
    return DocumentPage(
        node=node,
        card=read_documents(graph, asked)[0],
        sections=_group(places),
        size=sum(len(place.facts) for place in places),
        facts_made_by=make_made_by(graph, FACTS, asked),
        left_out=_group_left_out(graph.read(LEFT_OUT, asked), {place.locator for place in places}, graph),
        left_out_made_by=make_made_by(graph, LEFT_OUT, asked),
        notes=read_notes(graph, cited),
        notes_made_by=make_made_by(graph, NOTES, cited),
    )


def read_facts_by_locator(graph: ServedGraph, iri: str) -> dict[str, tuple[DocumentFact, ...]]:
    """Return what stands at each place of a document, each thing once."""
    found: dict[str, dict[DocumentFact, None]] = {}
    for row in graph.read(FACTS, {"document": NamedNode(iri)}):
        found.setdefault(row.text("locator"), {})[_make_fact(row, graph)] = None
    return {locator: tuple(facts) for locator, facts in found.items()}


def _make_fact(row: Row, graph: ServedGraph) -> DocumentFact:
    node = row.text("node")
    link = Link(row.text("nodeLabel") or split_name(node), graph.site.to_page(node))
    if row.find("predicateLabel") is None:
        return DocumentFact(link, row.text("kindLabel"), row.text("published"), None)
    other = row.text("objectLabel") or row.text("object")
    href = graph.site.to_page(row.text("object")) if row.is_node("object") else ""
    return DocumentFact(link, "link", row.text("predicateLabel"), Link(other, href))


def _group(places: Iterable[DocumentPlace]) -> tuple[DocumentSection, ...]:
    by_heading: dict[str, list[DocumentPlace]] = {}
    for place in places:
        heading = place.locator.split(" / ")[0].split(".")[0]
        by_heading.setdefault(heading, []).append(place)
    return tuple(
        DocumentSection(heading, tuple(members), sum(len(place.facts) for place in members))
        for heading, members in by_heading.items()
    )


def _group_left_out(rows: Iterable[Row], with_facts: set[str], graph: ServedGraph) -> tuple[LeftOutGroup, ...]:
    """Return the places that give no fact; an anchor that a place with facts has already is not given again."""
    by_reason: dict[Link, list[LeftOutPlace]] = {}
    for row in rows:
        locator = row.text("locator")
        place = LeftOutPlace(locator, "" if locator in with_facts else anchor(locator), row.text("note"))
        by_reason.setdefault(Link(row.text("reasonLabel"), graph.site.to_page(row.text("reason"))), []).append(place)
    return tuple(LeftOutGroup(reason, tuple(places)) for reason, places in by_reason.items())
