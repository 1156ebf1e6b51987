"""How themes moved through the plans, at ``/timeline``."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, render_template

from web.caching import find_unchanged
from web.contexts.plans import PlanCard
from web.contexts.timeline import PlanBar, TimelinePage, Verdict, YearsPicture, YearTick
from web.flow import FATES, ORIGINS, QUERY, read_flows
from web.flow_picture import draw_flow
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import HTML
from web.plans import read_plans

blueprint = Blueprint("timeline", __name__)

YEAR_WIDTH, BAR_HEIGHT, AXIS = 90, 44, 30


@blueprint.get("/timeline")
def show() -> Response | str:
    """Show the plans by year, and how their themes moved from each to the next."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("timeline/show.html", page=_build(graph))


def _build(graph: ServedGraph) -> TimelinePage:
    cards = read_plans(graph)
    return TimelinePage(
        years=draw_years(cards),
        undated=tuple(card for card in cards if not _find_years(card)),
        flows=tuple((flow, draw_flow(flow)) for flow in read_flows(graph, cards)),
        fates=tuple(Verdict(*item) for item in FATES.items()),
        origins=tuple(Verdict(*item) for item in ORIGINS.items()),
        made_by=make_made_by(graph, QUERY),
    )


def draw_years(cards: Iterable[PlanCard]) -> YearsPicture | None:
    """Return the dated plans as bars, one under the other, None when there is none."""
    dated = [(card, years) for card in cards if (years := _find_years(card))]
    if not dated:
        return None
    first, last = min(start for _, (start, _) in dated), max(end for _, (_, end) in dated)
    bars = tuple(
        PlanBar(card, (start - first) * YEAR_WIDTH, max(end - start, 1) * YEAR_WIDTH, AXIS + place * BAR_HEIGHT)
        for place, (card, (start, end)) in enumerate(dated)
    )
    ticks = tuple(YearTick(year, (year - first) * YEAR_WIDTH) for year in range(first, last + 1))
    return YearsPicture(max(last - first, 1) * YEAR_WIDTH, AXIS + len(dated) * BAR_HEIGHT, bars, ticks)


def _find_years(card: PlanCard) -> tuple[int, int] | None:
    years = [int(word) for word in card.years.split() if word.isdigit()]
    return (years[0], years[-1]) if years else None
