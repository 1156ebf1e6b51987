"""Records of what a plan rests on: law, strategies, evidence, engagement, findings and case studies."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loaders.records.codes import EvidenceKind, FindingKind, LegalKind
from loaders.records.fields import Date, DatedNode, Node, NodePath, NodePaths, SomePaths, Text


class LegalBasis(Node):
    """What the law says: ``kind`` is a ``legal-…`` code, ``bearers`` whom it binds, ``arises_from`` the legislation."""

    type: Literal["legal-basis"]
    kind: LegalKind
    bearers: NodePaths = Field(default_factory=list)
    arises_from: NodePaths = Field(default_factory=list)


class Strategy(DatedNode):
    """A strategy, programme or action plan that the document names; ``years`` are its period, as printed only."""

    type: Literal["strategy"]
    years: Text | None = None


class EvidenceItem(DatedNode):
    """A survey, background paper, spend analysis or benchmarking: ``kind`` is an ``evidence-…`` code."""

    type: Literal["evidence"]
    kind: EvidenceKind


class EngagementExercise(Node):
    """An engagement exercise; its counts are ``figure`` records of it."""

    type: Literal["engagement"]
    published_date: Text | None = None
    start: Date | None = None
    end: Date | None = None


class Finding(Node):
    """A finding, barrier, lesson, purpose, residents' view or equalities action area: ``kind`` a ``finding-…`` code."""

    type: Literal["finding"]
    kind: FindingKind
    about: SomePaths
    found_by: NodePaths = Field(default_factory=list)


class CaseStudy(Node):
    """A case study, reported by a body."""

    type: Literal["case-study"]
    reported_by: NodePath | None = None
