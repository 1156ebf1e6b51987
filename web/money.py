"""Spending and funding at ``/money``: by outcome, by priority and by fund, as printed, with its totals checked."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode

from graph.iris import slugify
from graph.parameters import Given
from web.budget_table import find_budget
from web.caching import find_unchanged
from web.charts import MEDIA_TYPES, draw_chart
from web.contexts.money import MoneyPage, PlanMoney, SumRow
from web.contexts.tables import BudgetCell
from web.errors import UnknownPageError
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.money_pictures import AMOUNTS, FUNDS, MoneyPicture, list_pictures
from web.money_tables import (
    make_fund_rows,
    make_funding_rows,
    make_loose_row,
    make_net_columns,
    make_priority_tables,
    make_sum_row,
)
from web.narrowing import make_filter, name_nodes
from web.negotiate import HTML
from web.parts import Filter, Link

blueprint = Blueprint("money", __name__)

PRIORITIES, NET, SUMS = "money/by_priority", "money/net_columns", "money/totals_against_lines"
LOOSE, STATEMENTS = "money/not_aligned", "money/funding_statements"
"""The queries of the page's parts."""

_NET_REVENUE = "/fund-net-revenue"


@dataclass(frozen=True)
class Wanted:
    """What the page is narrowed to: the address of a plan, and that of a fund; empty for all."""

    plan: str
    fund: str

    @property
    def values(self) -> dict[str, Given]:
        """The same as values of a query."""
        return {
            "plan": NamedNode(self.plan) if self.plan else None,
            "fund": NamedNode(self.fund) if self.fund else None,
        }

    @property
    def has_net(self) -> bool:
        """Whether the two net columns are among what is wanted."""
        return not self.fund or self.fund.endswith(_NET_REVENUE)


@blueprint.get("/money")
def show() -> Response | str:
    """Show the money, narrowed by ``plan`` and ``fund``."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("money/show.html", page=_build(graph))


@blueprint.get("/money/chart/<path:path>.<any(svg, png):form>")
def draw(path: str, form: str) -> Response:
    """Return a picture of a table or column.

    Raises:
        UnknownPageError: when there is none of it.
    """
    graph = get_graph()
    unchanged = find_unchanged(MEDIA_TYPES[form])
    if unchanged is not None:
        return unchanged
    picture = next((each for each in list_pictures(graph, {}) if each.path == path), None)
    if picture is None:
        raise UnknownPageError(f"there is no picture of money at {path}", "choose one from /money", ())
    return Response(draw_chart(picture.spec, form), mimetype=MEDIA_TYPES[form])


def _build(graph: ServedGraph) -> MoneyPage:
    filters, wanted = _read_filters(graph)
    pictures = list_pictures(graph, wanted.values)
    plans = tuple(_make_plan(graph, link, pictures, wanted) for link in _list_plans(graph, wanted))
    cells = {cell.link.href for plan in plans for cell in _list_cells(plan)}
    sums = [row for row in (make_sum_row(row, graph) for row in graph.read(SUMS)) if row.total.href in cells]
    asked = {"plan": wanted.values["plan"]}
    loose = [row for row in graph.read(LOOSE) if graph.site.to_page(row.text("cell")) in cells]
    return MoneyPage(
        filters=filters,
        is_filtered=bool(wanted.plan or wanted.fund),
        plans=plans,
        loose=tuple(make_loose_row(row, graph) for row in loose),
        loose_made_by=make_made_by(graph, LOOSE),
        nets=make_net_columns(graph.read(NET), graph) if plans and wanted.has_net else (),
        nets_made_by=make_made_by(graph, NET),
        failed=tuple(row for row in sums if _fails(row)),
        agreed=tuple(row for row in sums if not _fails(row)),
        sums_made_by=make_made_by(graph, SUMS),
        statements=make_funding_rows(graph.read(STATEMENTS, asked), graph),
        statements_made_by=make_made_by(graph, STATEMENTS, asked),
    )


def _read_filters(graph: ServedGraph) -> tuple[tuple[Filter, Filter], Wanted]:
    amounts = graph.read(AMOUNTS)
    named = (*amounts, *graph.read(STATEMENTS))
    funds = {slugify(row.text("fundLabel")): row for row in amounts}
    plan = make_filter("plan", "Plan", name_nodes(graph, named, "plan"))
    fund = make_filter("fund", "Fund", {slug: funds[slug].text("fundLabel") for slug in sorted(funds)})
    plans = {graph.site.shorten(row.text("plan")): row.text("plan") for row in named if row.find("plan")}
    found = funds.get(fund.chosen)
    return (plan, fund), Wanted(plans.get(plan.chosen, ""), found.text("fund") if found else "")


def _list_plans(graph: ServedGraph, wanted: Wanted) -> tuple[Link, ...]:
    rows = graph.read(AMOUNTS, wanted.values)
    return tuple(dict.fromkeys(Link(row.text("planLabel"), row.text("plan")) for row in rows))


def _make_plan(graph: ServedGraph, plan: Link, pictures: tuple[MoneyPicture, ...], wanted: Wanted) -> PlanMoney:
    asked: dict[str, Given] = {**wanted.values, "plan": NamedNode(plan.href)}
    own = [picture for picture in pictures if picture.plan == plan.href]
    sorts = {sort: tuple(each.to_picture() for each in own if each.sort == sort) for sort in ("column", "funds", "map")}
    return PlanMoney(
        id=f"plan-{slugify(plan.text)}",
        plan=Link(plan.text, graph.site.to_page(plan.href)),
        charts=sorts["column"],
        amounts_made_by=make_made_by(graph, AMOUNTS, asked),
        budget=find_budget(graph, plan.href, wanted.fund),
        priorities=make_priority_tables(graph.read(PRIORITIES, asked), graph),
        priorities_made_by=make_made_by(graph, PRIORITIES, asked),
        fund_charts=sorts["funds"],
        funds=make_fund_rows(graph.read(FUNDS, asked), graph),
        funds_made_by=make_made_by(graph, FUNDS, asked),
        maps=sorts["map"],
    )


def _list_cells(plan: PlanMoney) -> list[BudgetCell]:
    tables = plan.budget.tables if plan.budget else ()
    return [cell for table in tables for row in table.rows for cell in row.cells if cell]


def _fails(row: SumRow) -> bool:
    return row.difference != ""
