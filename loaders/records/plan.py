"""Records of what stands inside a plan: from its vision down to its targets."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from loaders.records.codes import ActionKind, FigureKind, PrincipleKind, Status, Unit
from loaders.records.fields import Date, Locators, Node, NodePath, NodePaths, Number, Record, SomePaths, Text


class Plan(Node):
    """A plan as this document names it; its identity is in ``registers/plans.yaml``."""

    type: Literal["plan"]


class Element(Node):
    """A thing inside a plan. ``under`` is the plan or element it hangs on.

    ``under_locator`` and ``basis`` are those of that link, when it is not made where the title stands.
    """

    under: SomePaths
    number: Text | None = None
    under_locator: Locators | None = None


class Vision(Element):
    """A vision or key objective; each further printed wording is one of ``wordings``."""

    type: Literal["vision"]


class Priority(Element):
    """A priority, theme, area of focus or call to action: ``published_term`` is the printed word."""

    type: Literal["priority"]
    published_term: Text


class Outcome(Element):
    """An outcome of a priority, or a shared outcome of a plan."""

    type: Literal["outcome"]


class Aim(Element):
    """A shared aim of a plan."""

    type: Literal["aim"]


class Principle(Element):
    """A value, an improvement principle, a guiding principle or a focus: ``kind`` is a ``principle-…`` code."""

    type: Literal["principle"]
    kind: PrincipleKind


class Action(Element):
    """Something a plan or board does or means to do: ``kind`` is an ``action-…`` code.

    ``delivered_by`` names bodies only where the text says that they deliver, lead or report it.
    ``by_when`` is the date as printed, ``due`` the same typed.
    """

    type: Literal["action"]
    kind: ActionKind
    delivered_by: NodePaths = Field(default_factory=list)
    status: Status | None = None
    by_when: Text | None = None
    due: Date | None = None


class Target(Node):
    """A dated aim with a value, set by a plan, element, body or strategy (``of``).

    ``value`` and ``unit`` are typed, ``published_value`` and ``stated_period`` as printed, ``holder`` is whose it is.
    """

    type: Literal["target"]
    of: SomePaths
    published_value: Text
    value: Number | None = None
    unit: Unit | None = None
    stated_period: Text
    holder: NodePath | None = None
    area: Text | None = None


class FundingStatement(Node):
    """What the document says of money where it gives no figure."""

    type: Literal["funding-statement"]
    of: SomePaths


class Figure(Record):
    """A number printed outside the measure and budget tables.

    ``of`` is what prints it or what it is about: an element or plan, a body, a case study, an evidence item, a
    document. ``published_value`` holds the digits with their sign or unit as printed, ``qualifier`` the printed word
    before it ("over", "around"), ``label`` what it counts in our own words, ``kind`` a ``figure-…`` code.
    """

    type: Literal["figure"]
    of: SomePaths
    label: Text
    published_value: Text
    value: Number
    unit: Unit
    qualifier: Text | None = None
    area: Text | None = None
    stated_period: Text | None = None
    kind: FigureKind
