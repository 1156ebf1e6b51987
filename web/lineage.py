"""The whole thread of a node at ``/lineage/…``, as an outline, with its breaks in words."""

from __future__ import annotations

from flask import Blueprint, Response, render_template

from web.caching import find_unchanged
from web.contexts.nodes import LineagePage
from web.crumbs import make_crumbs
from web.live import ServedGraph, get_graph
from web.negotiate import HTML
from web.node_page import Heading, get_heading, name_nodes
from web.outline import group_breaks, make_breaks, make_outline, make_trails, make_whole_plan
from web.parts import Link
from web.words import split_name

blueprint = Blueprint("lineage", __name__)


@blueprint.get("/lineage/<path:path>")
def show(path: str) -> Response | str:
    """Show the thread above and below a node."""
    graph = get_graph()
    iri = graph.site.to_iri(path)
    return find_unchanged(HTML) or render_template(
        "lineage/show.html", page=_build(graph, iri, get_heading(graph, iri))
    )


def _build(graph: ServedGraph, iri: str, heading: Heading) -> LineagePage:
    row = heading.row
    down, up = graph.tracer.trace_down(iri), graph.tracer.trace_up(iri)
    naming = name_nodes(graph, down, up)
    trails = make_trails(up, naming)
    holding = row.find("holding")
    node = Link(row.text("label") or split_name(iri), graph.site.to_page(iri))
    return LineagePage(
        node=node,
        notation=row.text("notation"),
        kind=row.text("kindLabel") or split_name(row.text("kind")),
        crumbs=(*make_crumbs(graph, up, trails, heading.is_a("Plan")), node),
        outline=make_outline(down, naming, holding),
        breaks=group_breaks(make_breaks(down, naming, holding)) if holding else (),
        above=trails,
        whole_plan=make_whole_plan(down, naming),
    )
