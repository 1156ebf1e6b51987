"""Records of who acts: bodies, members, lines of reporting, decisions and recommendations."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loaders.records.codes import ChangeKind, Status
from loaders.records.fields import Date, DatedNode, Node, NodePath, NodePaths, Record, SomePaths, Text


class Body(Node):
    """An organisation, board, forum or group as this document names it; its identity is in the register."""

    type: Literal["body"]


class Membership(Record):
    """A body's member: another body, or a person only as holder of a public role (``role`` as printed)."""

    type: Literal["membership"]
    organisation: NodePath
    member: NodePath | None = None
    holder: Text | None = None
    role: Text | None = None
    valid: Date | None = None


class ReportingLine(Record):
    """``body`` reports to ``to``, or is a part of it (``relation``)."""

    type: Literal["reporting-line"]
    body: NodePath
    relation: Literal["reports-to", "part-of"]
    to: NodePath
    valid: Date | None = None


class ChangeEvent(DatedNode):
    """A change in organisation that the document states: ``kind`` is a ``change-…`` code."""

    type: Literal["change-event"]
    kind: ChangeKind | None = None
    original: NodePaths = Field(default_factory=list)
    resulting: NodePaths = Field(default_factory=list)


class Recommendation(Node):
    """A recommendation, numbered within its scheme (``recommendation/{scheme}/{number}``)."""

    type: Literal["recommendation"]
    number: Text | None = None
    made_by: NodePath | None = None
    addressed_to: NodePath | None = None


class Decision(DatedNode):
    """A decision or approval by one body or several; this document's word on it is ``status``, a ``status-…`` code."""

    type: Literal["decision"]
    on: SomePaths
    maker: SomePaths
    status: Status


class Review(DatedNode):
    """A review or peer challenge."""

    type: Literal["review"]
    of: SomePaths
    carried_out_by: NodePaths = Field(default_factory=list)


class Event(DatedNode):
    """A summit, congress, workshop or campaign; planned ones keep that ``status``."""

    type: Literal["event"]
    status: Status
    organiser: NodePath | None = None
