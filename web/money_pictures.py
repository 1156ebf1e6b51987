"""Which pictures of money there are: of each printed column with several amounts, and of the funds of each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.iris import slugify
from graph.parameters import Given
from web.charts import MEDIA_TYPES, Spec
from web.contexts.money import Picture
from web.live import ServedGraph
from web.money_charts import (
    COLUMN,
    MAP_HEIGHT,
    MAP_WIDTH,
    OTHER,
    OUTCOME,
    Bar,
    describe_bars,
    draw_bars,
    draw_map,
    find_bars_size,
)
from web.outline import natural_key
from web.parts import Link
from web.rows import Row

AMOUNTS, FUNDS = "money/amounts", "money/by_fund"
NO_PRIORITY = "of no priority"
_FEWEST = 2
"""The fewest amounts that make a picture: a single one is said in the table."""


@dataclass(frozen=True)
class MoneyPicture:
    """A picture with what it is drawn from; ``sort`` is ``column``, ``funds`` or ``map``."""

    sort: str
    path: str
    plan: str
    caption: str
    block: str
    bars: tuple[Bar, ...]

    @property
    def spec(self) -> Spec:
        """The picture as a specification."""
        return draw_map(self.bars, self.caption) if self.sort == "map" else draw_bars(self.bars, self.caption)

    def to_picture(self) -> Picture:
        """Return the picture as a page shows it."""
        width, height = (MAP_WIDTH + 10, MAP_HEIGHT + 130) if self.sort == "map" else find_bars_size(self.bars)
        href = f"/money/chart/{self.path}"
        return Picture(
            id=slugify(self.path),
            caption=self.caption,
            block=self.block,
            href=f"{href}.svg",
            width=width,
            height=height,
            text=describe_bars(self.caption, self.bars),
            files=tuple(Link(form.upper(), f"{href}.{form}") for form in MEDIA_TYPES),
        )


def list_pictures(graph: ServedGraph, asked: Mapping[str, Given]) -> tuple[MoneyPicture, ...]:
    """Return the pictures of the tables of ``plan`` and ``fund``, spending before funding."""
    columns: dict[tuple[str, ...], list[Row]] = {}
    for row in graph.read(AMOUNTS, asked):
        key = (row.text("plan"), row.text("document"), row.text("flow"), row.text("column"))
        columns.setdefault(key, []).append(row)
    tables: dict[tuple[str, ...], list[Row]] = {}
    for row in graph.read(FUNDS, asked):
        if row.find("total"):
            tables.setdefault((row.text("plan"), row.text("document"), row.text("flow")), []).append(row)
    found = [
        *(picture for rows in columns.values() for picture in _picture_column(rows, graph)),
        *(_picture_funds(rows, graph) for rows in tables.values()),
    ]
    return tuple(sorted((each for each in found if len(each.bars) >= _FEWEST), key=_rank))


def _rank(picture: MoneyPicture) -> tuple[str, bool, bool]:
    return picture.plan, not picture.caption.startswith("Spending"), bool(picture.block)


def _picture_column(rows: list[Row], graph: ServedGraph) -> Iterator[MoneyPicture]:
    first = rows[0]
    found = {row.text("cell"): _make_bar(row) for row in rows}.values()
    bars = tuple(sorted(found, key=lambda bar: (bar.kind == OTHER, natural_key(bar.number), -abs(bar.amount))))
    caption = f"{first.text('flow').capitalize()}, column “{first.text('column')}”"
    path = f"{_find_table_path(first, graph)}/{slugify(first.text('column'))}"
    block = "" if first.text("period") in first.text("column") else first.text("period")
    plan = first.text("plan")
    yield MoneyPicture("column", path, plan, caption, block, bars)
    if any(bar.kind == OUTCOME for bar in bars):
        yield MoneyPicture("map", f"{path}/map", plan, caption, block, bars)


def _picture_funds(rows: list[Row], graph: ServedGraph) -> MoneyPicture:
    first = rows[0]
    bars = tuple(
        Bar(row.text("column"), "", float(row.text("totalAmount")), row.text("totalPublished"), COLUMN)
        for row in _sort_columns(rows)
    )
    caption = f"{first.text('flow').capitalize()}, printed totals of the columns"
    return MoneyPicture("funds", f"{_find_table_path(first, graph)}/funds", first.text("plan"), caption, "", bars)


def _sort_columns(rows: Iterable[Row]) -> list[Row]:
    """Return the columns, that which stands under a period of its own first."""
    return sorted(rows, key=lambda row: (row.text("period") not in row.text("column"), row.text("column")))


def _find_table_path(row: Row, graph: ServedGraph) -> str:
    authority, _, document = (graph.site.find_path(row.text("document")) or "").partition("/document/")
    return f"{authority}/{document}/{row.text('flow')}"


def _make_bar(row: Row) -> Bar:
    priority = " ".join(part for part in (row.text("priorityNumber"), row.text("priorityLabel")) if part)
    return Bar(
        name=row.text("headingLabel"),
        number=row.text("number"),
        amount=float(row.text("amount")),
        published=row.text("published"),
        kind=OUTCOME if row.text("isElement") == "true" else OTHER,
        group=priority or NO_PRIORITY,
    )
