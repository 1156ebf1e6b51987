"""What each page is given: frozen and complete. A template shows it and looks up nothing.

A page's context is made of the parts in ``web.parts``.
"""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import (
    BranchGroup,
    BreakGroup,
    Count,
    DataLink,
    Definition,
    DefinitionSection,
    Fact,
    FactBlock,
    FactGroup,
    Grid,
    Link,
    Mapping,
    Note,
    Outline,
    Source,
    Trail,
)


@dataclass(frozen=True)
class NodePage:
    """Everything that is known of one node; ``figure`` is its value as printed, for an amount or measured value.

    ``status`` is empty for text that is whole and to the letter. ``notes`` are about the node or a fact of it,
    ``notes_below`` about what hangs on it.
    """

    iri: str
    label: str
    language: str | None
    kind: Link
    figure: str
    figure_note: str
    notation: str
    term: str
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
    notes: tuple[Note, ...]
    notes_below: tuple[Note, ...]
    sources: tuple[Source, ...]
    citation: str
    address_href: str
    formats: tuple[DataLink, ...]
    lineage_href: str


@dataclass(frozen=True)
class ForeignPage:
    """An address of somebody else, with what names it here."""

    iri: str
    label: str
    incoming: tuple[FactGroup, ...]


@dataclass(frozen=True)
class PlanCard:
    """A plan in a list: ``holding`` is ``held``, ``reported`` or ``named-only``."""

    link: Link
    line: str
    years: str
    holding: str
    holding_label: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class PlanStep:
    """A priority or outcome on the page of its plan, with how much hangs on it."""

    node: Link
    notation: str
    term: str
    counts: tuple[Count, ...]
    steps: tuple[PlanStep, ...]


@dataclass(frozen=True)
class PlanPage:
    """A plan as a whole; ``node`` holds what every node's page has, ``visions`` the plan's visions."""

    node: NodePage
    card: PlanCard
    steps: tuple[PlanStep, ...]
    whole: tuple[BranchGroup, ...]


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


@dataclass(frozen=True)
class HomePage:
    """The front page."""

    plans: tuple[PlanCard, ...]


@dataclass(frozen=True)
class PlansPage:
    """All plans, by start year."""

    plans: tuple[PlanCard, ...]


@dataclass(frozen=True)
class LineagePage:
    """The whole thread of one node, with the breaks of every node in it."""

    node: Link
    notation: str
    kind: str
    crumbs: tuple[Link, ...]
    outline: Outline
    breaks: tuple[BreakGroup, ...]
    above: tuple[Trail, ...]
    whole_plan: tuple[BranchGroup, ...]


@dataclass(frozen=True)
class SparqlPage:
    """The form for a visitor's query and, once it ran, its result: a table, an answer or triples."""

    query: str
    failure: FailurePage | None = None
    grid: Grid | None = None
    answer: str = ""
    triples: str = ""
    is_graph: bool = False
    more: bool = False
    formats: tuple[Link, ...] = ()


@dataclass(frozen=True)
class QueryEntry:
    """A named query in the list."""

    link: Link
    description: str


@dataclass(frozen=True)
class QueryFolder:
    """The named queries of one folder."""

    name: str
    queries: tuple[QueryEntry, ...]


@dataclass(frozen=True)
class QueriesPage:
    """All named queries."""

    folders: tuple[QueryFolder, ...]


@dataclass(frozen=True)
class QueryField:
    """A parameter of a named query as a field of a form."""

    name: str
    description: str
    example: str
    value: str
    required: bool


@dataclass(frozen=True)
class QueryPage:
    """A named query: what it answers, its fields and text, and its result when ``is_run``; ``problem`` says why not."""

    name: str
    title: str
    description: str
    fields: tuple[QueryField, ...]
    columns: tuple[tuple[str, str], ...]
    text: str
    problem: str
    is_run: bool
    grid: Grid | None
    answer: str
    triples: str
    formats: tuple[Link, ...]


@dataclass(frozen=True)
class DefinitionsPage:
    """The vocabulary, and the code lists that go with it."""

    sections: tuple[DefinitionSection, ...]
    lists: tuple[DefinitionSection, ...]


@dataclass(frozen=True)
class CodesPage:
    """All code lists."""

    lists: tuple[DefinitionSection, ...]


@dataclass(frozen=True)
class CodePage:
    """A code list with its codes, or one code in its list (then ``code`` is that code)."""

    code: Definition | None
    list: DefinitionSection


@dataclass(frozen=True)
class FailurePage:
    """An answer that is not the one asked for."""

    status: int
    heading: str
    message: str
    advice: str = ""
    suggestions: tuple[Link, ...] = ()
