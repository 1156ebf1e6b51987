"""Draws how themes moved: a column of boxes for each plan, and a curve for each mapping between neighbours.

Columns are the plans' own order, so no graph layout is needed: boxes stand in the order that crosses fewest curves by
the mean place of their neighbours. The picture is data; the template writes it as SVG with links.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from web.parts import Link

if TYPE_CHECKING:
    from web.contexts.timeline import Flow, FlowColumn, FlowLink, FlowStep

BOX_WIDTH, COLUMN_GAP, BOX_GAP, HEADING = 250, 150, 14, 40
LINE_HEIGHT, PADDING, LINE_CHARACTERS, MOST_LINES = 18, 8, 30, 4


@dataclass(frozen=True)
class FlowBox:
    """An element: its place, size, and text in lines."""

    node: Link
    left: int
    top: int
    width: int
    height: int
    lines: tuple[str, ...]
    verdicts: str

    @property
    def middle(self) -> float:
        """Halfway down."""
        return self.top + self.height / 2


@dataclass(frozen=True)
class FlowCurve:
    """A mapping: its path as SVG reads it, what it says, and how firm it is."""

    path: str
    text: str
    firmness: str


@dataclass(frozen=True)
class FlowHeading:
    """A plan over its column."""

    plan: Link
    left: int


@dataclass(frozen=True)
class FlowPicture:
    """The whole picture, in the units of its own view box."""

    width: int
    height: int
    headings: tuple[FlowHeading, ...]
    boxes: tuple[FlowBox, ...]
    curves: tuple[FlowCurve, ...]


def draw_flow(flow: Flow) -> FlowPicture:
    """Return the picture of a flow."""
    boxes: dict[str, FlowBox] = {}
    for place, column in enumerate(flow.columns):
        left = place * (BOX_WIDTH + COLUMN_GAP)
        boxes.update(_stack(_order(column, flow.links, boxes), left))
    height = max((box.top + box.height for box in boxes.values()), default=HEADING)
    return FlowPicture(
        width=len(flow.columns) * (BOX_WIDTH + COLUMN_GAP) - COLUMN_GAP,
        height=height + BOX_GAP,
        headings=tuple(
            FlowHeading(column.plan, place * (BOX_WIDTH + COLUMN_GAP)) for place, column in enumerate(flow.columns)
        ),
        boxes=tuple(boxes.values()),
        curves=tuple(_draw_curves(flow.links, boxes)),
    )


def _order(column: FlowColumn, links: Sequence[FlowLink], boxes: Mapping[str, FlowBox]) -> list[FlowStep]:
    """Return the steps of a column by the mean place of what leads to them; those that nothing leads to come last."""

    def place(step: FlowStep) -> float:
        before = [boxes[link.source].middle for link in links if link.target == step.iri and link.source in boxes]
        return fmean(before) if before else float("inf")

    return sorted(column.steps, key=place)


def _stack(steps: Sequence[FlowStep], left: int) -> Iterator[tuple[str, FlowBox]]:
    top = HEADING
    for step in steps:
        lines = _wrap(" ".join(part for part in (step.notation, step.node.text) if part))
        height = len(lines) * LINE_HEIGHT + 2 * PADDING
        verdicts = [f"from before: {step.origin}"] if step.origin else []
        verdicts += [f"to the next: {step.fate}"] if step.fate else []
        yield step.iri, FlowBox(step.node, left, top, BOX_WIDTH, height, lines, "; ".join(verdicts))
        top += height + BOX_GAP


def _wrap(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, LINE_CHARACTERS, max_lines=MOST_LINES, placeholder=" …"))


def _draw_curves(links: Sequence[FlowLink], boxes: Mapping[str, FlowBox]) -> Iterator[FlowCurve]:
    for link in sorted(links, key=lambda link: (link.is_strong, link.is_exact)):
        if link.target_link is None:
            continue
        start, end = boxes[link.source], boxes[link.target]
        x, x2 = start.left + start.width, end.left
        bend = (x + x2) / 2
        path = f"M{x} {start.middle:g}C{bend:g} {start.middle:g} {bend:g} {end.middle:g} {x2} {end.middle:g}"
        firmness = "exact" if link.is_exact else "strong" if link.is_strong else "related"
        yield FlowCurve(path, f"{link.source_link.text}: {link.relation} {link.target_link.text}", firmness)
