"""Builds the page of a document: everything that it is the source of, place by place."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from web.contexts.documents import DocumentFact, DocumentPage, DocumentPlace, DocumentSection
from web.contexts.nodes import NodePage
from web.facts import anchor
from web.live import ServedGraph
from web.outline import natural_key
from web.parts import Link
from web.rows import Row
from web.words import split_name


def build_document_page(graph: ServedGraph, iri: str, node: NodePage) -> DocumentPage:
    """Return a document with the facts that stand in it, by heading and in the order of its locators."""
    rows = graph.read("evidence/facts_of_document", {"document": NamedNode(iri)})
    by_locator: dict[str, dict[DocumentFact, None]] = {}
    for row in rows:
        by_locator.setdefault(row.text("locator"), {})[_make_fact(row, graph)] = None
    places = [
        DocumentPlace(locator, anchor(locator), tuple(by_locator[locator]))
        for locator in sorted(by_locator, key=natural_key)
    ]
    return DocumentPage(node, _group(places), sum(len(place.facts) for place in places))


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
