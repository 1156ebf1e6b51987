"""What pages are made of: links, facts with their sources, threads, tables. Frozen, and free of graph terms.

Every ``href`` is an address on this site, or the absolute address of somebody else's page.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Something to go to."""

    text: str
    href: str


@dataclass(frozen=True)
class Choice:
    """One of several ways to narrow a page."""

    text: str
    href: str
    is_chosen: bool


@dataclass(frozen=True)
class Option:
    """A value of a filter."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A field that narrows a list; ``chosen`` is empty where it does not."""

    name: str
    label: str
    chosen: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Value:
    """One end of a fact: a text as printed, or a node with its label (then ``href`` says where it is shown)."""

    text: str
    href: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Basis:
    """How a fact is known: ``code`` is ``stated``, ``by-layout``, ``curated`` or ``computed``."""

    code: str
    label: str


@dataclass(frozen=True)
class Source:
    """Where a fact stands: a document, the place in it, and that place on the document's page."""

    document: Link
    locator: str
    href: str


@dataclass(frozen=True)
class Reading:
    """A curator's reading: the reason for it, and the curator's role."""

    reason: str
    curator: str


@dataclass(frozen=True)
class Fact:
    """One value with everything that supports it; only a curated one has a ``reading``."""

    value: Value
    basis: Basis
    sources: tuple[Source, ...]
    reading: Reading | None = None


@dataclass(frozen=True)
class FactGroup:
    """The facts of one property; ``iri`` is the property, ``href`` explains it."""

    iri: str
    label: str
    href: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class FactRow:
    """One fact as a line of a table: what it says, in words, and its value."""

    label: str
    value: Value


@dataclass(frozen=True)
class FactBlock:
    """Facts that stand on the same footing: the same basis, passages and reading."""

    basis: Basis
    sources: tuple[Source, ...]
    reading: Reading | None
    rows: tuple[FactRow, ...]


@dataclass(frozen=True)
class Break:
    """What a thread lacks at a node: which ``kind`` of gap it is, the gap in words, and what would mend it."""

    node: Link
    kind: str
    text: str
    mend: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Aside:
    """Something that belongs to a shared node alone, such as a board's figure: how it belongs, and what it is."""

    relation: str
    link: Link
    reading: Reading | None


@dataclass(frozen=True)
class BreakGroup:
    """The breaks of one node."""

    node: Link
    breaks: tuple[Break, ...]


@dataclass(frozen=True)
class Branch:
    """A node of a thread with what hangs on it.

    ``id`` is the anchor of the hop that leads to it, the same on every page; ``figure`` is its value as printed, with
    its period; ``mark`` warns of cut-off text and the like; ``asides`` belong to the node alone and are no thread;
    ``shown_above`` is true when what hangs on it stands elsewhere in the outline.
    """

    id: str
    node: Link
    notation: str
    figure: str
    mark: str
    basis: Basis
    sources: tuple[Source, ...]
    reading: Reading | None
    asides: tuple[Aside, ...]
    groups: tuple[BranchGroup, ...]
    breaks: tuple[Break, ...]
    shown_above: bool


@dataclass(frozen=True)
class BranchGroup:
    """The branches that hang on a node by the same kind of hop, with the basis that all of those hops share, if any."""

    label: str
    basis: Basis | None
    branches: tuple[Branch, ...]


@dataclass(frozen=True)
class Outline:
    """A thread downwards from one node; ``size`` counts its nodes, ``weakest`` is the weakest basis of any hop."""

    groups: tuple[BranchGroup, ...]
    breaks: tuple[Break, ...]
    size: int
    weakest: Basis


@dataclass(frozen=True)
class Trail:
    """One way up from a node to its plan: the plan first, the node's parent last; a reading for each curated step."""

    steps: tuple[Link, ...]
    basis: Basis
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True)
class Mapping:
    """A counterpart in another plan; ``other`` is None where a curator found that there is none.

    ``compare_href`` sets the two side by side, and is empty where there is no other. ``onward`` are the
    counterparts of the counterpart in plans further on, each a crossing of its own.
    """

    relation: str
    other: Link | None
    plan: Link
    basis: Basis
    confidence: str
    reading: Reading
    compare_href: str
    onward: tuple[Mapping, ...] = ()


@dataclass(frozen=True)
class Note:
    """A doubt, clash or misprint, what it is about, and the passages it compares."""

    kind: str
    text: str
    href: str
    about: tuple[Link, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class DataLink:
    """The same as data, in one media type."""

    text: str
    href: str
    media_type: str


@dataclass(frozen=True)
class Count:
    """How many there are of something."""

    number: int
    text: str


@dataclass(frozen=True)
class Grid:
    """A result as a table; ``more`` is true when only the first rows are shown."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: bool


@dataclass(frozen=True)
class Definition:
    """A term of the vocabulary or a code; ``id`` is its anchor."""

    id: str
    iri: str
    href: str
    label: str
    text: str
    notes: tuple[str, ...]
    details: tuple[FactGroup, ...]


@dataclass(frozen=True)
class DefinitionSection:
    """Terms of one sort, or the codes of one list; only a list has an ``iri``."""

    id: str
    iri: str
    heading: str
    href: str
    text: str
    definitions: tuple[Definition, ...]


@dataclass(frozen=True)
class ParameterValue:
    """A value that a named query was asked with, written as a visitor would."""

    name: str
    value: str


@dataclass(frozen=True)
class MadeBy:
    """The named query that made a table or picture, with its values, page, text in the workbench, and files.

    ``page_href`` and ``files`` are empty for a query that the service asks only itself.
    """

    name: str
    title: str
    parameters: tuple[ParameterValue, ...]
    page_href: str
    workbench_href: str
    files: tuple[Link, ...]
