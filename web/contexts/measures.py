"""The list of measures, and what a measure's own page has beyond any node's."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Filter, Link, MadeBy
from web.sparklines import Sparkline


@dataclass(frozen=True)
class Trend:
    """Which way a measure moved: ``code`` is ``improved``, ``worsened``, ``the-same`` or another; ``text`` says it."""

    code: str
    text: str


@dataclass(frozen=True)
class MeasureLine:
    """A measure in the list; ``published`` and ``computed`` are None where no trend is printed or may be computed."""

    node: Link
    polarity: str
    latest: str
    latest_column: str
    spark: Sparkline | None
    published: Trend | None
    computed: Trend | None
    crosses_break: bool
    comparators: tuple[str, ...]


@dataclass(frozen=True)
class MeasureGroup:
    """The measures of one element of a plan; ``id`` is its anchor."""

    id: str
    plan: Link
    element: Link
    notation: str
    lines: tuple[MeasureLine, ...]


@dataclass(frozen=True)
class MeasuresPage:
    """The measures that are shown, ``size`` of ``whole``."""

    groups: tuple[MeasureGroup, ...]
    filters: tuple[Filter, ...]
    size: int
    whole: int
    is_filtered: bool
    made_by: MadeBy
