"""What an element corresponds to in other plans: a curator's reading, never a document's word."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from graph.trace import Item
from web.live import ServedGraph
from web.parts import Link, Mapping, Reading
from web.rows import Row
from web.words import RELATIONS, split_name, to_basis

CROSSINGS = "lineage/crossings"


def read_mappings(graph: ServedGraph, iri: str, plan: str) -> tuple[Mapping, ...]:
    """Return the counterparts of an element by plan, and the plans in which a curator found none.

    Each leads on to what it corresponds to itself in plans that are neither its own nor ``plan``, the element's.
    """
    rows = graph.read(CROSSINGS, {"node": NamedNode(iri)})
    onward = _read_onward(graph, rows, plan)
    items = graph.tracer.read_items(_list_addresses([*rows, *(row for own in onward.values() for row in own)]))

    def make(row: Row) -> Mapping:
        further = (_make_mapping(each, items, graph, ()) for each in onward.get(row.text("other"), ()))
        return _make_mapping(row, items, graph, tuple(further))

    return tuple(make(row) for row in rows)


def _read_onward(graph: ServedGraph, rows: tuple[Row, ...], plan: str) -> dict[str, list[Row]]:
    others = sorted({other for row in rows if (other := row.find("other"))})
    found: dict[str, list[Row]] = {}
    if others:
        for row in graph.read(CROSSINGS, {"node": [NamedNode(other) for other in others]}):
            if row.text("plan") != plan:
                found.setdefault(row.text("node"), []).append(row)
    return found


def _list_addresses(rows: Iterable[Row]) -> list[str]:
    return [text for row in rows for column in ("other", "plan") if (text := row.find(column))]


def _make_mapping(row: Row, items: dict[str, Item], graph: ServedGraph, onward: tuple[Mapping, ...]) -> Mapping:
    plan = items.get(row.text("plan"), Item(row.text("plan")))
    other = items.get(row.text("other"))
    relation = row.text("predicate").rsplit("#", 1)[-1]
    return Mapping(
        relation=RELATIONS.get(relation, split_name(relation)),
        other=None if other is None else _link(other, graph),
        plan=_link(plan, graph),
        basis=to_basis(row.text("basis")),
        confidence=row.text("confidence"),
        reading=Reading(row.text("reason"), row.text("curator")),
        compare_href="" if other is None else graph.site.to_comparison(row.text("node"), other.iri),
        onward=onward,
    )


def _link(item: Item, graph: ServedGraph) -> Link:
    notation = item.find("skos:notation")
    label = item.label
    return Link(f"{notation} {label}" if notation else label, graph.site.to_page(item.iri))
