"""A chart of any result that has a column of numbers: a bar for each row, or a dot where rows share a name.

Nothing is added up and no line is drawn: a result does not say which of its rows may be added or compared. Drawn by
Vega-Lite (``vl-convert-python``) as SVG, which needs neither a script nor a style of its own in the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

from flask import request
from pyoxigraph import Literal

from graph.parameters import XSD
from graph.store import Term
from web.charts import VEGA_LITE
from web.contexts.results import Chart, ChartChoice
from web.parts import Grid

LABEL, NUMBER, COLOUR = "chart-label", "chart-number", "chart-colour"
FIELDS = (LABEL, NUMBER, COLOUR)
NONE = "none"

MOST_CHARTS = 128
"""Pictures that are kept."""

MOST_COLOURS = 8
"""Kinds of rows that colours can tell apart."""

WIDTH = 300
"""Pixels of the part with bars or dots; styles enlarge the picture on a wide screen."""

MOST_TICKS = 8
"""Small counts have a mark for each whole number, and none between."""

_LONGEST_NAME = 44
"""Letters of a name that fit above its row."""

_NUMERIC = {f"{XSD}{name}" for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}
_COLOURS = ["#0b6157", "#b3261e", "#0a5578", "#7a5600", "#5a3d7c", "#a8431a", "#47566a", "#1b2a3d"]
_BAR = {"type": "bar", "color": _COLOURS[0], "height": 12, "aria": False}
_DOT = {"type": "point", "size": 70, "strokeWidth": 2, "aria": False}
_NAME = {"type": "text", "align": "left", "baseline": "bottom", "dy": -7, "color": "#14181d", "aria": False}
_NAME_PLACE = {"x": {"value": 0}, "text": {"field": "name"}}
_CONFIG = {
    "aria": False,
    "font": "Arial, Helvetica, sans-serif",
    "background": "#ffffff",
    "view": {"stroke": None},
    "text": {"fontSize": 12},
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "labelColor": "#14181d", "titleColor": "#14181d"},
    "legend": {"labelFontSize": 12, "titleFontSize": 12, "orient": "top", "columns": 1, "labelLimit": WIDTH - 20},
    "range": {"category": _COLOURS},
}

Rows = Sequence[Sequence[Term | None]]


@dataclass(frozen=True)
class _Columns:
    """Which column plays which part; ``colour`` is None where rows are not told apart."""

    label: int
    number: int
    colour: int | None


def make_chart(rows: Rows, grid: Grid, more: bool) -> Chart:
    """Return the chart of ``rows``, whose cells ``grid`` has in words, with the choices that it leaves."""
    numbers = [at for at in range(len(grid.columns)) if _is_numeric(rows, at)]
    if not rows or not numbers:
        return Chart("", "", "A chart needs a column of numbers, and this result has none: look at the table.", ())
    columns = _choose_columns(rows, grid, numbers)
    svg = _draw(json.dumps(_specify(rows, grid, columns), sort_keys=True))
    return Chart(svg, _describe(grid, columns, len(rows), more), "", _list_choices(grid, numbers, columns))


def _is_numeric(rows: Rows, at: int) -> bool:
    found = [row[at] for row in rows if row[at] is not None]
    return bool(found) and all(isinstance(term, Literal) and term.datatype.value in _NUMERIC for term in found)


def _choose_columns(rows: Rows, grid: Grid, numbers: list[int]) -> _Columns:
    names = list(grid.columns)
    number = _find_asked(NUMBER, names, numbers)
    if number is None:
        number = max(numbers, key=lambda at: (len({row[at] for row in rows}), -at))
    label = _find_asked(LABEL, names, range(len(names)))
    if label is None:
        label = _find_label(rows, number)
    colour = _find_asked(COLOUR, names, range(len(names)))
    if colour is None and request.args.get(COLOUR) != NONE:
        colour = _find_colour(grid, label, numbers)
    return _Columns(label, number, colour)


def _find_asked(field: str, names: list[str], allowed: Sequence[int] | range) -> int | None:
    asked = request.args.get(field, "")
    return names.index(asked) if asked in names and names.index(asked) in allowed else None


def _find_label(rows: Rows, number: int) -> int:
    """Return the first column of words, else the first column other than the number's."""
    others = [at for at in range(len(rows[0])) if at != number] or [number]
    in_words = [
        at for at in others if isinstance(rows[0][at], Literal) and not _is_numeric(rows, at) and _has_several(rows, at)
    ]
    return (in_words or others)[0]


def _has_several(rows: Rows, at: int) -> bool:
    return len(rows) == 1 or len({row[at] for row in rows}) > 1


def _find_colour(grid: Grid, label: int, numbers: list[int]) -> int | None:
    """Return the column that best tells apart rows of the same name, None where names differ or nothing does."""
    names = [row[label].text for row in grid.rows]
    if len(set(names)) == len(names):
        return None
    sizes = {
        at: len({row[at].text for row in grid.rows})
        for at in range(len(grid.columns))
        if at != label and at not in numbers
    }
    fitting = [at for at, size in sizes.items() if 1 < size <= MOST_COLOURS]
    return max(fitting, key=lambda at: (sizes[at], -at), default=None)


def _specify(rows: Rows, grid: Grid, columns: _Columns) -> Mapping[str, object]:
    """Return the picture in Vega-Lite's terms: a bar or dot for each row, and its name above it."""
    values = list(_list_values(rows, grid, columns))
    is_bar = all(each["name"] for each in values)
    encoding: dict[str, object] = {"x": _to_scale(values, grid, columns)}
    if columns.colour is not None:
        named = {"field": "colour", "type": "nominal", "title": grid.columns[columns.colour]}
        encoding |= {"color": named} if is_bar else {"color": named, "shape": named}
    return {
        "width": WIDTH,
        "height": {"step": 38},
        "padding": {"left": 8, "right": 24, "top": 4, "bottom": 4},
        "data": {"values": values},
        "encoding": {"y": {"field": "label", "type": "nominal", "sort": None, "axis": None}},
        "layer": [{"mark": _NAME, "encoding": _NAME_PLACE}, {"mark": _BAR if is_bar else _DOT, "encoding": encoding}],
        "config": _CONFIG,
    }


def _list_values(rows: Rows, grid: Grid, columns: _Columns) -> Iterator[dict[str, str | float]]:
    """Yield each row's part of the picture; ``name`` is its label where no row above has the same, else empty."""
    seen: set[str] = set()
    for row, cells in zip(rows, grid.rows, strict=True):
        number = row[columns.number]
        if isinstance(number, Literal) and isfinite(float(number.value)):
            label = cells[columns.label].text
            value: dict[str, str | float] = {
                "label": label,
                "name": "" if label in seen else _cut(label),
                "number": float(number.value),
            }
            seen.add(label)
            yield value if columns.colour is None else {**value, "colour": _cut(cells[columns.colour].text)}


def _to_scale(values: Sequence[Mapping[str, str | float]], grid: Grid, columns: _Columns) -> dict[str, object]:
    numbers = [float(each["number"]) for each in values]
    least, most = min([0.0, *numbers]), max([0.0, *numbers])
    is_counted = all(number.is_integer() for number in numbers) and most - least <= MOST_TICKS
    axis = {"values": list(range(int(least), int(most) + 1)), "format": "d"} if is_counted else {}
    return {"field": "number", "type": "quantitative", "title": grid.columns[columns.number], "axis": axis}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


@lru_cache(maxsize=MOST_CHARTS)
def _draw(specification: str) -> str:
    import vl_convert  # noqa: PLC0415 - it starts a JavaScript engine, which no page without a chart should wait for

    svg: str = vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


def _describe(grid: Grid, columns: _Columns, size: int, more: bool) -> str:
    number, label = grid.columns[columns.number], grid.columns[columns.label]
    told_apart = f", told apart by {grid.columns[columns.colour]}" if columns.colour is not None else ""
    rows = f"The first {size} rows" if more else "Each row" if size > 1 else "One row"
    return f"{rows}: {number} by {label}{told_apart}. Nothing is added up."


def _list_choices(grid: Grid, numbers: list[int], columns: _Columns) -> tuple[ChartChoice, ...]:
    names = grid.columns
    colour = names[columns.colour] if columns.colour is not None else ""
    return (
        ChartChoice(LABEL, "Names from", names, names[columns.label], can_be_none=False),
        ChartChoice(NUMBER, "Numbers from", tuple(names[at] for at in numbers), names[columns.number], False),
        ChartChoice(COLOUR, "Told apart by", names, colour, can_be_none=True),
    )
