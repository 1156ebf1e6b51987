"""The page of a node."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.tables import Budget, MeasureTable
from web.parts import (
    BranchGroup,
    DataLink,
    Fact,
    FactBlock,
    FactGroup,
    Link,
    MadeBy,
    Mapping,
    Note,
    Outline,
    Source,
    Trail,
)


@dataclass(frozen=True)
class NodePage:
    """Everything that is known of one node; ``figure`` is its value as printed, for an amount or measured value.

    ``term`` is what to call it before its number, ``printed`` are the documents' other words for what it is.
    ``status`` is empty for text that is whole and to the letter. ``notes`` are about the node or a fact of it,
    ``notes_below`` about what hangs on it. ``changes_href`` and ``feed_href`` are empty for what nobody follows.
    """

    iri: str
    label: str
    language: str | None
    kind: Link
    figure: str
    figure_note: str
    notation: str
    term: str
    printed: tuple[str, ...]
    status: str
    plan: Link | None
    crumbs: tuple[Link, ...]
    wordings: tuple[Fact, ...]
    facts: tuple[FactBlock, ...]
    below: Outline
    above: tuple[Trail, ...]
    whole_plan: tuple[BranchGroup, ...]
    incoming: tuple[FactGroup, ...]
    mappings: tuple[Mapping, ...]
    mappings_made_by: MadeBy
    budget: Budget | None
    measure: MeasureTable | None
    notes: tuple[Note, ...]
    notes_below: tuple[Note, ...]
    sources: tuple[Source, ...]
    citation: str
    address_href: str
    formats: tuple[DataLink, ...]
    lineage_href: str
    changes_href: str
    feed_href: str


@dataclass(frozen=True)
class ForeignPage:
    """An address of somebody else, with what names it here."""

    iri: str
    label: str
    incoming: tuple[FactGroup, ...]
