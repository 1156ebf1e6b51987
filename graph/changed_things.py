"""What one release says of some nodes, read from its dump: names, classes, and what has them in its thread.

The store of an older release need not be opened to say what its things were called.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graph.namespaces import find_namespace
from graph.release import Release

_GT, _RDF, _RDFS, _SKOS = (find_namespace(prefix) for prefix in ("gt", "rdf", "rdfs", "skos"))
_OWL, _OA = find_namespace("owl"), find_namespace("oa")
_NAMES = (_SKOS["prefLabel"], _RDFS["label"])
_NAMED_AFTER = (_GT["ofMeasure"], _GT["budgetHeading"], _OWL["annotatedSource"], _OA["hasSource"])
"""What a thing without a name is named after: a value's measure, an amount's heading, a mapping's end, a document."""

_PLACES = (_GT["sourceColumn"], _GT["statedPeriod"], _GT["locator"])
"""What sets such a thing apart from its like: its column, its period, its place in the document."""

_SUBJECTS = (_OA["hasTarget"], _OWL["annotatedSource"], _OWL["annotatedTarget"])
"""What a note or a mapping is about."""

_LINK = _RDF["subject"]
_READ = frozenset(
    f"<{term.value}>".encode() for term in (*_NAMES, *_NAMED_AFTER, *_SUBJECTS, _LINK, _RDF["type"], *_PLACES)
)
_LEADS_ON = frozenset(term.value for term in (*_NAMED_AFTER, _LINK))
_THREAD = frozenset(f"<{_GT[name].value}>".encode() for name in ("thread", "tracesTo"))


@dataclass
class Side:
    """What a release says of nodes: the values of each, by property, and the nodes above each in a thread."""

    facts: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    above: dict[str, set[str]] = field(default_factory=dict)

    def find(self, iri: str, *properties: NamedNode) -> list[str]:
        """Return the values of the first of the properties that a node has."""
        known = self.facts.get(iri, {})
        return next((known[each.value] for each in properties if each.value in known), [])

    def find_link_subject(self, iri: str) -> str | None:
        """Return where the link begins that a node is the record of, None where it is no such record."""
        return next(iter(self.find(iri, _LINK)), None)

    def find_above(self, iri: str) -> set[str]:
        """Return the nodes that have a node in their thread."""
        return self.above.get(iri, set())

    def find_subjects(self, iri: str) -> list[str]:
        """Return what a note or a mapping is about."""
        return [value for term in _SUBJECTS for value in self.find(iri, term)]

    def name(self, iri: str) -> str:
        """Return what a node is called, or what it is a value of; empty where neither is known."""
        own = next(iter(self.find(iri, *_NAMES)), "")
        if own:
            return own
        other = next((name for each in self.find(iri, *_NAMED_AFTER) for name in self.find(each, *_NAMES)), "")
        column = next(iter(self.find(iri, *_PLACES)), "")
        return ": ".join(part for part in (other, column) if part)


def read_side(release: Release, iris: Iterable[str]) -> Side:
    """Read what a release says of nodes, and of those that they are named after or records of."""
    side = Side()
    wanted, known = {f"<{iri}>".encode() for iri in iris}, set[bytes]()
    while wanted - known:
        new = wanted - known
        _read_lines(release, new, side)
        known |= new
        wanted |= {
            f"<{value}>".encode()
            for iri in new
            for name, values in side.facts.get(iri[1:-1].decode(), {}).items()
            if name in _LEADS_ON
            for value in values
        }
    return side


def drop_known_triples(lines: list[bytes], release: Release) -> list[bytes]:
    """Return lines of N-Quads without those whose triple a release has in any named graph: they say nothing new."""
    told = {_cut_graph(line) for line in lines}
    with gzip.open(release.dump_nquads) as known_lines:
        known = {triple for line in known_lines if (triple := _cut_graph(line)) in told} if told else set()
    return [line for line in lines if _cut_graph(line) not in known]


def _cut_graph(line: bytes) -> bytes:
    return line[: line.rindex(b"<")]


def _read_lines(release: Release, wanted: set[bytes], side: Side) -> None:
    with gzip.open(release.dump_nquads) as lines:
        for line in lines:
            subject, predicate, rest = line.split(b" ", 2)
            if predicate in _READ and subject in wanted:
                _keep(line, side)
            elif predicate in _THREAD and (child := rest.partition(b" ")[0]) in wanted:
                side.above.setdefault(child[1:-1].decode(), set()).add(subject[1:-1].decode())


def _keep(line: bytes, side: Side) -> None:
    quad = next(iter(parse(line, format=RdfFormat.N_QUADS)))
    if isinstance(quad.object, NamedNode | Literal):
        values = side.facts.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, [])
        values.append(quad.object.value)
