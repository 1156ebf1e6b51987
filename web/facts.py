"""Rows about facts, gathered: one fact for each value, with every passage that supports it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from graph.iris import slugify_locator
from web.addresses import SiteAddresses
from web.live import ServedGraph
from web.parts import Basis, Fact, FactBlock, FactGroup, FactRow, Link, Reading, Source, Value
from web.rows import Row
from web.words import TERMS, name_inverse, name_property, split_name, to_basis

FIRST = ("publishedValue", "qualifier", "amount", "statedPeriod", "status", "type", "description", "trend", "polarity")
"""Local names of the properties that are shown before the others, which follow by their words."""


def group_facts(rows: Iterable[Row], graph: ServedGraph) -> tuple[FactGroup, ...]:
    """Return the facts under a heading for each property; rows name property, value, basis and passage."""
    return _group(rows, graph, "value", name_property)


def group_links(rows: Iterable[Row], graph: ServedGraph) -> tuple[FactGroup, ...]:
    """Return what links to a thing under a heading for each property; rows name property, other and basis."""
    return _group(rows, graph, "other", name_inverse)


def _group(
    rows: Iterable[Row], graph: ServedGraph, value_column: str, name: Callable[[str, str], str]
) -> tuple[FactGroup, ...]:
    by_property: dict[str, list[Row]] = {}
    for row in rows:
        by_property.setdefault(row.text("property"), []).append(row)
    groups = (_make_group(iri, rows_of, graph, value_column, name) for iri, rows_of in by_property.items())
    return tuple(sorted(groups, key=lambda group: (_rank(group.iri), group.label)))


def block_facts(groups: Iterable[FactGroup]) -> tuple[FactBlock, ...]:
    """Return facts gathered by what supports them, so that a passage is named once for all that it says."""
    blocks: dict[tuple[Basis, tuple[Source, ...], Reading | None], list[FactRow]] = {}
    for group in groups:
        for fact in group.facts:
            rows = blocks.setdefault((fact.basis, fact.sources, fact.reading), [])
            rows.append(FactRow(group.label, fact.value))
    return tuple(FactBlock(*support, tuple(rows)) for support, rows in blocks.items())


def make_value(row: Row, column: str, site: SiteAddresses) -> Value:
    """Return what stands in a column, a node with its label from ``{column}Label``."""
    text = row.text(column)
    if not row.is_node(column):
        return Value(text, language=row.language(column))
    if text in TERMS:
        return Value(TERMS[text])
    return Value(row.text(f"{column}Label") or split_name(text), site.to_page(text))


def make_source(row: Row, graph: ServedGraph) -> Source | None:
    """Return the passage of a row, None when it has none."""
    document = row.find("document")
    if document is None:
        return None
    return cite(document, graph.tracer.document_names.get(document, ""), row.text("locator"), graph.site)


def cite(document_iri: str, label: str, locator: str, site: SiteAddresses) -> Source:
    """Return a passage with links to its document and to its place on the document's page."""
    page = site.to_page(document_iri)
    return Source(Link(label or split_name(document_iri), page), locator, f"{page}#{anchor(locator)}")


def make_reading(reason: str | None, curator: str | None) -> Reading | None:
    """Return a curator's reading, None where there is no reason."""
    return Reading(reason, curator or "") if reason else None


def anchor(locator: str) -> str:
    """Return the id that a place has on its document's page."""
    return f"at-{slugify_locator(locator)}"


def _make_group(
    iri: str, rows: list[Row], graph: ServedGraph, value_column: str, name: Callable[[str, str], str]
) -> FactGroup:
    by_value: dict[Value, list[Row]] = {}
    for row in rows:
        by_value.setdefault(make_value(row, value_column, graph.site), []).append(row)
    facts = tuple(_make_fact(value, rows_of, graph) for value, rows_of in by_value.items())
    return FactGroup(iri, name(iri, rows[0].text("propertyLabel")), graph.site.to_page(iri), facts)


def _make_fact(value: Value, rows: list[Row], graph: ServedGraph) -> Fact:
    sources = dict.fromkeys(source for row in rows if (source := make_source(row, graph)) is not None)
    reading = next((each for row in rows if (each := make_reading(row.find("reason"), row.find("curator")))), None)
    return Fact(value, to_basis(rows[0].find("basis") or "basis-stated"), tuple(sources), reading)


def _rank(iri: str) -> int:
    name = iri.replace("#", "/").rsplit("/", 1)[-1]
    return FIRST.index(name) if name in FIRST else len(FIRST)
