"""A thread read from the store: its hops with their sources, what its nodes say, and what the documents leave out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import NamedNode

from graph.document_names import read_document_names
from graph.errors import UnknownNodeError
from graph.namespaces import compact
from graph.queries import QueryLibrary
from graph.store import Store, Table
from graph.terms import to_iri, to_optional_iri, to_optional_text, to_text

BASIS_STRENGTH = ("basis-stated", "basis-by-layout", "basis-curated", "basis-computed")
"""Bases from the strongest to the weakest."""


@dataclass(frozen=True)
class Source:
    """A passage: the document's address, the locator in it, and the name that the document is cited by."""

    document: str
    locator: str
    name: str = ""

    def __str__(self) -> str:
        return f"{self.name or self.document.rsplit('/', 1)[-1]}: {self.locator}"


@dataclass(frozen=True)
class Hop:
    """One step of a thread, parent to child; ``kind`` and ``basis`` are the last parts of their terms.

    ``reason`` and ``curator`` (a role, never a name) are a curated hop's.
    """

    parent: str
    kind: str
    child: str
    basis: str
    sources: tuple[Source, ...]
    reason: str | None = None
    curator: str | None = None


@dataclass(frozen=True)
class Item:
    """What a node says of itself; ``facts`` maps a compact property name to its values, sorted."""

    iri: str
    facts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The node's label; that of its column for a value of a table; else the last part of its address."""
        names = (self.find(name) for name in ("rdfs:label", "gt:sourceColumn", "gt:statedPeriod"))
        return next(filter(None, names), "") or self.iri.rsplit("/id/", 1)[-1].partition("/")[2] or self.iri

    @property
    def kinds(self) -> frozenset[str]:
        """The last parts of the node's classes."""
        return frozenset(kind.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for kind in self.facts.get("rdf:type", ()))

    def find(self, name: str) -> str | None:
        """Return the first value of a property, None when it has none."""
        return next(iter(self.facts.get(name, ())), None)


@dataclass(frozen=True)
class Note:
    """Something that belongs to a shared node alone: a board's figure, a strategy's target, a line of reporting.

    ``origins`` are the names of the documents that say so, or "curated", then with a ``reason`` and a ``curator``.
    """

    node: str
    relation: str
    item: str
    text: str
    origins: tuple[str, ...]
    reason: str | None = None
    curator: str | None = None


@dataclass(frozen=True)
class QualityNote:
    """A doubt about a fact of the thread, with the passages that it compares."""

    note: str
    kind: str
    text: str
    targets: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Trace:
    """A thread: ``hops`` between ``items``, what hangs on the whole plan, and notes on its nodes.

    ``hops`` are unique and sorted; ``whole_plan`` holds the plan's own hops to figures, money, bodies, duties and
    evidence, none of which belongs to the element alone.
    """

    root: Item
    direction: str
    hops: tuple[Hop, ...]
    items: Mapping[str, Item]
    whole_plan: tuple[Hop, ...]
    notes: tuple[Note, ...]
    quality: tuple[QualityNote, ...]

    def children(self, parent: str) -> tuple[Hop, ...]:
        """Return the hops that start at a node."""
        return tuple(hop for hop in self.hops if hop.parent == parent)

    @property
    def weakest_basis(self) -> str:
        """The weakest basis of any hop; "basis-stated" for a thread without hops."""
        return max((hop.basis for hop in self.hops), key=BASIS_STRENGTH.index, default="basis-stated")


WHOLE_PLAN_KINDS = frozenset(
    {
        "involves",
        "deliveredBy",
        "hasDuty",
        "hasEvidence",
        "hasStrategy",
        "hasFundingStatement",
        "hasTarget",
        "hasFigure",
    }
)


class Tracer:
    """Reads threads from one store."""

    def __init__(self, store: Store, library: QueryLibrary) -> None:
        """Read from ``store`` through the named queries of ``library``."""
        self._store = store
        self._library = library

    @cached_property
    def document_names(self) -> Mapping[str, str]:
        """The name that each document is cited by, by its address."""
        return read_document_names(self._store, self._library)

    def trace_down(self, node: str) -> Trace:
        """Return the thread below a plan or element, by its address.

        Raises:
            UnknownNodeError: when the graph says nothing of the node.
        """
        return self._read(node, "down")

    def trace_up(self, node: str) -> Trace:
        """Return the threads that lead down to a node, by its address.

        Raises:
            UnknownNodeError: when the graph says nothing of the node.
        """
        return self._read(node, "up")

    def read_items(self, nodes: Iterable[str]) -> dict[str, Item]:
        """Return what each of the nodes says of itself, by address; nodes that say nothing are left out."""
        wanted = [NamedNode(node) for node in dict.fromkeys(nodes)]
        if not wanted:
            return {}
        facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for row in self._select("lineage/thread_items", wanted).to_dicts():
            values = facts[to_iri(row["node"])][compact(to_iri(row["property"]))]
            value = row["value"]
            text = value.value if isinstance(value, NamedNode) else to_text(value)
            if text not in values:
                values.append(text)
            resource = to_optional_iri(row["resource"])
            if resource is not None:
                facts[to_iri(row["node"])][compact(to_iri(row["property"])) + " iri"].append(resource)
        return {
            node: Item(node, {name: tuple(values) for name, values in properties.items()})
            for node, properties in facts.items()
        }

    def _read(self, node: str, direction: str) -> Trace:
        root = self.read_items([node]).get(node)
        if root is None:
            raise UnknownNodeError(f"nothing in the graph has the address {node}", "look for it by words of its name")
        hops = _read_hops(self._select(f"lineage/thread_{direction}", [NamedNode(node)]), self.document_names)
        whole_plan = self._read_whole_plan(root, hops) if direction == "down" else ()
        ends = {end for hop in (*hops, *whole_plan) for end in (hop.parent, hop.child)}
        items = self.read_items([node, *sorted(ends)])
        return Trace(
            root=root,
            direction=direction,
            hops=hops,
            items=items,
            whole_plan=whole_plan,
            notes=self._read_notes(items),
            quality=self._read_quality(node),
        )

    def _read_whole_plan(self, root: Item, hops: tuple[Hop, ...]) -> tuple[Hop, ...]:
        plan = root.find("skos:inScheme iri")
        if plan is None or plan == root.iri:
            return ()
        own = {(hop.kind, hop.child) for hop in hops}
        found = _read_hops(self._select("lineage/plan_context", [NamedNode(plan)]), self.document_names)
        return tuple(hop for hop in found if hop.kind in WHOLE_PLAN_KINDS and (hop.kind, hop.child) not in own)

    def _read_notes(self, items: Mapping[str, Item]) -> tuple[Note, ...]:
        shared = [NamedNode(iri) for iri, item in items.items() if not item.kinds & {"Plan", "PlanElement"}]
        if not shared:
            return ()
        grouped: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
        for row in self._select("lineage/context_notes", shared).to_dicts():
            key = (to_iri(row["node"]), compact(to_iri(row["relation"])).partition(":")[2], to_iri(row["note"]))
            grouped[key].append(dict(row))
        return tuple(_to_note(key, rows, self.document_names) for key, rows in grouped.items())

    def _read_quality(self, node: str) -> tuple[QualityNote, ...]:
        grouped: dict[str, list[dict[str, object]]] = defaultdict(list)
        for row in self._select("lineage/quality_notes", [NamedNode(node)]).to_dicts():
            grouped[to_iri(row["note"])].append(dict(row))
        return tuple(_to_quality_note(note, rows, self.document_names) for note, rows in grouped.items())

    def _select(self, name: str, nodes: list[NamedNode]) -> Table:
        return self._library.get_query(name).select(self._store, {"node": nodes})


def _read_hops(table: Table, names: Mapping[str, str]) -> tuple[Hop, ...]:
    grouped: dict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for row in table.to_dicts():
        key = (to_iri(row["parent"]), to_iri(row["hop"]), to_iri(row["child"]))
        grouped[key].append(dict(row))
    return tuple(_to_hop(key, rows, names) for key, rows in grouped.items())


def _to_hop(key: tuple[str, str, str], rows: list[dict[str, object]], names: Mapping[str, str]) -> Hop:
    parent, kind, child = key
    bases = {to_iri(row["basis"]).rsplit("/", 1)[-1] for row in rows}
    return Hop(
        parent=parent,
        kind=compact(kind).partition(":")[2],
        child=child,
        basis=min(bases, key=BASIS_STRENGTH.index),
        sources=_read_sources(rows, names),
        reason=_find_text(rows, "reason"),
        curator=_find_text(rows, "curator"),
    )


def _find_text(rows: Iterable[Mapping[str, object]], column: str) -> str | None:
    return next((text for row in rows if (text := to_optional_text(row[column]))), None)


def _read_sources(rows: Iterable[Mapping[str, object]], names: Mapping[str, str]) -> tuple[Source, ...]:
    found = (
        Source(to_iri(row["document"]), to_text(row["locator"]), names.get(to_iri(row["document"]), ""))
        for row in rows
        if row["document"] and row["locator"]
    )
    return tuple(dict.fromkeys(found))


def _to_note(key: tuple[str, str, str], rows: list[dict[str, object]], names: Mapping[str, str]) -> Note:
    node, relation, item = key
    columns = ("qualifier", "published", "period")
    qualifier, published, period = (to_optional_text(rows[0][column]) for column in columns)
    amount = " ".join(part for part in (qualifier, published, f"({period})" if period else None) if part)
    label = to_text(rows[0]["label"])
    origins = sorted({_name_origin(to_iri(row["graph"]), names) for row in rows})
    text = f"{label}: {amount}" if amount else label
    return Note(node, relation, item, text, tuple(origins), _find_text(rows, "reason"), _find_text(rows, "curator"))


def _name_origin(graph: str, names: Mapping[str, str]) -> str:
    """Return the name of the document that a named graph is of, or the last part of the graph's address."""
    return names.get(graph.replace("/graph/", "/id/", 1), graph.rpartition("/")[2])


def _to_quality_note(note: str, rows: list[dict[str, object]], names: Mapping[str, str]) -> QualityNote:
    return QualityNote(
        note=note,
        kind=to_text(rows[0]["kind"]),
        text=to_text(rows[0]["text"]),
        targets=tuple(dict.fromkeys(to_iri(row["target"]) for row in rows)),
        sources=_read_sources(rows, names),
    )
