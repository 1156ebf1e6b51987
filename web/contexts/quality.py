"""Quality notes with the places that they compare, and the page that lists them."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Basis, Filter, Link, MadeBy, Source


@dataclass(frozen=True)
class QualityNote:
    """A doubt, clash or misprint; ``about`` are the facts with their printed values, ``plans`` those it touches.

    ``places`` are the passages that it compares, or those of the totals whose sums it found to fail.
    """

    iri: str
    link: Link
    kind: Link
    text: str
    basis: Basis
    about: tuple[Link, ...]
    places: tuple[Source, ...]
    plans: tuple[Link, ...]


@dataclass(frozen=True)
class QualityKind:
    """The notes of one kind; ``id`` is its anchor."""

    id: str
    label: str
    meaning: str
    href: str
    notes: tuple[QualityNote, ...]


@dataclass(frozen=True)
class KindCount:
    """A kind of note, with how many there are of each document, in the order of the page's documents."""

    kind: Link
    numbers: tuple[int, ...]
    whole: int


@dataclass(frozen=True)
class QualityPage:
    """The notes that are shown, ``size`` of ``whole``; ``counts`` is their number by kind and document."""

    filters: tuple[Filter, ...]
    is_filtered: bool
    size: int
    whole: int
    documents: tuple[Link, ...]
    counts: tuple[KindCount, ...]
    kinds: tuple[QualityKind, ...]
    made_by: MadeBy
