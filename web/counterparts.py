"""What an element corresponds to in other plans: a curator's reading, never a document's word."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graph.trace import Item
from web.live import ServedGraph
from web.outline import find_label
from web.parts import Link, Mapping
from web.rows import Row
from web.words import RELATIONS, split_name, to_basis


def read_mappings(graph: ServedGraph, iri: str) -> tuple[Mapping, ...]:
    """Return the counterparts of an element by plan, and the plans in which a curator found none."""
    rows = graph.read("lineage/crossings", {"node": NamedNode(iri)})
    addresses = [text for row in rows for column in ("other", "plan") if (text := row.find(column))]
    items = graph.tracer.read_items(addresses)
    return tuple(_make_mapping(row, items, graph) for row in rows)


def _make_mapping(row: Row, items: dict[str, Item], graph: ServedGraph) -> Mapping:
    plan = items.get(row.text("plan"), Item(row.text("plan")))
    other = items.get(row.text("other"))
    relation = row.text("predicate").rsplit("#", 1)[-1]
    return Mapping(
        relation=RELATIONS.get(relation, split_name(relation)),
        other=None if other is None else _link(other, graph),
        plan=_link(plan, graph),
        reason=row.text("reason"),
        basis=to_basis(row.text("basis")),
        confidence=row.text("confidence"),
        curator=row.text("curator"),
    )


def _link(item: Item, graph: ServedGraph) -> Link:
    notation = item.find("skos:notation")
    label = find_label(item)
    return Link(f"{notation} {label}" if notation else label, graph.site.to_page(item.iri))
