"""Writes the facts of one named graph, and remembers where in the files each thing stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.errors import InputError
from graph.iris import Addresses, slugify_locator
from loaders.records.fields import Node, Record
from loaders.triples.naming import Name
from loaders.triples.statements import Statement
from loaders.triples.terms import (
    DCT,
    DQV,
    GT,
    LABEL,
    OA,
    ORG,
    PROV,
    SCHEMA,
    SKOS,
    TYPE,
    Term,
    to_code,
    to_english,
)

ACTIVITIES = frozenset(
    {
        GT["Decision"],
        GT["EngagementExercise"],
        GT["Review"],
        SCHEMA["Event"],
        ORG["ChangeEvent"],
        DQV["QualityAnnotation"],
    }
)
"""Classes that are no ``prov:Entity``: they name their passages by ``gt:passage``, not ``prov:hadPrimarySource``."""


@dataclass(frozen=True)
class Place:
    """Where in the input files something stands: file, line (1-based) and record name."""

    path: Path
    line: int
    record: str


@dataclass(frozen=True)
class Reference:
    """A node path that a record refers to, in the field of that name."""

    node_path: str
    place: Place
    field_name: str


@dataclass
class Register:
    """What all graphs of a build share.

    ``names`` are the chosen ones by node path, ``described`` the nodes that some graph says the kind of, ``places``
    where each address comes from, ``locators`` the locator of each passage by its address.
    """

    names: Mapping[str, Name]
    described: dict[str, Place] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    locators: dict[str, str] = field(default_factory=dict)

    def require_described(self) -> None:
        """Check that every node that is referred to is described.

        Raises:
            InputError: for the first that is not.
        """
        for reference in self.references:
            if reference.node_path not in self.described:
                place = reference.place
                raise InputError(
                    place.path,
                    place.line,
                    f"record {place.record!r}, field {reference.field_name!r}: nothing describes {reference.node_path}",
                    "mend the path, or add a record or register entry with that id",
                )


@dataclass
class GraphWriter:
    """Collects the quads of one named graph.

    ``origin`` is a document's slug or "curated", ``issued`` the document's date. ``current`` is the place of the
    record being written: every method files what it writes under it.
    """

    addresses: Addresses
    origin: str
    graph: NamedNode
    register: Register
    current: Place
    issued: str | None = None
    _triples: dict[Triple, None] = field(default_factory=dict)
    _statements: dict[NamedNode, Statement] = field(default_factory=dict)
    _described: dict[str, Place] = field(default_factory=dict)
    _ordinals: dict[str, int] = field(default_factory=dict)

    def add(self, subject: NamedNode, predicate: NamedNode, value: Term) -> None:
        """Write one triple."""
        self._triples[Triple(subject, predicate, value)] = None

    def add_optional(self, subject: NamedNode, predicate: NamedNode, value: str | None) -> None:
        """Write a published string when there is one."""
        if value is not None:
            self.add(subject, predicate, Literal(value))

    def add_note(self, node: NamedNode, note: str | None) -> None:
        """Write a remark of the transcriber's when there is one."""
        if note is not None:
            self.add(node, SKOS["note"], to_english(note))

    def note_passages(self, record: Record) -> None:
        """Write the passages of a record that has no node of its own, with its remark."""
        for locator in record.locator:
            self.add_note(self.passage(locator), record.note)

    def describe(self, node_path: str, *classes: NamedNode) -> NamedNode:
        """Write what kind of thing a node is, and return it; without a class, some other graph has to say it.

        Raises:
            InputError: when this graph describes the node already.
        """
        node = self.addresses.mint_node(node_path)
        self._require_new(node_path)
        if classes:
            self.register.described.setdefault(node_path, self.current)
        self.register.places.setdefault(node.value, self.current)
        for rdf_class in classes:
            self.add(node, TYPE, rdf_class)
        return node

    def refer(self, node_path: str, field_name: str) -> NamedNode:
        """Return a node that must be described somewhere, noting who asked for it."""
        self.register.references.append(Reference(node_path, self.current, field_name))
        return self.addresses.mint_node(node_path)

    def next_ordinal(self, key: str) -> int:
        """Return 1 for the first thing counted under ``key``, then 2 and so on."""
        self._ordinals[key] = self._ordinals.get(key, 0) + 1
        return self._ordinals[key]

    def passage(self, locator: str, document: str | None = None) -> NamedNode:
        """Write the passage at a locator of this document (or of ``document``), and return it.

        Raises:
            InputError: when the document has another locator with the same slug.
        """
        document = document or self.origin
        node = self.addresses.mint_passage(document, locator)
        known = self.register.locators.setdefault(node.value, locator)
        if known != locator:
            raise self.refuse(
                "locator",
                f"the locators {known!r} and {locator!r} have the same address {slugify_locator(locator)!r}",
                "write them alike, or tell them apart by a heading",
            )
        self.add(node, TYPE, OA["SpecificResource"])
        self.add(node, OA["hasSource"], self.addresses.mint_node(f"document/{document}"))
        self.add(node, GT["locator"], Literal(locator))
        return node

    def cite(self, node: NamedNode, locators: Iterable[str]) -> None:
        """Write the passages that a node was taken from."""
        is_activity = any(Triple(node, TYPE, activity) in self._triples for activity in ACTIVITIES)
        predicate = GT["passage"] if is_activity else PROV["hadPrimarySource"]
        for locator in locators:
            self.add(node, predicate, self.passage(locator))

    def state(
        self,
        subject: NamedNode,
        predicate: NamedNode,
        value: Term,
        *,
        basis: str,
        locators: Sequence[str] = (),
        valid: str | None = None,
        reason: str | None = None,
        curator: str | None = None,
        curated_on: str | None = None,
        note: str | None = None,
    ) -> None:
        """Write a triple with its statement; the same triple from another passage joins the statement it has."""
        triple = Triple(subject, predicate, value)
        self._triples[triple] = None
        node = self.addresses.mint_statement(self.origin, triple, valid)
        statement = self._statements.setdefault(node, Statement(subject, predicate, value, valid))
        statement.bases.add(basis)
        for locator in locators:
            statement.passages[self.passage(locator)] = None
        statement.reason = statement.reason or reason
        statement.curator = statement.curator or curator
        statement.curated_on = statement.curated_on or curated_on
        if note is not None:
            statement.notes[note] = None
        self.register.places.setdefault(node.value, self.current)

    def name(self, node: NamedNode, record: Node) -> None:
        """Write a node's names: the chosen one once, every other printed form with its statement."""
        chosen = self.register.names[record.id]
        printed = [(record.title, record.locator)] if record.title is not None else []
        printed += [(wording.text, wording.locator) for wording in record.wordings]
        if chosen.origin == self.origin:
            self.name_once(node, chosen)
            if record.title is None:
                self.add(node, GT["textStatus"], to_code("label-unstated"))
        elif record.label is not None:
            self.add(node, DCT["description"], to_english(record.label))
        if record.title is not None:
            self.add(node, GT["textStatus"], to_code(f"text-{record.text_status}"))
        for text, locators in printed:
            if text == chosen.text and chosen.is_printed and chosen.origin == self.origin:
                self.cite(node, locators)
            else:
                self.add_wording(node, text, locators)
        for part in record.parts:
            self.add(node, GT["textPart"], Literal(part.text))
            self.cite(node, part.locator)

    def name_once(self, node: NamedNode, name: Name) -> None:
        """Write a node's label; a printed one is its preferred label too."""
        if name.is_printed:
            self.add(node, SKOS["prefLabel"], to_english(name.text))
        self.add(node, LABEL, to_english(name.text))

    def add_wording(self, node: NamedNode, text: str, locators: Sequence[str]) -> None:
        """Write another printed form of a node's name with its passage; the preferred form needs no variant."""
        self.cite(node, locators)
        path = self.addresses.find_path(node.value)
        chosen = self.register.names.get(path) if path else None
        if chosen is not None and chosen.text == text:
            return
        self.state(node, SKOS["altLabel"], to_english(text), basis="stated", locators=locators)

    def quads(self) -> Iterator[Quad]:
        """Yield everything that was written, each quad once."""
        for node, statement in self._statements.items():
            self._triples.update(dict.fromkeys(statement.to_triples(node)))
        self._statements.clear()
        for triple in self._triples:
            yield Quad(triple.subject, triple.predicate, triple.object, self.graph)

    def refuse(self, field_name: str, message: str, advice: str = "compare it with the page") -> InputError:
        """Return the error that a field of the record being written says what it may not."""
        place = self.current
        return InputError(place.path, place.line, f"record {place.record!r}, field {field_name!r}: {message}", advice)

    def _require_new(self, node_path: str) -> None:
        known = self._described.get(node_path)
        if known is not None:
            raise self.refuse(
                "id",
                f"line {known.line}, record {known.record!r}, describes it already ({node_path})",
                "describe a thing once in each document: join the records, or give one another id",
            )
        self._described[node_path] = self.current
