"""What the registers may say: identities that documents share, and what a person, not a document, adds to the graph.

``organisations``, ``legislation``, ``plans``, ``areas``, ``authorities`` and ``schemes`` give things one identity,
whatever a document calls them. ``topics``, ``quality-notes`` and ``curated-links`` are the curators' own statements:
each says why it is made, and none of them may stand in a transcript.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from loaders.records.codes import Classification, Holding, QualityKind
from loaders.records.fields import AreaCode, Date, Entry, Locator, NodePath, Number, Slug, SomePaths, Text
from loaders.records.transcript import Relation

OrganisationPath = Annotated[str, StringConstraints(pattern=r"^org/[a-z0-9]+(-[a-z0-9]+)*$")]
LegislationPath = Annotated[str, StringConstraints(pattern=r"^legislation/[a-z]+/\d{4}/\d+$")]
PlanPath = Annotated[str, StringConstraints(pattern=r"^plan/[a-z0-9]+(-[a-z0-9]+)*$")]
PlanLinePath = Annotated[str, StringConstraints(pattern=r"^plan-line/[a-z0-9]+(-[a-z0-9]+)*$")]
NotePath = Annotated[str, StringConstraints(pattern=r"^note/[a-z0-9]+(-[a-z0-9]+)*$")]
Year = Annotated[str, StringConstraints(pattern=r"^\d{4}$")]
Day = Annotated[Date, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


def _require_distinct(values: Iterable[str], what: str) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise ValueError(f"the {what} {value!r} stands twice: keep one entry")
        seen.add(value)


def _distinct_by(field: str) -> AfterValidator:
    """Refuse a list in which two entries have the same ``field``."""

    def require_distinct_entries(entries: list[BaseModel]) -> list[BaseModel]:
        _require_distinct((str(getattr(entry, field)) for entry in entries), field)
        return entries

    return AfterValidator(require_distinct_entries)


class PassageReference(Entry):
    """A passage of a document, from outside that document's transcript."""

    document: Slug
    locator: Locator


class Organisation(Entry):
    """A body's one identity. ``label`` is the name in our lists, ``classification`` a ``body-…`` code.

    ``printed`` are other names by which documents call it, for the extractor to know it by.
    """

    id: OrganisationPath
    label: Text
    kind: Literal["formal", "collaboration"]
    classification: Classification
    printed: list[Text] = Field(default_factory=list)


class OrganisationRegister(Entry):
    """``organisations.yaml``."""

    organisations: Annotated[list[Organisation], _distinct_by("id")]


class Legislation(Entry):
    """An Act or regulations: ``id`` is the path of the legislation.gov.uk identifier, ``title`` the official one."""

    id: LegislationPath
    title: Text


class LegislationRegister(Entry):
    """``legislation.yaml``."""

    legislation: Annotated[list[Legislation], _distinct_by("id")]


class PlanLine(Entry):
    """A series of plans."""

    id: PlanLinePath
    label: Text
    publisher: OrganisationPath


class PlanIdentity(Entry):
    """One generation or edition of a plan.

    ``start`` and ``end`` are the years printed in its title, both or neither. ``replaces`` is the plan before it, only
    where ``passages`` say so; ``order_note`` says in our words how it stands among the others of its line.
    """

    id: PlanPath
    line: PlanLinePath
    label: Text
    start: Year | None = None
    end: Year | None = None
    holding: Holding
    publisher: OrganisationPath
    replaces: PlanPath | None = None
    passages: list[PassageReference] = Field(default_factory=list)
    order_note: Text | None = None

    @model_validator(mode="after")
    def _require_whole_period(self) -> Self:
        if (self.start is None) != (self.end is None):
            raise ValueError("has one year of two: give start and end as the plan's title prints them, or neither")
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"ends in {self.end}, before it starts in {self.start}")
        if self.replaces is not None and not self.passages:
            raise ValueError(f"replaces {self.replaces} without a passage that says so: name one, or leave it out")
        return self


class PlanRegister(Entry):
    """``plans.yaml``."""

    plan_lines: Annotated[list[PlanLine], _distinct_by("id")]
    plans: Annotated[list[PlanIdentity], _distinct_by("id")]

    @model_validator(mode="after")
    def _require_known_lines_and_plans(self) -> Self:
        lines = {line.id for line in self.plan_lines}
        plans = {plan.id: plan for plan in self.plans}
        for plan in self.plans:
            if plan.line not in lines:
                raise ValueError(f"{plan.id} is of the line {plan.line}, which is not one of plan_lines")
            if plan.replaces is None:
                continue
            replaced = plans.get(plan.replaces)
            if replaced is None or replaced is plan or replaced.line != plan.line:
                raise ValueError(f"{plan.id} replaces {plan.replaces}, which is not another plan of its line")
        return self


class Area(Entry):
    """An area that values are about: ``code`` is its ONS code, ``printed`` the names that the documents give it."""

    code: AreaCode
    label: Text
    level: Literal["borough", "part-of-region", "region", "country", "countries"]
    printed: Annotated[list[Text], Field(min_length=1)]


class AreaRegister(Entry):
    """``areas.yaml``. A printed name stands for one area only."""

    areas: Annotated[list[Area], _distinct_by("code")]

    @model_validator(mode="after")
    def _require_one_area_per_name(self) -> Self:
        _require_distinct((name for area in self.areas for name in area.printed), "printed name")
        return self


class Authority(Entry):
    """An authority whose plans the graph holds: ``slug`` is the first part of its addresses."""

    slug: Slug
    label: Text
    ons_code: AreaCode
    council: OrganisationPath


class AuthorityRegister(Entry):
    """``authorities.yaml``."""

    authorities: Annotated[list[Authority], _distinct_by("slug")]


class RecommendationScheme(Entry):
    """A set of recommendations with its own numbering: ``recommendation/{slug}/{number}``."""

    slug: Slug
    label: Text
    made_by: OrganisationPath | None = None


class RecommendationSchemeRegister(Entry):
    """``schemes.yaml``."""

    schemes: Annotated[list[RecommendationScheme], _distinct_by("slug")]


class Topic(Entry):
    """A topic or protected characteristic, defined in our own words."""

    slug: Slug
    label: Text
    definition: Text


class TopicScheme(Entry):
    """A list of topics; a topic's path is ``{scheme slug}/{topic slug}``."""

    slug: Slug
    label: Text
    topics: Annotated[list[Topic], _distinct_by("slug")]


class SubjectAssignment(Entry):
    """The things of any generation that a topic is the subject of, and why."""

    topic: NodePath
    targets: SomePaths
    reason: Text


class TopicRegister(Entry):
    """``topics.yaml``; ``curated_by`` is the role, never a name, in which its subjects were chosen."""

    curated_by: Text
    schemes: Annotated[list[TopicScheme], _distinct_by("slug")]
    subjects: list[SubjectAssignment] = Field(default_factory=list)

    @model_validator(mode="after")
    def _require_known_topics(self) -> Self:
        known = {f"{scheme.slug}/{topic.slug}" for scheme in self.schemes for topic in scheme.topics}
        for subject in self.subjects:
            if subject.topic not in known:
                raise ValueError(f"the topic {subject.topic!r} is in none of the schemes: write scheme/topic")
        return self


class QualityNote(Entry):
    """A doubt, clash or misprint of printed facts: ``kind`` is a ``quality-…`` code, ``text`` says it in our words.

    ``value_expected`` is the number that a sum or count should give, in the unit of the fact.
    """

    id: NotePath
    kind: QualityKind
    text: Text
    targets: SomePaths
    passages: Annotated[list[PassageReference], Field(min_length=1)]
    value_expected: Number | None = None


class QualityNoteRegister(Entry):
    """``quality-notes.yaml``."""

    notes: Annotated[list[QualityNote], _distinct_by("id")]


class CuratedLink(Entry):
    """A link that no document makes: ``curated_by`` is a role, never a name; ``from`` is the parent side."""

    source: SomePaths = Field(alias="from")
    relation: Relation | Literal["arises-from"]
    target: SomePaths = Field(alias="to")
    reason: Text
    curated_by: Text
    curated_on: Day
    valid: Date | None = None


class PeriodReading(Entry):
    """How a person reads the disputed period of budget columns: as the government years ``start`` to ``end``.

    ``columns`` are the columns' slugs in the document's budget tables.
    """

    document: Slug
    columns: Annotated[list[Slug], Field(min_length=1)]
    start: Year
    end: Year
    reason: Text
    curated_by: Text
    curated_on: Day

    @model_validator(mode="after")
    def _require_order(self) -> Self:
        if self.start >= self.end:
            raise ValueError(f"ends in {self.end}, not after it starts in {self.start}")
        return self


class CuratedLinkRegister(Entry):
    """``curated-links.yaml``: links between nodes, and readings of disputed periods."""

    links: list[CuratedLink]
    readings: list[PeriodReading] = Field(default_factory=list)


class WithdrawnAddress(Entry):
    """A node whose address was published and is used no more; ``replaced_by`` are the nodes that say its part now."""

    id: NodePath
    withdrawn_on: Day
    replaced_by: list[NodePath] = Field(default_factory=list)
    reason: Text


class WithdrawnRegister(Entry):
    """``withdrawn.yaml``: an address that was published never becomes a plain "not found"."""

    withdrawn: Annotated[list[WithdrawnAddress], _distinct_by("id")]
