"""The pages of plans, the front page among them."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.nodes import NodePage
from web.parts import BranchGroup, Count, Link


@dataclass(frozen=True)
class PlanCard:
    """A plan in a list: ``holding`` is ``held``, ``reported`` or ``named-only``."""

    iri: str
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
class HomePage:
    """The front page; ``publishers`` are whose plans they are."""

    publishers: tuple[str, ...]
    plans: tuple[PlanCard, ...]


@dataclass(frozen=True)
class PlansPage:
    """All plans, by start year."""

    plans: tuple[PlanCard, ...]
