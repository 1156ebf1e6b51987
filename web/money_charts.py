"""Pictures of printed amounts: bars for a column or for the funds of a table, and a map of a column by area.

Every number in them is printed, and stands in them as printed; none is a sum of ours.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from web.charts import INK, Spec

OUTCOME, OTHER, COLUMN = "outcome of the plan", "no outcome", "column"
"""What a bar stands for, beyond its name."""

UNIT = "millions of pounds, as printed"

BAR_WIDTH, BAR_HEIGHT, LINE_HEIGHT = 260, 18, 16
MAP_WIDTH, MAP_HEIGHT = 760, 440

_COLOURS = {OUTCOME: "#0a5578", OTHER: "#7a5600", COLUMN: "#47566a"}
_GROUPS = ("#0a5578", "#5c3d7a", "#2f6b3a", "#8a3324", "#47566a")
_LETTERS = 44
"""The longest line of a name, which stands over its bar."""


@dataclass(frozen=True)
class Bar:
    """A printed amount with its name; ``group`` is what it belongs to on a map."""

    name: str
    number: str
    amount: float
    published: str
    kind: str
    group: str = ""

    @property
    def title(self) -> str:
        """The printed number and the name."""
        return f"{self.number} {self.name}".strip()


def describe_bars(caption: str, bars: Iterable[Bar]) -> str:
    """Return in words what a picture of amounts shows."""
    said = "; ".join(f"{bar.title}: {bar.published}" for bar in bars)
    return f"{caption}, {UNIT}. {said}."


def find_bars_size(bars: Sequence[Bar]) -> tuple[int, int]:
    """Return the room that a page keeps for a chart of bars: width and height."""
    padding = find_padding(bars)
    width, height = BAR_WIDTH, find_step(bars) * len(bars)
    return width + padding["left"] + padding["right"], height + padding["top"] + padding["bottom"]


def find_padding(bars: Sequence[Bar]) -> dict[str, int]:
    """Return the room round the bars: for the amounts, the axis and, where bars differ in kind, a key."""
    has_key = len({bar.kind for bar in bars}) > 1
    return {"left": 4, "top": 40 if has_key else 5, "right": 64, "bottom": 50}


def find_step(bars: Iterable[Bar]) -> int:
    """Return the height that each bar needs with its name over it."""
    return LINE_HEIGHT * max(len(_wrap(bar.title)) for bar in bars) + BAR_HEIGHT + 14


def _wrap(title: str) -> list[str]:
    return textwrap.wrap(title, _LETTERS)


def draw_bars(bars: Sequence[Bar], caption: str) -> Spec:
    """Return the chart of amounts as a Vega-Lite specification, one bar for each in their order."""
    values = [
        {"name": bar.title, "lines": _wrap(bar.title), "amount": bar.amount, "says": bar.published, "kind": bar.kind}
        for bar in bars
    ]
    # Money that comes in is printed in brackets, as less than nought: a table of it runs the other way.
    is_reversed = all(bar.amount <= 0 for bar in bars)
    axis = {"title": None, "labels": False, "ticks": False}
    y = {"field": "name", "type": "ordinal", "sort": None, "axis": axis}
    x = {
        "field": "amount",
        "type": "quantitative",
        "scale": {"reverse": is_reversed},
        "axis": {"grid": False, "title": UNIT, "tickCount": 4, "labelOverlap": "greedy"},
    }
    kinds = [kind for kind in _COLOURS if any(bar.kind == kind for bar in bars)]
    colours = {"domain": kinds, "range": [_COLOURS[kind] for kind in kinds]}
    key = {"title": None, "orient": "top", "labelFontSize": 13, "labelLimit": 0, "columnPadding": 36}
    colour = {"field": "kind", "type": "nominal", "scale": colours, "legend": key if len(kinds) > 1 else None}
    align = "left" if is_reversed else {"expr": "datum.amount < 0 ? 'right' : 'left'"}
    dx = 6 if is_reversed else {"expr": "datum.amount < 0 ? -6 : 6"}
    # The bar stands at the foot of its band, the last line of its name right over it.
    step = find_step(bars)
    foot = step / 2 - BAR_HEIGHT / 2 - 3
    over = f"{foot - BAR_HEIGHT / 2 - 9} - {LINE_HEIGHT} * (length(datum.lines) - 1)"
    name = {"type": "text", "x": 1, "align": "left", "baseline": "middle", "fontSize": 13, "color": INK}
    name |= {"lineHeight": LINE_HEIGHT, "dy": {"expr": over}}
    text = {"type": "text", "align": align, "dx": dx, "dy": foot, "fontSize": 14, "fontWeight": "bold", "color": INK}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": describe_bars(caption, bars),
        "width": BAR_WIDTH,
        "height": {"step": step},
        "padding": find_padding(bars),
        "autosize": {"type": "none"},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "bar", "height": BAR_HEIGHT, "yOffset": foot},
                "encoding": {"x": x, "y": y, "color": colour},
            },
            {"mark": name, "encoding": {"y": y, "text": {"field": "lines"}}},
            {"mark": text, "encoding": {"x": x, "y": y, "text": {"field": "says"}}},
        ],
    }


def draw_map(bars: Sequence[Bar], caption: str) -> Spec:
    """Return the amounts above nought as areas, gathered by their groups, as a Vega specification."""
    groups = list(dict.fromkeys(bar.group for bar in bars if bar.amount > 0))
    nodes: list[dict[str, object]] = [{"id": "all", "parent": None}]
    nodes += [{"id": f"group {place}", "parent": "all"} for place, _ in enumerate(groups)]
    nodes += [_make_leaf(place, bar, groups.index(bar.group)) for place, bar in enumerate(bars) if bar.amount > 0]
    treemap = {
        **{"type": "treemap", "field": "amount", "method": "squarify", "ratio": 1.4, "round": True},
        **{"paddingInner": 3, "paddingOuter": 2, "size": [{"signal": "width"}, {"signal": "height"}]},
        "sort": {"field": "value", "order": "descending"},
    }
    stratify = {"type": "stratify", "key": "id", "parentKey": "parent"}
    leaves = {"name": "leaves", "source": "tree", "transform": [{"type": "filter", "expr": "!datum.children"}]}
    return {
        "$schema": "https://vega.github.io/schema/vega/v6.json",
        "description": describe_bars(caption, bars),
        "width": MAP_WIDTH,
        "height": MAP_HEIGHT,
        "padding": 5,
        "data": [{"name": "tree", "values": nodes, "transform": [stratify, treemap]}, leaves],
        "scales": [{"name": "group", "type": "ordinal", "domain": groups, "range": _list_colours(len(groups))}],
        "legends": [{"fill": "group", "orient": "bottom", "direction": "vertical", "labelLimit": 700, "columns": 1}],
        "marks": [_make_area(), _make_words()],
    }


def _make_leaf(place: int, bar: Bar, group: int) -> dict[str, object]:
    lines = [*textwrap.wrap(bar.title, 18), bar.published]
    short = [bar.number, bar.published] if bar.number else [bar.published]
    leaf: dict[str, object] = {"id": f"leaf {place}", "parent": f"group {group}", "amount": bar.amount}
    return leaf | {"group": bar.group, "lines": lines, "short": short}


def _list_colours(number: int) -> list[str]:
    return [_GROUPS[place % len(_GROUPS)] for place in range(number)]


def _make_area() -> Spec:
    corners = {name: {"field": field} for name, field in (("x", "x0"), ("x2", "x1"), ("y", "y0"), ("y2", "y1"))}
    fill = {"fill": {"scale": "group", "field": "group"}}
    return {"type": "rect", "from": {"data": "leaves"}, "encode": {"enter": {**corners, **fill}}}


def _make_words() -> Spec:
    wide, high = "datum.x1 - datum.x0", "datum.y1 - datum.y0"
    all_fit = f"{wide} > 140 && {high} > 17 * length(datum.lines) + 6"
    short_fits = f"{wide} > 44 && {high} > 17 * length(datum.short) + 4"
    words = f"{all_fit} ? datum.lines : {short_fits} ? datum.short : ''"
    encoding = {
        "x": {"field": "x0", "offset": 6},
        "y": {"field": "y0", "offset": 5},
        "baseline": {"value": "top"},
        "fill": {"value": "#ffffff"},
        "fontSize": {"value": 13},
        "lineHeight": {"value": 16},
        "text": {"signal": words},
    }
    return {"type": "text", "from": {"data": "leaves"}, "encode": {"enter": encoding}}
