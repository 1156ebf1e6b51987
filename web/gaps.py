"""What the priorities and outcomes of each plan have and lack, as a matrix at ``/gaps``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode

from graph.breaks import MENDS
from graph.iris import slugify
from web.caching import find_unchanged
from web.codes import read_lists
from web.contexts.gaps import GapCell, GapKind, GapRow, GapSection, GapsPage, LinkMend, PlanGaps, Share
from web.contexts.plans import PlanCard
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.negotiate import HTML
from web.outline import natural_key
from web.parts import Link
from web.plans import KINDS, make_plan_choices, read_chosen_plan, read_plans
from web.rows import Row

blueprint = Blueprint("gaps", __name__)

QUERY = "gaps/coverage"
GAPS = "https://w3id.org/goldenthread/code/gap-scheme"

WORDS: dict[str, str] = {
    "gap-not-stated": "not stated",
    "gap-not-held": "not held",
    "gap-not-loaded": "not loaded",
    "gap-not-applicable": "does not arise",
    "gap-whole-plan-only": "whole plan only",
    "gap-curated-only": "curated",
}
"""What a cell says of each kind of gap: short, as the kinds are explained beside the matrix."""

NOT_ARISING = "gap-not-applicable"
"""The kind of gap that is none, such as the target of a measure that nobody named."""


@blueprint.get("/gaps")
def show() -> Response | str:
    """Show what each element has and lacks, of the plan that ``plan`` names or of all."""
    graph = get_graph()
    cards = tuple(card for card in read_plans(graph) if card.counts)
    chosen = read_chosen_plan(cards, graph.site)
    return find_unchanged(HTML) or render_template("gaps/show.html", page=_build(graph, cards, chosen))


def _build(graph: ServedGraph, cards: tuple[PlanCard, ...], chosen: PlanCard | None) -> GapsPage:
    by_plan: dict[str, list[Row]] = {}
    for row in graph.read(QUERY, {"plan": NamedNode(chosen.iri) if chosen else None}):
        by_plan.setdefault(row.text("plan"), []).append(row)
    plans = tuple(_make_plan(graph, card, by_plan[card.iri]) for card in cards if card.iri in by_plan)
    cells = [cell for plan in plans for cell in _list_cells(plan)]
    return GapsPage(
        links=tuple(MENDS),
        plans=plans,
        kinds=_count_kinds(graph, cells),
        mends=_count_missing(cells),
        choices=make_plan_choices("/gaps", cards, chosen, graph.site),
        chosen=chosen.link.text if chosen else "",
    )


def _make_plan(graph: ServedGraph, card: PlanCard, rows: list[Row]) -> PlanGaps:
    by_class: dict[str, dict[str, list[Row]]] = {}
    for row in rows:
        by_class.setdefault(row.text("class").rsplit("#", 1)[-1], {}).setdefault(row.text("element"), []).append(row)
    sections = tuple(
        GapSection(KINDS[name][1].capitalize(), _sort_rows(_make_row(graph, own) for own in by_class[name].values()))
        for name in KINDS
        if name in by_class
    )
    threads = [[cell for cell in row.cells if _arises(cell)] for section in sections for row in section.rows]
    cells = [cell for thread in threads for cell in thread]
    return PlanGaps(
        id=f"plan-{slugify(card.link.text)}",
        card=card,
        sections=sections,
        whole=Share(sum(not any(cell.gap for cell in thread) for thread in threads), len(threads)),
        filled=Share(sum(not cell.gap for cell in cells), len(cells)),
        made_by=make_made_by(graph, QUERY, {"plan": NamedNode(card.iri)}),
    )


def _make_row(graph: ServedGraph, rows: list[Row]) -> GapRow:
    first, by_link = rows[0], {row.text("link"): row for row in rows}
    node = Link(first.text("elementLabel"), graph.site.to_page(first.text("element")))
    return GapRow(node, first.text("number"), tuple(_make_cell(link, by_link[link]) for link in MENDS))


def _make_cell(link: str, row: Row) -> GapCell:
    gap = row.text("gap").rsplit("/", 1)[-1]
    stated, curated = row.count("stated"), row.count("curated")
    return GapCell(
        link, stated, curated, gap, WORDS[gap] if gap else "", "" if gap in ("", NOT_ARISING) else MENDS[link]
    )


def _sort_rows(rows: Iterable[GapRow]) -> tuple[GapRow, ...]:
    return tuple(sorted(rows, key=lambda row: (natural_key(row.notation or "~"), natural_key(row.node.text))))


def _list_cells(plan: PlanGaps) -> Iterator[GapCell]:
    return (cell for section in plan.sections for row in section.rows for cell in row.cells)


def _arises(cell: GapCell) -> bool:
    return cell.gap != NOT_ARISING


def _count_kinds(graph: ServedGraph, cells: list[GapCell]) -> tuple[GapKind, ...]:
    counts = Counter(cell.gap for cell in cells)
    codes = {code.iri.rsplit("/", 1)[-1]: code for code in read_lists(graph, list=GAPS)[0].definitions}
    return tuple(
        GapKind(name, short, codes[name].label, codes[name].text, codes[name].href, counts[name])
        for name, short in WORDS.items()
    )


def _count_missing(cells: list[GapCell]) -> tuple[LinkMend, ...]:
    arising = Counter(cell.link for cell in cells if _arises(cell))
    missing = Counter(cell.link for cell in cells if _arises(cell) and cell.gap)
    return tuple(LinkMend(link, Share(missing[link], arising[link]), mend) for link, mend in MENDS.items())
