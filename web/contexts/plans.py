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
    """A priority or outcome on the page of its plan, with how much hangs on it; ``printed`` are other words for it."""

    node: Link
    notation: str
    term: str
    printed: tuple[str, ...]
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
class Start:
    """A priority that a visitor can start from, by its thread."""

    thread: Link
    notation: str
    term: str


@dataclass(frozen=True)
class Generation:
    """A plan with years of its own, and its priorities."""

    card: PlanCard
    starts: tuple[Start, ...]


@dataclass(frozen=True)
class Task:
    """A question that the site answers: where, and in what form."""

    link: Link
    about: str


@dataclass(frozen=True)
class HomePage:
    """The front page: the generations, the plans that are only named or have no years, and what can be asked.

    ``publishers`` are whose plans they are.
    """

    publishers: tuple[str, ...]
    generations: tuple[Generation, ...]
    others: tuple[PlanCard, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class PlansPage:
    """All plans, by start year."""

    plans: tuple[PlanCard, ...]
