"""Statements: what stands behind a triple, its basis, its passages, and who curated it and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from loaders.triples.terms import DCT, GT, PROV, RDF, RDFS, SKOS, TYPE, Term, to_code, to_date, to_english

BASIS_ORDER = ("stated", "by-layout", "curated", "computed")
"""Each basis, the firmest first: a statement made twice has the firmest it was made on."""


@dataclass
class Statement:
    """One triple as one source makes it, gathered from every place where the source makes it."""

    subject: NamedNode
    predicate: NamedNode
    value: Term
    valid: str | None
    bases: set[str] = field(default_factory=set)
    passages: dict[NamedNode, None] = field(default_factory=dict)
    reason: str | None = None
    curator: str | None = None
    curated_on: str | None = None
    notes: dict[str, None] = field(default_factory=dict)

    def to_triples(self, node: NamedNode) -> Iterator[Triple]:
        """Yield the triples that describe the statement as ``node``."""
        yield Triple(node, TYPE, GT["Statement"])
        yield Triple(node, RDF["subject"], self.subject)
        yield Triple(node, RDF["predicate"], self.predicate)
        yield Triple(node, RDF["object"], self.value)
        yield Triple(node, GT["basis"], to_code(f"basis-{min(self.bases, key=BASIS_ORDER.index)}"))
        for passage in self.passages:
            yield Triple(node, PROV["hadPrimarySource"], passage)
        if self.valid is not None:
            yield Triple(node, DCT["valid"], to_date(self.valid))
        if self.reason is not None:
            yield Triple(node, RDFS["comment"], to_english(self.reason))
        if self.curator is not None:
            yield Triple(node, GT["curatorRole"], Literal(self.curator))
        if self.curated_on is not None:
            yield Triple(node, DCT["created"], to_date(self.curated_on))
        for note in self.notes:
            yield Triple(node, SKOS["note"], to_english(note))
