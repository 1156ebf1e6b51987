"""The page of gaps."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.plans import PlanCard
from web.parts import Choice, Link, MadeBy


@dataclass(frozen=True)
class GapCell:
    """What an element has of one link; ``gap`` is the kind of gap, empty where a document states ``stated`` of them.

    ``text`` is what the cell says, ``mend`` what would mend a gap.
    """

    link: str
    stated: int
    curated: int
    gap: str
    text: str
    mend: str


@dataclass(frozen=True)
class GapRow:
    """A priority or outcome with its cells, in the order of the page's links."""

    node: Link
    notation: str
    cells: tuple[GapCell, ...]


@dataclass(frozen=True)
class GapSection:
    """The elements of one class of a plan."""

    heading: str
    rows: tuple[GapRow, ...]


@dataclass(frozen=True)
class Share:
    """How many of ``all`` are so; ``percent`` is whole, None where there are none."""

    part: int
    all: int

    @property
    def percent(self) -> int | None:
        """The share in the hundred."""
        return round(100 * self.part / self.all) if self.all else None


@dataclass(frozen=True)
class PlanGaps:
    """The gaps of one plan: ``whole`` counts threads with every link, ``filled`` links that a document states."""

    id: str
    card: PlanCard
    sections: tuple[GapSection, ...]
    whole: Share
    filled: Share
    made_by: MadeBy


@dataclass(frozen=True)
class GapKind:
    """A kind of gap: what cells say of it, what it is called and means, and how many cells are of it."""

    code: str
    short: str
    label: str
    text: str
    href: str
    count: int


@dataclass(frozen=True)
class LinkMend:
    """A link of the thread, how many elements lack it, and what would mend that."""

    link: str
    missing: Share
    mend: str


@dataclass(frozen=True)
class GapsPage:
    """Every plan that is shown; ``chosen`` names the one that the page is narrowed to, empty for all."""

    links: tuple[str, ...]
    plans: tuple[PlanGaps, ...]
    kinds: tuple[GapKind, ...]
    mends: tuple[LinkMend, ...]
    choices: tuple[Choice, ...]
    chosen: str
