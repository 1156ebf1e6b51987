"""Two plans or two of their elements side by side, at ``/compare?left=…&right=…``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from flask import Blueprint, Response, render_template, request

from graph.search import list_hits
from graph.word_index import to_plain
from web.caching import find_unchanged
from web.comparison import compare
from web.contexts.compare import ComparePage, Field
from web.contexts.plans import PlanCard
from web.live import ServedGraph, get_graph
from web.negotiate import HTML
from web.parts import Link
from web.plans import read_plans

blueprint = Blueprint("compare", __name__)

SIDES = {"left": "One side", "right": "The other side"}
MOST_CHOICES = 6
LONGEST_TEXT = 500
COMPARED = frozenset({"Plan", "PlanElement"})
"""Classes whose things can be compared."""


@blueprint.get("/compare")
def show() -> Response | tuple[str, int] | str:
    """Show two sides, or the form that asks for them; what names nothing is told with what comes close."""
    graph = get_graph()
    unchanged = find_unchanged(HTML)
    if unchanged is not None:
        return unchanged
    written = {side: " ".join(request.args.get(side, "").split())[:LONGEST_TEXT] for side in SIDES}
    found = {side: find_side(graph, text) for side, text in written.items() if text}
    left, right = (_make_field(graph, side, written, found) for side in SIDES)
    is_whole = len(found) == len(SIDES) and all(found.values())
    page = ComparePage(
        fields=(left, right),
        ready=tuple(_list_ready(graph, read_plans(graph))),
        comparison=compare(graph, str(found["left"]), str(found["right"])) if is_whole else None,
    )
    body = render_template("compare/show.html", page=page)
    return (body, 404) if left.problem or right.problem else body


def find_side(graph: ServedGraph, text: str) -> str | None:
    """Return the plan or element that an address or a path names, None when there is none."""
    path = text.removeprefix(graph.site.base_iri).removeprefix("id/").strip("/")
    addresses = [graph.site.to_iri(path), graph.site.to_iri(f"{graph.site.authority}/{path}")]
    items = graph.tracer.read_items(addresses)
    return next((iri for iri in addresses if iri in items and items[iri].kinds & COMPARED), None)


def _make_field(graph: ServedGraph, side: str, written: dict[str, str], found: dict[str, str | None]) -> Field:
    text, node = written[side], found.get(side)
    if not text or node:
        return Field(side, SIDES[side], graph.site.shorten(node) or text if node else text, "", ())
    choices = tuple(_find_choices(graph, side, written, found))
    problem = f"No plan or element of a plan has the path “{text}”."
    return Field(side, SIDES[side], text, problem, choices)


def _find_choices(
    graph: ServedGraph, side: str, written: dict[str, str], found: dict[str, str | None]
) -> Iterable[Link]:
    """Yield what the words of a side may mean, each as the comparison that it leads to."""
    hits = list_hits(graph.words.search(written[side].replace("/", " "), most=MOST_CHOICES))
    items = graph.tracer.read_items(hit.node for hit in hits)
    fitting = [hit for hit in hits if hit.node in items and items[hit.node].kinds & COMPARED]
    for hit in fitting[:MOST_CHOICES]:
        meant = {each: found.get(each) or written[each] for each in SIDES} | {side: hit.node}
        plan = f" – {hit.plan_label}" if hit.plan_label else ""
        yield Link(f"{to_plain(hit.label)}{plan}", graph.site.to_comparison(meant["left"], meant["right"]))


def _list_ready(graph: ServedGraph, cards: Iterable[PlanCard]) -> Iterable[Link]:
    dated = [card for card in cards if card.years and card.counts]
    for early, late in pairwise(dated):
        yield Link(f"{early.link.text} and {late.link.text}", graph.site.to_comparison(early.iri, late.iri))
