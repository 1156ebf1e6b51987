"""What the law asks, at ``/duties``: the Act of each duty, whom it binds, what discharges it, and its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, render_template

from web.caching import find_unchanged
from web.contexts.gathered import GatheredGroup, ListLine, ListPage, ListSection
from web.gathered import index_groups
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.narrowing import is_chosen, make_filter, name_nodes
from web.negotiate import HTML
from web.parts import Filter, Link
from web.rows import Row

blueprint = Blueprint("duties", __name__)

DUTIES = "duties/duties_and_bearers"
HANGING = "duties/what_hangs_on_duty"

_SECTIONS = (
    (
        "carried",
        "Something hangs on it",
        "An element of a plan, a board or a strategy carries it, and so what they do discharges it.",
    ),
    (
        "whole-plan",
        "Only a whole plan hangs on it",
        "A document says it of a plan as a whole, and of no element, board or strategy: nothing in particular "
        "discharges it.",
    ),
    ("nothing", "Nothing hangs on it", "No document says what discharges it."),
)


@blueprint.get("/duties")
def show() -> Response | str:
    """Show the duties, narrowed by ``bearer``, ``act``, ``plan`` and ``kind``."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("duties/list.html", page=_build(graph))


def _build(graph: ServedGraph) -> ListPage:
    duties, hanging = graph.read(DUTIES), graph.read(HANGING)
    filters = _make_filters(graph, duties, hanging)
    wanted = _narrow(graph, duties, hanging, {each.name: each.chosen for each in filters})
    groups = index_groups(hanging, "duty", graph)
    lines: dict[str, list[ListLine]] = {}
    for row in {row.text("duty"): row for row in duties if row.text("duty") in wanted}.values():
        own = groups.get(row.text("duty"), {})
        lines.setdefault(_find_section(own), []).append(_make_line(graph, row, own))
    return ListPage(
        sections=tuple(
            ListSection(code, heading, text, tuple(lines[code])) for code, heading, text in _SECTIONS if code in lines
        ),
        filters=filters,
        size=len(wanted),
        whole=len({row.text("duty") for row in duties}),
        is_filtered=any(each.chosen for each in filters),
        made_by=(make_made_by(graph, DUTIES), make_made_by(graph, HANGING)),
    )


def _make_filters(graph: ServedGraph, duties: Iterable[Row], hanging: Iterable[Row]) -> tuple[Filter, ...]:
    kinds = sorted({row.text("kind") for row in duties})
    plans = name_nodes(graph, hanging, "plan") | {
        graph.site.shorten(row.text("node")) or "": row.text("nodeLabel")
        for row in hanging
        if row.text("group") == "plan"
    }
    return (
        make_filter("bearer", "Whom it binds", name_nodes(graph, duties, "bearer")),
        make_filter("act", "Act or regulations", name_nodes(graph, duties, "legislation")),
        make_filter("plan", "Plan", dict(sorted(plans.items(), key=lambda item: item[1]))),
        make_filter("kind", "Kind", {kind: kind for kind in kinds}),
    )


def _narrow(
    graph: ServedGraph, duties: Iterable[Row], hanging: Iterable[Row], chosen: Mapping[str, str]
) -> frozenset[str]:
    in_plan = {
        row.text("duty")
        for row in hanging
        if is_chosen(graph, row, "plan", chosen["plan"])
        or (row.text("group") == "plan" and is_chosen(graph, row, "node", chosen["plan"]))
    }
    return frozenset(
        row.text("duty")
        for row in duties
        if is_chosen(graph, row, "bearer", chosen["bearer"])
        and is_chosen(graph, row, "legislation", chosen["act"])
        and chosen["kind"] in ("", row.text("kind"))
        and (not chosen["plan"] or row.text("duty") in in_plan)
    )


def _find_section(groups: Mapping[str, GatheredGroup]) -> str:
    return "carried" if "carrier" in groups else "whole-plan" if "plan" in groups else "nothing"


def _make_line(graph: ServedGraph, row: Row, groups: dict[str, GatheredGroup]) -> ListLine:
    return ListLine(Link(row.text("dutyLabel"), graph.site.to_page(row.text("duty"))), "", row.text("kind"), "", groups)
