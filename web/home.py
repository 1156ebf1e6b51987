"""The front page at ``/``: a search, the generations of plans with their priorities, and what can be asked."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Flask, Response, current_app, render_template
from pyoxigraph import NamedNode

from web.caching import find_unchanged
from web.contexts.plans import Generation, HomePage, Start, Task
from web.live import ServedGraph, get_graph
from web.navigation import find_index
from web.negotiate import HTML
from web.outline import natural_key
from web.parts import Link
from web.plans import KINDS, read_plans
from web.rows import Row
from web.words import name_element

blueprint = Blueprint("home", __name__)

QUESTIONS = (
    ("What does it cost?", "By outcome and by fund, as printed.", "/money", "/queries/money/cost_of_outcomes"),
    ("Who answers for it?", "Boards, what they serve, and to whom they report.", "/boards", ""),
    ("What requires it?", "Duties, with whom they bind.", "/duties", "/queries/duties/duties_and_bearers"),
    ("What proves it?", "Surveys, engagement and papers.", "/evidence", ""),
    ("Which measures got worse?", "Values and trends, as published.", "/measures", "/queries/measures/trends"),
    ("What came after it?", "Two plans, or two elements, side by side.", "/compare", "/queries/compare/counterparts"),
    ("What is missing?", "Each gap, and what would mend it.", "/gaps", "/queries/gaps/outcomes_without_measure"),
    ("What became of the advice?", "Recommendations and their answers.", "/recommendations", ""),
    ("Where does a document say so?", "Each source, place by place.", "/documents", ""),
)
"""What officers ask, what they get, the page that answers, and the query that does where there is no page."""


@blueprint.get("/")
def show() -> Response | str:
    """Show how to begin."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("home/show.html", page=_build(graph))


def _build(graph: ServedGraph) -> HomePage:
    cards = read_plans(graph)
    found = [Generation(card, tuple(_read_starts(graph, card.iri))) for card in cards if card.years]
    generations = tuple(each for each in found if each.starts)
    shown = [each.card for each in generations]
    return HomePage(
        read_publishers(graph),
        generations,
        tuple(card for card in cards if card not in shown),
        tuple(_list_tasks(current_app)),
    )


def _read_starts(graph: ServedGraph, plan: str) -> Iterator[Start]:
    rows = graph.read("pages/plan_elements", {"plan": NamedNode(plan)})
    priorities: dict[str, list[Row]] = {}
    for row in rows:
        if row.text("parent") == plan and row.text("class").endswith("#Priority"):
            priorities.setdefault(row.text("element"), []).append(row)
    for iri, own in sorted(priorities.items(), key=lambda pair: natural_key(pair[1][0].text("notation") or "~")):
        thread = Link(own[0].text("label"), graph.site.to_lineage(iri))
        term, _ = name_element(KINDS["Priority"][0], (row.text("term") for row in own if row.find("term")))
        yield Start(thread, own[0].text("notation"), term)


def _list_tasks(app: Flask) -> Iterator[Task]:
    there = {way.href for group in find_index(app) for way in group.ways}
    for text, about, page, query in QUESTIONS:
        href = page if page in there else query
        if href:
            yield Task(Link(text, href), about)


def read_publishers(graph: ServedGraph) -> tuple[str, ...]:
    """Return the names of those who published the plans, in the order of the alphabet."""
    rows = graph.read("pages/authorities")
    return tuple(sorted({row.text("publisherLabel") for row in rows} - {""}))
