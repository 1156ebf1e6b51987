"""Recommendations at ``/recommendations``, from challenge to answer and on to what was decided."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, render_template

from graph.iris import slugify
from web.caching import find_unchanged
from web.contexts.gathered import GatheredGroup, ListLine, ListPage, ListSection
from web.gathered import index_groups
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.narrowing import make_filter, name_nodes
from web.negotiate import HTML
from web.parts import Link
from web.rows import Row

blueprint = Blueprint("recommendations", __name__)

ALL = "governance/recommendations"
CHAINS = "governance/recommendation_chains"

ANSWERED = {"yes": "answered", "no": "not answered in the documents held"}
"""What the list can be narrowed to by its answers."""


@blueprint.get("/recommendations")
def show() -> Response | str:
    """Show the recommendations, narrowed by ``scheme``, ``to`` and ``answered``."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("recommendations/list.html", page=_build(graph))


def _build(graph: ServedGraph) -> ListPage:
    chains = graph.read(CHAINS)
    rows = {row.text("recommendation"): row for row in graph.read(ALL)}
    groups = index_groups(chains, "recommendation", graph)
    addressed = [row for row in chains if row.text("property").endswith("#addressedTo")]
    filters = (
        make_filter("scheme", "Made in", {slugify(text): text for text in _list_schemes(rows.values())}),
        make_filter("to", "Addressed to", name_nodes(graph, addressed, "node")),
        make_filter("answered", "Answer", ANSWERED),
    )
    chosen = {each.name: each.chosen for each in filters}
    to = {row.text("recommendation") for row in addressed if graph.site.shorten(row.text("node")) == chosen["to"]}
    wanted = [
        _make_line(graph, row, groups.get(iri, {}))
        for iri, row in rows.items()
        if chosen["scheme"] in ("", slugify(row.text("scheme")))
        and (not chosen["to"] or iri in to)
        and chosen["answered"] in ("", "yes" if "answer" in groups.get(iri, {}) else "no")
    ]
    return ListPage(
        sections=tuple(_make_sections(wanted)),
        filters=filters,
        size=len(wanted),
        whole=len(rows),
        is_filtered=any(chosen.values()),
        made_by=(make_made_by(graph, ALL), make_made_by(graph, CHAINS)),
    )


def _list_schemes(rows: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(row.text("scheme") for row in rows))


def _make_sections(lines: Iterable[ListLine]) -> Iterable[ListSection]:
    open_lines: list[ListLine] = []
    by_scheme: dict[str, list[ListLine]] = {}
    for line in lines:
        (by_scheme.setdefault(line.aside, []) if "answer" in line.groups else open_lines).append(line)
    for scheme, own in by_scheme.items():
        yield ListSection(slugify(scheme), scheme, "", tuple(own))
    if open_lines:
        text = "No document held says what answers these; where they were put to a decision, it says how that stands."
        yield ListSection("unanswered", "Not answered", text, tuple(open_lines))


def _make_line(graph: ServedGraph, row: Row, groups: Mapping[str, GatheredGroup]) -> ListLine:
    return ListLine(
        node=Link(row.text("title"), graph.site.to_page(row.text("recommendation"))),
        number=row.text("number"),
        kind="",
        aside=row.text("scheme"),
        groups=dict(groups),
    )
