"""Surveys, papers and engagement exercises at ``/evidence``: their counts as worded, and what they informed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Blueprint, Response, render_template

from graph.iris import slugify
from web.caching import find_unchanged
from web.contexts.gathered import ListLine, ListPage, ListSection
from web.gathered import index_groups
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.narrowing import is_chosen, make_filter, name_nodes
from web.negotiate import HTML
from web.parts import Filter, Link
from web.rows import Row

blueprint = Blueprint("evidence", __name__)

ITEMS = "evidence/evidence_items"
SAYING = "evidence/what_evidence_says"


@blueprint.get("/evidence")
def show() -> Response | str:
    """Show the evidence, narrowed by ``kind``, ``document`` and ``plan``."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("evidence/list.html", page=_build(graph))


def _build(graph: ServedGraph) -> ListPage:
    items, saying = graph.read(ITEMS), graph.read(SAYING)
    filters = _make_filters(graph, items, saying)
    chosen = {each.name: each.chosen for each in filters}
    wanted = _narrow(graph, items, saying, chosen)
    groups = index_groups(saying, "item", graph)
    by_item: dict[str, list[Row]] = {}
    for row in items:
        by_item.setdefault(row.text("item"), []).append(row)
    by_kind: dict[str, list[ListLine]] = {}
    for item, rows in by_item.items():
        if item in wanted:
            line = _make_line(graph, rows)
            line.groups.update(groups.get(item, {}))
            by_kind.setdefault(line.kind, []).append(line)
    return ListPage(
        sections=tuple(
            ListSection(slugify(kind), kind[:1].upper() + kind[1:], "", tuple(lines)) for kind, lines in by_kind.items()
        ),
        filters=filters,
        size=len(wanted),
        whole=len(by_item),
        is_filtered=any(chosen.values()),
        made_by=(make_made_by(graph, ITEMS), make_made_by(graph, SAYING)),
    )


def _make_filters(graph: ServedGraph, items: Iterable[Row], saying: Iterable[Row]) -> tuple[Filter, ...]:
    kinds = {_name_kind(row): row.text("kindLabel") for row in items}
    plans = name_nodes(graph, saying, "plan") | {
        graph.site.shorten(row.text("node")) or "": row.text("nodeLabel")
        for row in saying
        if row.text("group") == "plan"
    }
    return (
        make_filter("kind", "Kind", kinds),
        make_filter("document", "Document it stands in", name_nodes(graph, items, "document")),
        make_filter("plan", "Plan it informed", dict(sorted(plans.items(), key=lambda item: item[1]))),
    )


def _narrow(
    graph: ServedGraph, items: Iterable[Row], saying: Iterable[Row], chosen: Mapping[str, str]
) -> frozenset[str]:
    in_plan = {
        row.text("item")
        for row in saying
        if is_chosen(graph, row, "plan", chosen["plan"])
        or (row.text("group") == "plan" and is_chosen(graph, row, "node", chosen["plan"]))
    }
    return frozenset(
        row.text("item")
        for row in items
        if chosen["kind"] in ("", _name_kind(row))
        and is_chosen(graph, row, "document", chosen["document"])
        and (not chosen["plan"] or row.text("item") in in_plan)
    )


def _make_line(graph: ServedGraph, rows: list[Row]) -> ListLine:
    first = rows[0]
    documents = dict.fromkeys(
        Link(row.text("documentLabel"), graph.site.to_page(row.text("document")))
        for row in rows
        if row.find("document")
    )
    return ListLine(
        node=Link(first.text("itemLabel"), graph.site.to_page(first.text("item"))),
        number="",
        kind=first.text("kindLabel"),
        aside=first.text("date"),
        groups={},
        documents=tuple(documents),
    )


def _name_kind(row: Row) -> str:
    return row.text("kind").replace("#", "/").rpartition("/")[2].removeprefix("evidence-")
