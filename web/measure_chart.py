"""The chart of one measure: its values year by year, gaps as gaps, breaks marked, comparators apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from web.charts import INK, SOFT, Spec
from web.rows import Row

ROW = "measures/printed_row"
BREAK = "obsStatus-B"
UNSTATED = "/period-unstated"

WIDTH, HEIGHT = 620, 280
"""The size of the plot, without its axes."""

SHOWN_WIDTH, SHOWN_HEIGHT = 780, 320
"""The room that a page keeps for the whole picture while it loads."""

_LINE, _OTHER, _ALARM = "#0a5578", "#7a5600", "#b3261e"


@dataclass(frozen=True)
class Cell:
    """One printed cell of the measure's own area; ``value`` is None where it holds none."""

    column: str
    published: str
    value: float | None
    is_break: bool


@dataclass(frozen=True)
class Comparator:
    """A value of another area, for which no period is printed."""

    area: str
    published: str
    value: float


@dataclass(frozen=True)
class MeasureRow:
    """The cells of a measure in the order of their periods, and its comparators."""

    area: str
    unit: str
    cells: tuple[Cell, ...]
    comparators: tuple[Comparator, ...]

    @property
    def has_values(self) -> bool:
        """Whether there is anything to draw."""
        return any(cell.value is not None for cell in self.cells)

    def describe(self, label: str) -> str:
        """Return in words what a chart of the row shows."""
        said = [f"{cell.column}: {_say(cell)}" for cell in self.cells]
        others = [f"{each.area}, year not printed: {each.published}" for each in self.comparators]
        return f"{label}, {self.area}. {'; '.join([*said, *others])}."


def read_measure_row(rows: Iterable[Row]) -> MeasureRow:
    """Return the row of a measure from the rows of ``ROW``, where a cell stands once for each of its passages."""
    cells = {row.text("cell"): row for row in rows if not row.find("trend")}.values()
    own = [row for row in cells if not row.text("periodNode").endswith(UNSTATED)]
    return MeasureRow(
        area=next((row.text("area") for row in own), ""),
        unit=next((row.text("unit") for row in cells if row.find("unit")), ""),
        cells=tuple(_make_cell(row) for row in sorted(own, key=lambda row: row.text("periodNode"))),
        comparators=tuple(_find_comparators(cells)),
    )


def make_chart(row: MeasureRow, label: str) -> Spec:
    """Return the chart of a row as a Vega-Lite specification with its data inside."""
    layers = [*_draw_comparators(row), *_draw_breaks(row), *_draw_values(row)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": row.describe(label),
        "width": WIDTH,
        "height": HEIGHT,
        "padding": {"left": 5, "top": 5, "right": 40, "bottom": 5},
        "layer": layers,
    }


def _draw_values(row: MeasureRow) -> Iterator[Spec]:
    data = {"values": list(_list_points(row.cells))}
    columns = [cell.column for cell in row.cells]
    x = {
        "field": "column",
        "type": "ordinal",
        "scale": {"domain": columns, "type": "point", "padding": 0.6},
        "axis": {"labelAngle": 0, "labelAlign": "center", "title": None, "grid": False},
    }
    scale = {"zero": False, "nice": True, "padding": 20}
    y = {"field": "value", "type": "quantitative", "scale": scale, "title": row.unit}
    line = {"type": "line", "stroke": _LINE, "strokeWidth": 3, "invalid": "break-paths-show-domains"}
    yield {"data": data, "mark": line, "encoding": {"x": x, "y": y, "detail": {"field": "stretch"}}}
    shape = {"condition": {"test": "datum.isBreak", "value": "diamond"}, "value": "circle"}
    point = {"type": "point", "filled": True, "size": 90, "color": _LINE, "opacity": 1}
    yield {"data": data, "mark": point, "encoding": {"x": x, "y": y, "shape": shape}}
    text = {"type": "text", "dy": -14, "fontSize": 14, "fontWeight": "bold"}
    for mark in ({**text, "stroke": "#ffffff", "strokeWidth": 5}, {**text, "color": INK}):
        yield {"data": data, "mark": mark, "encoding": {"x": x, "y": y, "text": {"field": "published"}}}
    empty = [{"column": cell.column, "says": cell.published or "blank"} for cell in row.cells if cell.value is None]
    blank = {"type": "text", "y": HEIGHT - 10, "fontSize": 12, "fontStyle": "italic", "color": SOFT}
    yield {"data": {"values": empty}, "mark": blank, "encoding": {"x": x, "text": {"field": "says"}}}


def _draw_breaks(row: MeasureRow) -> Iterator[Spec]:
    values = [{"column": cell.column, "says": "not comparable"} for cell in row.cells if cell.is_break]
    x = {"field": "column", "type": "ordinal"}
    rule = {"type": "rule", "xOffset": -30, "stroke": _ALARM, "strokeWidth": 2, "strokeDash": [3, 4]}
    yield {"data": {"values": values}, "mark": rule, "encoding": {"x": x}}
    text = {"type": "text", "y": 8, "xOffset": -24, "align": "left", "fontSize": 12, "color": _ALARM}
    yield {"data": {"values": values}, "mark": text, "encoding": {"x": x, "text": {"field": "says"}}}


def _draw_comparators(row: MeasureRow) -> Iterator[Spec]:
    values = [{"value": each.value, "says": f"{each.area} {each.published} (no year)"} for each in row.comparators]
    y = {"field": "value", "type": "quantitative"}
    rule = {"type": "rule", "stroke": _OTHER, "strokeWidth": 2, "strokeDash": [8, 4]}
    yield {"data": {"values": values}, "mark": rule, "encoding": {"y": y}}
    text = {"type": "text", "x": WIDTH, "dx": 6, "align": "left", "fontSize": 13, "color": _OTHER}
    yield {"data": {"values": values}, "mark": text, "encoding": {"y": y, "text": {"field": "says"}}}


def _list_points(cells: Iterable[Cell]) -> Iterator[dict[str, object]]:
    stretch = 0
    for cell in cells:
        stretch += cell.is_break
        yield {
            "column": cell.column,
            "value": cell.value,
            "published": cell.published if cell.value is not None else "",
            "isBreak": cell.is_break,
            "stretch": stretch,
        }


def _make_cell(row: Row) -> Cell:
    value = row.find("value")
    return Cell(
        column=row.text("column"),
        published=row.text("published"),
        value=None if value is None else float(value),
        is_break=row.text("status").endswith(BREAK),
    )


def _find_comparators(rows: Iterable[Row]) -> Iterator[Comparator]:
    for row in rows:
        value = row.find("value")
        if value is not None and row.text("periodNode").endswith(UNSTATED):
            yield Comparator(row.text("area"), row.text("published"), float(value))


def _say(cell: Cell) -> str:
    if cell.value is None:
        return cell.published or "blank"
    return f"{cell.published} (not comparable with the years before)" if cell.is_break else cell.published
