"""The measures of all plans at ``/measures``, with what became of them, and the chart of each as a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from flask import Blueprint, Response, render_template
from pyoxigraph import NamedNode

from graph.iris import slugify
from web.caching import find_unchanged
from web.charts import MEDIA_TYPES, draw_chart
from web.contexts.measures import MeasureGroup, MeasureLine, MeasuresPage, Trend
from web.errors import UnknownPageError
from web.live import ServedGraph, get_graph
from web.made_by import make_made_by
from web.measure_chart import ROW, make_chart, read_measure_row
from web.narrowing import is_chosen, make_filter, name_nodes
from web.negotiate import HTML
from web.node_page import get_heading
from web.parts import Link
from web.rows import Row
from web.sparklines import Sparkline, draw_sparkline

blueprint = Blueprint("measures", __name__)

OVERVIEW = "measures/overview"
TREND = "/trend-"

STATUSES: dict[str, str] = {
    "improved": "improved, as published or computed",
    "worsened": "worsened, as published or computed",
    "the-same": "the same, as published or computed",
    "not-comparable": "holds a value that is not comparable",
    "no-trend": "no trend published or computed",
    "no-value": "no value in any document held",
}
"""What the list can be narrowed to, and what it means."""


@blueprint.get("/measures")
def show() -> Response | str:
    """Show the measures, narrowed by ``plan``, ``theme``, ``board`` and ``status``."""
    graph = get_graph()
    return find_unchanged(HTML) or render_template("measures/list.html", page=_build(graph))


@blueprint.get("/measures/chart/<path:path>.<any(svg, png):form>")
def draw(path: str, form: str) -> Response:
    """Return the chart of a measure.

    Raises:
        UnknownPageError: when no document held prints a value of it.
    """
    graph = get_graph()
    unchanged = find_unchanged(MEDIA_TYPES[form])
    if unchanged is not None:
        return unchanged
    iri = graph.site.to_iri(path)
    label = get_heading(graph, iri).row.text("label")
    row = read_measure_row(graph.read(ROW, {"measure": NamedNode(iri)}))
    if not row.has_values:
        raise UnknownPageError(f"no document held prints a value of {label}", "choose a measure that has one", ())
    return Response(draw_chart(make_chart(row, label), form), mimetype=MEDIA_TYPES[form])


def _build(graph: ServedGraph) -> MeasuresPage:
    rows = graph.read(OVERVIEW)
    bodies = graph.read("measures/bodies")
    filters = (
        make_filter("plan", "Plan", name_nodes(graph, rows, "plan")),
        make_filter("theme", "Priority or outcome", name_nodes(graph, rows, "element")),
        make_filter("board", "Board or body", name_nodes(graph, bodies, "body")),
        make_filter("status", "What became of it", STATUSES),
    )
    shown = _narrow(graph, rows, bodies, {each.name: each.chosen for each in filters})
    return MeasuresPage(
        groups=tuple(_make_groups(graph, shown)),
        filters=filters,
        size=len({row.text("measure") for row in shown}),
        whole=len({row.text("measure") for row in rows}),
        is_filtered=any(each.chosen for each in filters),
        made_by=make_made_by(graph, OVERVIEW),
    )


def _narrow(
    graph: ServedGraph, rows: Iterable[Row], bodies: Iterable[Row], chosen: Mapping[str, str]
) -> tuple[Row, ...]:
    of_board = {row.text("measure") for row in bodies if is_chosen(graph, row, "body", chosen["board"])}
    return tuple(
        row
        for row in rows
        if is_chosen(graph, row, "plan", chosen["plan"])
        and is_chosen(graph, row, "element", chosen["theme"])
        and (not chosen["board"] or row.text("measure") in of_board)
        and (not chosen["status"] or chosen["status"] in _find_statuses(row))
    )


def _find_statuses(row: Row) -> frozenset[str]:
    trends = {
        row.text(column).rpartition(TREND)[2] for column in ("publishedTrend", "computedTrend") if row.find(column)
    }
    found = {name for name in trends if name in STATUSES}
    if row.text("crossesBreak") == "true":
        found.add("not-comparable")
    if not trends:
        found.add("no-trend")
    if not row.count("values"):
        found.add("no-value")
    return frozenset(found)


def _make_groups(graph: ServedGraph, rows: Iterable[Row]) -> Iterator[MeasureGroup]:
    sparks, comparators = _draw_sparks(graph), _read_comparators(graph)
    by_element: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        by_element.setdefault((row.text("plan"), row.text("element")), []).append(row)
    for (plan, element), own in by_element.items():
        yield MeasureGroup(
            id=f"of-{slugify(graph.site.shorten(element) or element)}",
            plan=Link(own[0].text("planLabel"), graph.site.to_page(plan)),
            element=Link(own[0].text("elementLabel"), graph.site.to_page(element)),
            notation=own[0].text("elementNumber"),
            lines=tuple(
                _make_line(graph, row, sparks.get(row.text("measure")), comparators.get(row.text("measure"), ()))
                for row in own
            ),
        )


def _make_line(graph: ServedGraph, row: Row, spark: Sparkline | None, comparators: tuple[str, ...]) -> MeasureLine:
    return MeasureLine(
        node=Link(row.text("measureLabel"), graph.site.to_page(row.text("measure"))),
        polarity=row.text("polarity"),
        latest=row.text("latest"),
        latest_column=row.text("latestColumn"),
        spark=spark,
        published=_make_trend(row, "published"),
        computed=_make_trend(row, "computed"),
        crosses_break=row.text("crossesBreak") == "true",
        comparators=comparators,
    )


def _make_trend(row: Row, column: str) -> Trend | None:
    text = row.find(column)
    return Trend(row.text(f"{column}Trend").rpartition(TREND)[2], text) if text else None


def _draw_sparks(graph: ServedGraph) -> dict[str, Sparkline]:
    by_measure: dict[str, list[Row]] = {}
    for row in graph.read("measures/cells"):
        by_measure.setdefault(row.text("measure"), []).append(row)
    drawn = {measure: _draw_spark(cells) for measure, cells in by_measure.items()}
    return {measure: spark for measure, spark in drawn.items() if spark is not None}


def _draw_spark(cells: Iterable[Row]) -> Sparkline | None:
    values = [(row.find("value"), row.text("isBreak") == "true") for row in cells]
    return draw_sparkline([(None if value is None else float(value), is_break) for value, is_break in values])


def _read_comparators(graph: ServedGraph) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for row in graph.read("measures/against_comparator"):
        text = f"{row.text('comparatorArea')} {row.text('comparatorPublished')}"
        found.setdefault(row.text("measure"), {})[text] = None
    return {measure: tuple(texts) for measure, texts in found.items()}
