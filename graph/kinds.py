"""The kinds of thing that people look for, each made of classes of the vocabulary, in the order they are shown.

A class that is in no kind, such as one of another vocabulary, falls to the last of them: nothing is left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """``name`` stands in addresses, ``one`` and ``many`` on pages; ``classes`` are the last parts of class IRIs."""

    name: str
    one: str
    many: str
    classes: tuple[str, ...]


KINDS: tuple[Kind, ...] = (
    Kind("plan", "plan", "Plans", ("Plan", "PlanLine")),
    Kind("priority", "priority", "Priorities", ("Priority",)),
    Kind("outcome", "outcome", "Outcomes", ("Outcome",)),
    Kind("action", "action", "Actions", ("Action",)),
    Kind("measure", "measure", "Measures", ("Measure",)),
    Kind("target", "target", "Targets", ("Target",)),
    Kind("aim", "aim", "Visions, aims and principles", ("Vision", "Aim", "Principle")),
    Kind(
        "body",
        "body",
        "Boards and bodies",
        ("OrganizationalCollaboration", "FormalOrganization", "OrganizationalUnit", "Organization"),
    ),
    Kind("duty", "duty or law", "Duties and law", ("StatutoryDuty", "LegalBasis", "LegalResource")),
    Kind("money", "money", "Money", ("BudgetHeading", "BudgetLine", "BudgetTotal", "FundingStatement")),
    Kind("strategy", "strategy", "Strategies and programmes", ("Strategy",)),
    Kind("evidence", "evidence", "Evidence", ("EvidenceItem", "EngagementExercise")),
    Kind("recommendation", "recommendation", "Recommendations", ("Recommendation",)),
    Kind("finding", "finding", "Findings", ("Finding",)),
    Kind("figure", "figure", "Figures in the text", ("StatedFigure",)),
    Kind("case-study", "case study", "Case studies", ("CaseStudy",)),
    Kind("event", "event or decision", "Events and decisions", ("Decision", "Review", "ChangeEvent", "Event")),
    Kind("role", "role", "Roles", ("Membership",)),
    Kind("document", "document", "Documents", ("Document", "CoverFact")),
    Kind("quality-note", "quality note", "Quality notes", ("QualityAnnotation",)),
    Kind("topic", "topic", "Topics", ("Concept",)),
    Kind("place", "place", "Places", ("AdministrativeArea",)),
    Kind("other", "other", "Words of the vocabulary and the rest", ()),
)

_BY_CLASS = {name: kind for kind in KINDS for name in kind.classes}
_RANK = {kind.name: place for place, kind in enumerate(KINDS)}


def find_kind(classes: Iterable[str]) -> Kind:
    """Return the first kind that one of a node's classes belongs to; ``classes`` are IRIs."""
    names = (iri.replace("#", "/").rsplit("/", 1)[-1] for iri in classes)
    return min((_BY_CLASS.get(name, KINDS[-1]) for name in names), key=rank_kind, default=KINDS[-1])


def rank_kind(kind: Kind) -> int:
    """Return the place of a kind in the order."""
    return _RANK[kind.name]
