"""The pages of topics and protected characteristics."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.nodes import NodePage
from web.contexts.plans import PlanCard
from web.parts import Link, MadeBy, Reading


@dataclass(frozen=True)
class TopicCell:
    """How many things of one plan are filed under a topic, and where they stand; ``words`` name the gap at none."""

    plan: str
    number: int
    href: str
    words: str


@dataclass(frozen=True)
class TopicRow:
    """A topic with its cells, in the order of the page's plans; ``beside`` are things of no one plan."""

    topic: Link
    definition: str
    cells: tuple[TopicCell, ...]
    beside: TopicCell


@dataclass(frozen=True)
class TopicList:
    """The topics of one list, such as the protected characteristics; nothing is filed under those in ``silent``."""

    id: str
    label: str
    rows: tuple[TopicRow, ...]
    silent: tuple[Link, ...]


@dataclass(frozen=True)
class PlanSilence:
    """A plan with the topics that it says nothing of, as far as it is held."""

    card: PlanCard
    topics: tuple[Link, ...]


@dataclass(frozen=True)
class TopicsPage:
    """Every topic against every plan whose elements are known."""

    plans: tuple[PlanCard, ...]
    lists: tuple[TopicList, ...]
    silences: tuple[PlanSilence, ...]
    made_by: MadeBy


@dataclass(frozen=True)
class Filed:
    """A thing that is filed under a topic; ``notation`` is its printed number."""

    node: Link
    notation: str
    reading: Reading | None


@dataclass(frozen=True)
class FiledGroup:
    """The things of one kind; ``reading`` is why they stand there, where it is the same for all of them."""

    heading: str
    reading: Reading | None
    things: tuple[Filed, ...]


@dataclass(frozen=True)
class TopicPlan:
    """What one plan has under a topic, by kind; ``plan`` is None for things of no one plan, ``words`` name a gap."""

    id: str
    plan: Link | None
    number: int
    groups: tuple[FiledGroup, ...]
    words: str


@dataclass(frozen=True)
class TopicPage:
    """A topic across all plans; ``node`` holds what every node's page has, ``list`` is the list that it stands in."""

    node: NodePage
    list: Link
    definition: str
    number: int
    plans: tuple[TopicPlan, ...]
    made_by: MadeBy
