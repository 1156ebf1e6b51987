"""The list of documents, the page of one, and its text where the file is at hand."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.nodes import NodePage
from web.contexts.quality import QualityNote
from web.parts import Link, MadeBy


@dataclass(frozen=True)
class DocumentCard:
    """A document with what it is, and how much of it is in the graph.

    ``facts`` stand at ``places``, and ``left_out`` further places give none, for a reason. ``text_href`` is empty for a
    document that others only name; ``whole`` is the document that it is an appendix of.
    """

    link: Link
    kind: str
    issued: str
    issued_basis: str
    publisher: Link | None
    sha256: str
    is_held: bool
    holding: str
    whole: Link | None
    facts: int
    places: int
    left_out: int
    notes: int
    text_href: str

    @property
    def percent(self) -> int | None:
        """The share in the hundred of its places that give facts, None where it has no places."""
        named = self.places + self.left_out
        return round(100 * self.places / named) if named else None


@dataclass(frozen=True)
class DocumentsPage:
    """Every document: those that are held, and those that they name."""

    held: tuple[DocumentCard, ...]
    named: tuple[DocumentCard, ...]
    made_by: MadeBy


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
class LeftOutPlace:
    """A place that gives no fact, and what more there is to say of it."""

    locator: str
    id: str
    note: str


@dataclass(frozen=True)
class LeftOutGroup:
    """The places that are left out for one reason."""

    reason: Link
    places: tuple[LeftOutPlace, ...]


@dataclass(frozen=True)
class DocumentPage:
    """A document, and everything that it is the source of."""

    node: NodePage
    card: DocumentCard
    sections: tuple[DocumentSection, ...]
    size: int
    facts_made_by: MadeBy
    left_out: tuple[LeftOutGroup, ...]
    left_out_made_by: MadeBy
    notes: tuple[QualityNote, ...]
    notes_made_by: MadeBy


@dataclass(frozen=True)
class TextPassage:
    """A passage as printed, with the facts that stand there.

    ``ids`` are anchors, one for each locator. ``reasons`` say why it is left out; where one of them forbids to show it,
    ``is_withheld`` is true and there is no text.
    """

    kind: str
    text: str
    cells: tuple[str, ...]
    page: int | None
    ids: tuple[str, ...]
    locators: tuple[str, ...]
    facts: tuple[DocumentFact, ...]
    reasons: tuple[str, ...]
    is_withheld: bool


@dataclass(frozen=True)
class DocumentTextPage:
    """The text of a document, or why there is none: ``state`` as the reader says it, ``detail`` more of it."""

    document: Link
    crumbs: tuple[Link, ...]
    sha256: str
    state: str
    detail: str
    passages: tuple[TextPassage, ...]
