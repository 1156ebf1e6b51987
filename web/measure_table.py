"""Builds the row of a measure as printed, year by year, with its trend and polarity in words."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode

from web.charts import MEDIA_TYPES
from web.contexts.tables import MeasureCell, MeasureChart, MeasureTable, MeasureTrend
from web.facts import make_source
from web.live import ServedGraph
from web.made_by import make_made_by
from web.measure_chart import ROW, SHOWN_HEIGHT, SHOWN_WIDTH, read_measure_row
from web.parts import Link, Source
from web.rows import Row
from web.words import name_missing, to_basis

_PERIOD_UNSTATED = "/period-unstated"


def find_measure_table(graph: ServedGraph, iri: str, label: str, polarity: str) -> MeasureTable | None:
    """Return the printed row of a measure, None where no document held prints any cell of it."""
    asked = {"measure": NamedNode(iri)}
    by_cell: dict[str, list[Row]] = {}
    all_rows = graph.read(ROW, asked)
    for row in all_rows:
        by_cell.setdefault(row.text("cell"), []).append(row)
    if not by_cell:
        return None
    rows = list(by_cell.values())
    cells = [own for own in rows if not own[0].find("trend")]
    return MeasureTable(
        polarity=polarity,
        trends=tuple(sorted((_make_trend(own, graph) for own in rows if own[0].find("trend")), key=_is_computed)),
        years=tuple(_make_cell(own, graph) for own in cells if not _is_comparator(own[0])),
        comparators=tuple(_make_cell(own, graph) for own in cells if _is_comparator(own[0])),
        chart=_find_chart(graph, iri, label, all_rows),
        made_by=make_made_by(graph, ROW, asked),
    )


def _find_chart(graph: ServedGraph, iri: str, label: str, rows: Iterable[Row]) -> MeasureChart | None:
    row, path = read_measure_row(rows), graph.site.find_path(iri)
    if path is None or not row.has_values:
        return None
    files = tuple(Link(form.upper(), f"/measures/chart/{path}.{form}") for form in MEDIA_TYPES)
    return MeasureChart(files[0].href, SHOWN_WIDTH, SHOWN_HEIGHT, row.describe(label), files)


def _is_computed(trend: MeasureTrend) -> bool:
    return trend.basis.code == "computed"


def _is_comparator(row: Row) -> bool:
    return row.text("periodNode").endswith(_PERIOD_UNSTATED)


def _make_cell(rows: list[Row], graph: ServedGraph) -> MeasureCell:
    first = rows[0]
    whole = first.text("wholeCell")
    remarks = [name_missing(first.text("status")), *(note for row in rows if (note := row.find("note")))]
    if first.text("status").endswith("obsStatus-B"):
        remarks.append("not comparable with other years")
    if whole and whole != first.text("published"):
        remarks.append(f"the whole cell reads “{whole}”")
    return MeasureCell(
        column=first.text("column"),
        area=first.text("area"),
        link=Link(first.text("published"), graph.site.to_page(first.text("cell"))),
        remarks=tuple(dict.fromkeys(each for each in remarks if each)),
        sources=_make_sources(rows, graph),
    )


def _make_trend(rows: list[Row], graph: ServedGraph) -> MeasureTrend:
    first = rows[0]
    return MeasureTrend(
        text=first.text("trend"),
        link=Link(first.text("published") or first.text("trend"), graph.site.to_page(first.text("cell"))),
        basis=to_basis(first.text("basis") or "basis-stated"),
        sources=_make_sources(rows, graph),
    )


def _make_sources(rows: Iterable[Row], graph: ServedGraph) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for row in rows if (source := make_source(row, graph)) is not None))
