"""The page of a document."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.nodes import NodePage
from web.parts import Link


@dataclass(frozen=True)
class DocumentFact:
    """Something that a document says at a place; ``other`` is what a link leads to, None for anything else."""

    node: Link
    kind: str
    text: str
    other: Link | None


@dataclass(frozen=True)
class DocumentPlace:
    """A place of a document with the facts that stand there; ``id`` is its anchor on the page."""

    locator: str
    id: str
    facts: tuple[DocumentFact, ...]


@dataclass(frozen=True)
class DocumentSection:
    """The places under one heading of a document; ``size`` counts their facts."""

    heading: str
    places: tuple[DocumentPlace, ...]
    size: int


@dataclass(frozen=True)
class DocumentPage:
    """A document, and everything that it is the source of."""

    node: NodePage
    sections: tuple[DocumentSection, ...]
    size: int
