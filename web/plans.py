"""The list of plans at ``/plans``, and what a plan's own page has beyond any node's."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, render_template, request
from pyoxigraph import NamedNode

from graph.outline import HOP_TITLES
from web.addresses import SiteAddresses
from web.caching import find_unchanged
from web.contexts.nodes import NodePage
from web.contexts.plans import PlanCard, PlanPage, PlansPage, PlanStep
from web.errors import RequestError
from web.live import ServedGraph, get_graph
from web.negotiate import HTML
from web.outline import natural_key
from web.parts import Choice, Count, Link
from web.rows import Row
from web.words import name_element

blueprint = Blueprint("plans", __name__)

KINDS: dict[str, tuple[str, str]] = {
    "Vision": ("vision", "visions"),
    "Priority": ("priority", "priorities"),
    "Outcome": ("outcome", "outcomes"),
    "Aim": ("shared aim", "shared aims"),
    "Principle": ("principle", "principles"),
    "Action": ("action", "actions"),
    "Measure": ("measure", "measures"),
    "BudgetLine": ("budget figure", "budget figures"),
    "StatedFigure": ("figure in the text", "figures in the text"),
}
"""Local names of classes with our words for one and for many, in the order in which they are counted."""

_IN_STEPS = {HOP_TITLES["hasPriority"], HOP_TITLES["hasOutcome"]}


@blueprint.get("/plans")
def show() -> Response | str:
    """Show every plan."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("plans/list.html", page=PlansPage(read_plans(graph)))


def read_plans(graph: ServedGraph, iri: str | None = None) -> tuple[PlanCard, ...]:
    """Return every plan, or the one asked for, by start year; plans without years come where their names put them."""
    by_plan: dict[str, list[Row]] = {}
    for row in graph.read("pages/plans", {"plan": NamedNode(iri) if iri else None}):
        by_plan.setdefault(row.text("plan"), []).append(row)
    cards = [_make_card(plan, rows, graph) for plan, rows in by_plan.items()]
    return tuple(sorted(cards, key=lambda card: (card.years or natural_year(card.link.text), card.link.text)))


def read_chosen_plan(cards: Iterable[PlanCard], site: SiteAddresses) -> PlanCard | None:
    """Return the plan that the request narrows a page to with ``?plan=``, None when it names none.

    Raises:
        RequestError: when there is no such plan among ``cards``; with those that there are.
    """
    text = request.args.get("plan", "").strip()
    by_name = {name: card for card in cards for name in (card.iri, site.find_path(card.iri), site.shorten(card.iri))}
    if text and text not in by_name:
        names = ", ".join(str(site.shorten(card.iri)) for card in cards)
        raise RequestError(f"there is no plan {text!r} to narrow this page to", f"leave it out, or use one of {names}")
    return by_name.get(text)


def make_plan_choices(
    path: str, cards: Iterable[PlanCard], chosen: PlanCard | None, site: SiteAddresses
) -> tuple[Choice, ...]:
    """Return the ways to narrow the page at ``path`` to one of the plans, or to none."""
    plans = [Choice(card.link.text, f"{path}?plan={site.shorten(card.iri)}", card == chosen) for card in cards]
    return (Choice("All plans", path, chosen is None), *plans)


def build_plan_page(graph: ServedGraph, iri: str, node: NodePage) -> PlanPage:
    """Return a plan with its priorities and outcomes, and how much hangs on each."""
    rows = graph.read("pages/plan_elements", {"plan": NamedNode(iri)})
    whole = tuple(group for group in node.below.groups if group.label not in _IN_STEPS)
    return PlanPage(node, read_plans(graph, iri)[0], _make_steps(iri, rows, graph), whole)


def count_kinds(rows: Iterable[Row]) -> tuple[Count, ...]:
    """Return the counts of rows that name a ``kind`` and a ``number``, in our order and words."""
    numbers = {row.text("kind").rsplit("#", 1)[-1]: row.count("number") for row in rows}
    return tuple(
        Count(numbers[kind], one if numbers[kind] == 1 else many)
        for kind, (one, many) in KINDS.items()
        if numbers.get(kind)
    )


def natural_year(text: str) -> str:
    """Return the first year in a text, an empty text when it has none."""
    return next((word for word in text.replace("-", " ").split() if word.isdigit() and len(word) == 4), "")


def _make_card(iri: str, rows: list[Row], graph: ServedGraph) -> PlanCard:
    first = rows[0]
    years = " to ".join(part for part in (first.text("start")[:4], first.text("end")[:4]) if part)
    return PlanCard(
        iri=iri,
        link=Link(first.text("label"), graph.site.to_page(iri)),
        line=first.text("line"),
        years=years,
        holding=first.text("holding").rsplit("/holding-", 1)[-1],
        holding_label=first.text("holdingLabel"),
        counts=count_kinds(rows),
    )


def _make_steps(parent: str, rows: tuple[Row, ...], graph: ServedGraph) -> tuple[PlanStep, ...]:
    by_element: dict[str, list[Row]] = {}
    for row in rows:
        if row.text("parent") == parent:
            by_element.setdefault(row.text("element"), []).append(row)
    steps = [_make_step(iri, own, rows, graph) for iri, own in by_element.items()]
    return tuple(sorted(steps, key=lambda step: (natural_key(step.notation or "~"), natural_key(step.node.text))))


def _make_step(iri: str, own: list[Row], rows: tuple[Row, ...], graph: ServedGraph) -> PlanStep:
    first = own[0]
    kind = KINDS[first.text("class").rsplit("#", 1)[-1]][0]
    term, printed = name_element(kind, (row.text("term") for row in own if row.find("term")))
    return PlanStep(
        node=Link(first.text("label"), graph.site.to_page(iri)),
        notation=first.text("notation"),
        term=term,
        printed=printed,
        counts=count_kinds(own),
        steps=_make_steps(iri, rows, graph),
    )
