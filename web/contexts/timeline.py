"""The page on how themes moved through the plans."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.plans import PlanCard
from web.flow_picture import FlowPicture
from web.parts import Basis, Link, MadeBy, Reading


@dataclass(frozen=True)
class FlowStep:
    """An element of a plan; ``origin`` and ``fate`` are empty where no mapping leads to it or on from it."""

    iri: str
    node: Link
    notation: str
    origin: str
    fate: str


@dataclass(frozen=True)
class FlowColumn:
    """A plan with the elements that mappings join to its neighbours, in the order of their numbers."""

    plan: Link
    steps: tuple[FlowStep, ...]


@dataclass(frozen=True)
class FlowLink:
    """A mapping from a plan to its neighbour; ``target`` and ``target_link`` are empty where there is no counterpart.

    ``is_exact`` is true of a close one, ``is_strong`` also of a broader or narrower one.
    """

    source: str
    source_link: Link
    target: str
    target_link: Link | None
    other_plan: str
    relation: str
    is_strong: bool
    is_exact: bool
    basis: Basis
    confidence: str
    reading: Reading


@dataclass(frozen=True)
class Flow:
    """The plans of one authority by start year, and the mappings between neighbours."""

    columns: tuple[FlowColumn, ...]
    links: tuple[FlowLink, ...]


@dataclass(frozen=True)
class PlanBar:
    """A plan on the axis of years; ``left`` and ``width`` are in the units of the picture."""

    card: PlanCard
    left: int
    width: int
    top: int


@dataclass(frozen=True)
class YearTick:
    """A year on the axis."""

    year: int
    left: int


@dataclass(frozen=True)
class YearsPicture:
    """The dated plans as bars over the years."""

    width: int
    height: int
    bars: tuple[PlanBar, ...]
    ticks: tuple[YearTick, ...]


@dataclass(frozen=True)
class Verdict:
    """A word for what became of an element or where it comes from, with its rule."""

    name: str
    rule: str


@dataclass(frozen=True)
class TimelinePage:
    """The plans by year, and one flow with its picture for each authority."""

    years: YearsPicture | None
    undated: tuple[PlanCard, ...]
    flows: tuple[tuple[Flow, FlowPicture], ...]
    fates: tuple[Verdict, ...]
    origins: tuple[Verdict, ...]
    made_by: MadeBy
