"""A transcript: the reviewed record of one document."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from loaders.records.codes import DocumentKind, LeftOutReason
from loaders.records.draft import Correction, DraftHeader, Unplaced
from loaders.records.evidence import CaseStudy, EngagementExercise, EvidenceItem, Finding, LegalBasis, Strategy
from loaders.records.fields import (
    Date,
    Entry,
    Locator,
    Locators,
    Node,
    NodePath,
    NodePaths,
    Record,
    Slug,
    SomePaths,
    Text,
)
from loaders.records.governance import (
    Body,
    ChangeEvent,
    Decision,
    Event,
    Membership,
    Recommendation,
    ReportingLine,
    Review,
)
from loaders.records.plan import (
    Action,
    Aim,
    Figure,
    FundingStatement,
    Outcome,
    Plan,
    Principle,
    Priority,
    Target,
    Vision,
)
from loaders.records.tables import BudgetRow, BudgetTable, Measure, MeasureTable

Relation = Literal[
    "involves",
    "delivered-by",
    "has-duty",
    "has-evidence",
    "has-case-study",
    "has-strategy",
    "has-legal-basis",
    "responds-to",
    "delivers",
    "references",
    "about",
]


class Link(Record):
    """A link that the document makes between two things described elsewhere; ``from`` is the parent side."""

    type: Literal["link"]
    source: SomePaths = Field(alias="from")
    relation: Relation
    target: SomePaths = Field(alias="to")
    valid: Date | None = None


class Appendix(Node):
    """An appendix, background paper or linked document, as a document of its own that is not held."""

    type: Literal["appendix"]


class CoverFact(Record):
    """A row of a document's cover table: printed label and printed value."""

    type: Literal["cover-fact"]
    label: Text
    value: Text


AnyRecord = Annotated[
    Plan | Vision | Priority | Outcome | Aim | Principle | Action | Target | FundingStatement | Figure
    | MeasureTable | Measure | BudgetTable | BudgetRow
    | Body | Membership | ReportingLine | ChangeEvent | Recommendation | Decision | Review | Event
    | LegalBasis | Strategy | EvidenceItem | EngagementExercise | Finding | CaseStudy
    | Link | Appendix | CoverFact,
    Field(discriminator="type"),
]  # fmt: skip


class LeftOut(Entry):
    """A passage or one section of the document that gives no record, and why."""

    locator: Locator
    reason: LeftOutReason
    note: Text | None = None


class UnprintedHeading(Entry):
    """A section that the document's text prints no heading for, and the line (1-based) of the text where it begins."""

    heading: Locator
    line: Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]*$")]


class DocumentHeader(Entry):
    """What the document is: its address slug, title, dates, publisher and the hash of the file transcribed."""

    id: Slug
    title: Text
    label: Text | None = None
    kind: DocumentKind
    issued: Date
    issued_basis: Text
    publisher: NodePath
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    locator: Locators
    references: NodePaths = Field(default_factory=list)


class Transcript(Entry):
    """One document: its header, its records in reading order, and what was left out.

    ``draft`` and ``unplaced`` stand in a transcript that is still under review, ``corrections`` in one that a person
    made of a draft.
    """

    authority: Slug
    document: DocumentHeader
    unprinted_headings: list[UnprintedHeading] = Field(default_factory=list)
    records: list[AnyRecord]
    left_out: list[LeftOut] = Field(default_factory=list)
    draft: DraftHeader | None = None
    unplaced: list[Unplaced] = Field(default_factory=list)
    corrections: list[Correction] = Field(default_factory=list)
