"""Topics and protected characteristics across all plans at ``/topics``, and what a topic's page has of its own.

Nothing here is printed in a document: a curator files things under topics, and each link gives the reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode

from graph.iris import slugify
from graph.kinds import KINDS, Kind, find_kind, rank_kind
from web.caching import find_unchanged
from web.contexts.nodes import NodePage
from web.contexts.plans import PlanCard
from web.contexts.topics import (
    Filed,
    FiledGroup,
    PlanSilence,
    TopicCell,
    TopicList,
    TopicPage,
    TopicPlan,
    TopicRow,
    TopicsPage,
)
from web.facts import make_reading
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import HTML
from web.outline import natural_key
from web.parts import Link
from web.plans import read_plans
from web.rows import Row

blueprint = Blueprint("topics", __name__)

COVERAGE = "topics/coverage"
THINGS = "topics/things"
SUBJECT = "http://purl.org/dc/terms/subject"
BESIDE = "of-no-one-plan"

GAPS: dict[str, str] = {"held": "nothing", "reported": "none in the reports"}
"""What a cell says where a plan has nothing under a topic, by what is held of the plan."""

LONG_GAPS: dict[str, str] = {
    "held": "This plan, which is held, has nothing that is filed here.",
    "reported": "The reports held about this plan have nothing that is filed here; the plan itself may.",
}


@blueprint.get("/topics")
def show() -> Response | str:
    """Show every topic against every plan."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("topics/list.html", page=build_topics(graph))


def build_topics(graph: ServedGraph) -> TopicsPage:
    """Return every topic of each list, the longest list first, with how much of each plan is filed under it."""
    plans = tuple(card for card in read_plans(graph) if card.counts)
    by_scheme: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in graph.read(COVERAGE):
        scheme = by_scheme.setdefault((row.text("scheme"), row.text("schemeLabel")), {})
        scheme.setdefault(row.text("topic"), []).append(row)
    made = [_make_list(graph, label, topics.values(), plans) for (_, label), topics in by_scheme.items()]
    lists = tuple(sorted(made, key=lambda each: -len(each.rows)))
    rows = [row for each in lists for row in each.rows]
    silences = (
        PlanSilence(card, tuple(row.topic for row in rows if not row.cells[place].number and not _is_silent(row)))
        for place, card in enumerate(plans)
    )
    return TopicsPage(
        plans,
        lists,
        tuple(each for each in silences if each.topics),
        make_made_by(graph, COVERAGE),
    )


def find_topic_page(graph: ServedGraph, iri: str, node: NodePage) -> TopicPage | None:
    """Return a topic with what is filed under it, None for a concept that is no topic, such as somebody else's code."""
    coverage = graph.read(COVERAGE, {"topic": NamedNode(iri)})
    if not coverage:
        return None
    first = coverage[0]
    things: dict[str, dict[str, list[Row]]] = {}
    for row in graph.read(THINGS, {"topic": NamedNode(iri)}):
        things.setdefault(row.text("plan"), {}).setdefault(row.text("thing"), []).append(row)
    cards = [card for card in read_plans(graph) if card.counts]
    plans = [_make_plan(graph, card, things.get(card.iri, {})) for card in cards]
    if "" in things:
        plans.append(_make_plan(graph, None, things[""]))
    rest = tuple(group for group in node.incoming if group.iri != SUBJECT)
    return TopicPage(
        node=replace(node, term="topic", incoming=rest),
        list=Link(first.text("schemeLabel"), f"/topics#{slugify(first.text('schemeLabel'))}"),
        definition=first.text("definition"),
        number=len({thing for by_thing in things.values() for thing in by_thing}),
        plans=tuple(plans),
        made_by=make_made_by(graph, THINGS, {"topic": NamedNode(iri)}),
    )


def _make_list(graph: ServedGraph, label: str, topics: Iterable[list[Row]], plans: tuple[PlanCard, ...]) -> TopicList:
    made = (_make_row(graph, rows, plans) for rows in topics)
    rows = tuple(sorted(made, key=lambda row: natural_key(row.topic.text)))
    silent = tuple(row.topic for row in rows if _is_silent(row))
    return TopicList(slugify(label), label, rows, silent)


def _make_row(graph: ServedGraph, rows: list[Row], plans: tuple[PlanCard, ...]) -> TopicRow:
    first = rows[0]
    page = graph.site.to_page(first.text("topic"))
    numbers = {row.text("plan"): row.count("things") for row in rows}
    cells = tuple(
        TopicCell(card.link.text, numbers.get(card.iri, 0), f"{page}#{_anchor(card)}", GAPS[card.holding])
        for card in plans
    )
    beside = TopicCell("", numbers.get("", 0), f"{page}#{BESIDE}", "")
    return TopicRow(Link(first.text("topicLabel"), page), first.text("definition"), cells, beside)


def _is_silent(row: TopicRow) -> bool:
    return not any(cell.number for cell in (*row.cells, row.beside))


def _anchor(card: PlanCard | None) -> str:
    return f"in-{slugify(card.link.text)}" if card else BESIDE


def _make_plan(graph: ServedGraph, card: PlanCard | None, things: Mapping[str, list[Row]]) -> TopicPlan:
    by_kind: dict[Kind, list[list[Row]]] = {kind: [] for kind in KINDS}
    for rows in things.values():
        by_kind[find_kind(row.text("class") for row in rows)].append(rows)
    kinds = sorted((kind for kind, found in by_kind.items() if found), key=rank_kind)
    return TopicPlan(
        id=_anchor(card),
        plan=card.link if card else None,
        number=len(things),
        groups=tuple(_make_group(graph, kind, by_kind[kind]) for kind in kinds),
        words="" if things or card is None else LONG_GAPS[card.holding],
    )


def _make_group(graph: ServedGraph, kind: Kind, things: list[list[Row]]) -> FiledGroup:
    filed = [_make_filed(graph, rows[0]) for rows in things]
    filed.sort(key=lambda each: (natural_key(each.notation or "~"), natural_key(each.node.text)))
    shared = {each.reading for each in filed}
    if len(shared) > 1:
        return FiledGroup(kind.many, None, tuple(filed))
    return FiledGroup(kind.many, filed[0].reading, tuple(replace(each, reading=None) for each in filed))


def _make_filed(graph: ServedGraph, row: Row) -> Filed:
    node = Link(row.text("thingLabel"), graph.site.to_page(row.text("thing")))
    return Filed(node, row.text("number"), make_reading(row.find("reason"), row.find("curator")))
