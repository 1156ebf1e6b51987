"""How themes moved from one plan to the next: the mappings between neighbours by start year, and what they add up to.

A *strong* mapping is close, broader or narrower; a related one alone carries nothing on. Every verdict is computed from
the mappings by the rules of ``FATES`` and ``ORIGINS``, and rests on a curator's reading, as the mappings do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from web.contexts.plans import PlanCard
from web.contexts.timeline import Flow, FlowColumn, FlowLink, FlowStep
from web.live import ServedGraph
from web.outline import natural_key
from web.parts import Link, Reading
from web.rows import Row
from web.words import RELATIONS, split_name, to_basis

QUERY = "compare/counterparts"
SHOWN = ("priority", "outcome")
"""Kinds of element that are themes; a counterpart may be of any kind."""

STRONG = frozenset({"closeMatch", "broadMatch", "narrowMatch"})

FATES: dict[str, str] = {
    "continued": "one element of the next plan takes it up, and takes up no other",
    "split": "several elements of the next plan take it up",
    "merged": "one element of the next plan takes it up together with others",
    "related": "the next plan only touches on it: every mapping is “related”",
    "dropped": "a curator looked and found no counterpart in the next plan",
}
"""What became of an element in the next plan, and the rule."""

ORIGINS: dict[str, str] = {
    "continued": "it takes up one element of the plan before, and no other of this plan does",
    "split": "it takes up one element of the plan before, which others of this plan take up too",
    "merged": "it takes up several elements of the plan before",
    "related": "the plan before only touches on it: every mapping is “related”",
    "new": "a curator looked and found no counterpart in the plan before",
}
"""Where an element of a plan comes from, and the rule."""


@dataclass(frozen=True)
class _Move:
    """A mapping from an element to the next plan, or the finding that there is none (then ``target`` is empty)."""

    source: str
    target: str
    is_strong: bool


def read_flows(graph: ServedGraph, cards: Iterable[PlanCard]) -> tuple[Flow, ...]:
    """Return the flow through the dated plans of each authority; ``cards`` are in the order of their start years."""
    by_authority: dict[str, list[PlanCard]] = {}
    for card in cards:
        if card.years and card.counts:
            path = graph.site.find_path(card.iri) or ""
            by_authority.setdefault(path.partition("/")[0], []).append(card)
    rows = graph.read(QUERY)
    flows = (_make_flow(graph, plans, rows) for plans in by_authority.values())
    return tuple(flow for flow in flows if flow.links)


def _make_flow(graph: ServedGraph, plans: list[PlanCard], rows: Iterable[Row]) -> Flow:
    neighbours = {(early.iri, late.iri) for early, late in pairwise(plans)}
    shown = _find_shown(rows, neighbours)
    moves = frozenset(_find_moves(shown, neighbours))
    nodes = _name_elements(graph, shown)
    columns = tuple(
        FlowColumn(card.link, tuple(_make_steps(nodes.get(card.iri, {}), moves, shown, (before, after))))
        for card, before, after in _with_neighbours(plans)
    )
    links = {link: None for row in shown if (link := _make_link(graph, row, neighbours))}
    return Flow(columns, tuple(links))


def _find_shown(rows: Iterable[Row], neighbours: set[tuple[str, str]]) -> list[Row]:
    """Return the mappings between neighbours that have a theme at either end, each read from both of its ends."""
    between = [
        row
        for row in rows
        if {(row.text("plan"), row.text("other")), (row.text("other"), row.text("plan"))} & neighbours
    ]
    themes = {row.text("element") for row in between if row.text("kind") in SHOWN}
    return [row for row in between if {row.text("element"), row.text("counterpart")} & themes]


def _with_neighbours(plans: list[PlanCard]) -> Iterator[tuple[PlanCard, str, str]]:
    for place, card in enumerate(plans):
        before = plans[place - 1].iri if place else ""
        after = plans[place + 1].iri if place + 1 < len(plans) else ""
        yield card, before, after


def _find_moves(rows: Iterable[Row], neighbours: set[tuple[str, str]]) -> Iterator[_Move]:
    for row in rows:
        is_strong = row.text("predicate").rsplit("#", 1)[-1] in STRONG
        ends = row.text("element"), row.text("counterpart")
        if ends[1]:
            forward = (row.text("plan"), row.text("other")) in neighbours
            yield _Move(*(ends if forward else ends[::-1]), is_strong)


def _name_elements(graph: ServedGraph, rows: Iterable[Row]) -> dict[str, dict[str, tuple[str, Link]]]:
    """Return by plan each element that takes part, with its number and link."""
    found: dict[str, dict[str, tuple[str, Link]]] = {}
    for row in rows:
        own = Link(row.text("elementLabel"), graph.site.to_page(row.text("element")))
        found.setdefault(row.text("plan"), {})[row.text("element")] = (row.text("number"), own)
        if other := row.find("counterpart"):
            link = Link(row.text("counterpartLabel"), graph.site.to_page(other))
            found.setdefault(row.text("other"), {})[other] = (row.text("counterpartNumber"), link)
    return found


def _make_steps(
    nodes: dict[str, tuple[str, Link]], moves: frozenset[_Move], rows: Iterable[Row], around: tuple[str, str]
) -> Iterator[FlowStep]:
    before, after = around
    without = {(row.text("element"), row.text("other")) for row in rows if not row.find("counterpart")}
    order = sorted(nodes.items(), key=lambda item: (natural_key(item[1][0] or "~"), natural_key(item[1][1].text)))
    for iri, (number, link) in order:
        yield FlowStep(
            iri=iri,
            node=link,
            notation=number,
            origin="new" if (iri, before) in without else _find_origin(iri, moves),
            fate="dropped" if (iri, after) in without else _find_fate(iri, moves),
        )


def _find_fate(iri: str, moves: frozenset[_Move]) -> str:
    """Return a key of ``FATES``, empty where no mapping leads on from the element."""
    own = [move for move in moves if move.source == iri]
    targets = {move.target for move in own if move.is_strong}
    if not targets:
        return "related" if own else ""
    if len(targets) > 1:
        return "split"
    rivals = {move.source for move in moves if move.is_strong and move.target in targets}
    return "merged" if len(rivals) > 1 else "continued"


def _find_origin(iri: str, moves: frozenset[_Move]) -> str:
    """Return a key of ``ORIGINS``, empty where no mapping leads to the element."""
    own = [move for move in moves if move.target == iri]
    sources = {move.source for move in own if move.is_strong}
    if not sources:
        return "related" if own else ""
    if len(sources) > 1:
        return "merged"
    rivals = {move.target for move in moves if move.is_strong and move.source in sources}
    return "split" if len(rivals) > 1 else "continued"


def _make_link(graph: ServedGraph, row: Row, neighbours: set[tuple[str, str]]) -> FlowLink | None:
    """Return the mapping of a row as read from the earlier plan, None for the same mapping read from the later one.

    A finding that there is no counterpart is kept from whichever side it was made.
    """
    is_forward = (row.text("plan"), row.text("other")) in neighbours
    other = row.find("counterpart")
    if other and not is_forward:
        return None
    relation = row.text("predicate").rsplit("#", 1)[-1]
    return FlowLink(
        source=row.text("element"),
        source_link=_title(graph, row, "element", "number", "elementLabel"),
        target=other or "",
        target_link=_title(graph, row, "counterpart", "counterpartNumber", "counterpartLabel") if other else None,
        other_plan=graph.site.to_page(row.text("other")),
        relation=RELATIONS.get(relation, split_name(relation)) if other else "no counterpart",
        is_strong=relation in STRONG,
        is_exact=relation == "closeMatch",
        basis=to_basis(row.text("basis").replace(" ", "-")),
        confidence=row.text("confidence"),
        reading=Reading(row.text("reason"), row.text("curator")),
    )


def _title(graph: ServedGraph, row: Row, node: str, number: str, label: str) -> Link:
    text = " ".join(part for part in (row.text(number), row.text(label)) if part)
    return Link(text, graph.site.to_page(row.text(node)))
