"""Reads quality notes: each with the facts that it is about and the places that it compares."""

from __future__ import annotations

from collections.abc import Iterable

from graph.parameters import Given
from web.contexts.quality import QualityNote
from web.facts import make_source
from web.live import ServedGraph
from web.outline import natural_key
from web.parts import Link, Source
from web.rows import Row
from web.words import split_name, to_basis

NOTES = "evidence/notes_compared"


def read_notes(graph: ServedGraph, values: dict[str, Given]) -> tuple[QualityNote, ...]:
    """Return the notes that answer to ``values`` of the query, by kind."""
    by_note: dict[str, list[Row]] = {}
    for row in graph.read(NOTES, values):
        by_note.setdefault(row.text("note"), []).append(row)
    return tuple(_make_note(iri, rows, graph) for iri, rows in by_note.items())


def _make_note(iri: str, rows: list[Row], graph: ServedGraph) -> QualityNote:
    first, site = rows[0], graph.site
    plans = {row.text("plan"): row.text("planLabel") for row in rows if row.find("plan")}
    return QualityNote(
        iri=iri,
        link=Link(first.text("noteLabel") or split_name(iri), site.to_page(iri)),
        kind=Link(first.text("kindLabel"), site.to_page(first.text("kind"))),
        text=first.text("text"),
        basis=to_basis(first.find("basis") or "basis-curated"),
        about=tuple(_list_about(rows, graph)),
        places=_list_places(rows, graph),
        plans=tuple(Link(label, site.to_page(plan)) for plan, label in sorted(plans.items())),
    )


def _list_about(rows: Iterable[Row], graph: ServedGraph) -> Iterable[Link]:
    facts = {row.text("fact"): row for row in rows if row.find("fact")}
    for iri, row in facts.items():
        name = row.text("factLabel") or split_name(iri)
        published = row.text("published")
        yield Link(f"{name}: {published}" if published and published != name else name, graph.site.to_page(iri))


def _list_places(rows: Iterable[Row], graph: ServedGraph) -> tuple[Source, ...]:
    found = dict.fromkeys(source for row in rows if (source := make_source(row, graph)) is not None)
    return tuple(sorted(found, key=lambda place: (place.document.text, natural_key(place.locator))))
