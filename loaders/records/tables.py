"""Records of tables, cell by cell: measures with their values, and budgets."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from loaders.records.codes import Flow, FootnoteStatus, Fund, Unit
from loaders.records.fields import AreaCode, Entry, Flag, GovernmentYear, Locators, NodePath, Record, Slug, Text
from loaders.records.plan import Element


class MeasureColumn(Entry):
    """A column of a measure table and the part it plays.

    ``value`` columns have a ``period`` ("2017-18") of the plan's own area, ``comparator`` columns an ``area`` code of
    ``registers/areas.yaml``; ``polarity`` and ``trend`` columns have neither.
    """

    heading: Text
    role: Literal["polarity", "value", "trend", "comparator"]
    period: GovernmentYear | None = None
    area: AreaCode | None = None
    is_baseline: Flag = "no"

    @model_validator(mode="after")
    def _require_parts_of_role(self) -> Self:
        if (self.role == "value") != (self.period is not None):
            raise ValueError(f"column {self.heading!r}: a value column has a period, and only a value column does")
        if (self.role == "comparator") != (self.area is not None):
            raise ValueError(f"column {self.heading!r}: a comparator column has an area, and only a comparator does")
        return self


class Footnote(Entry):
    """A mark printed on cells (``*``), what it means in our own words, and the observation status it gives."""

    mark: Text
    label: Text
    status: FootnoteStatus
    locator: Locators


class MeasureTable(Record):
    """The header of a table of measures; the rows are ``measure`` records that name it."""

    type: Literal["measure-table"]
    id: Slug
    columns: list[MeasureColumn]
    footnotes: list[Footnote] = Field(default_factory=list)


class Measure(Element):
    """A measure, as a bullet or as a table row.

    ``cells`` are the row's cells as printed, one for each column of ``table`` in order, "" where nothing is printed.
    ``unit`` is a ``unit-…`` code, absent where the document does not let one be known.
    """

    type: Literal["measure"]
    unit: Unit | None = None
    table: Slug | None = None
    cells: list[str] = Field(default_factory=list)

    @model_validator(mode="after")
    def _require_table_of_cells(self) -> Self:
        if self.cells and self.table is None:
            raise ValueError("has cells but names no table: give the id of its measure-table")
        return self


class BudgetColumn(Entry):
    """A column of a budget table: its printed heading, its slug in addresses, its fund and its period.

    ``period`` is a government year ("2021-22") or "disputed"; a column of row totals has ``is_total``.
    """

    heading: Text
    slug: Slug
    fund: Fund
    stated_period: Text
    period: GovernmentYear | Literal["disputed"]
    is_total: Flag = "no"


class BudgetTable(Record):
    """The header of a budget table; the rows are ``budget-row`` records that name it. ``flow`` is a ``flow-…`` code."""

    type: Literal["budget-table"]
    id: Slug
    title: Text
    plan: NodePath
    flow: Flow
    unit: Unit
    columns: list[BudgetColumn]


class BudgetRow(Record):
    """A row of a budget table: printed ``title``, ``heading`` slug, and one printed cell for each column.

    ``of`` is the outcome that the row funds, or the plan where it funds none.
    """

    type: Literal["budget-row"]
    table: Slug
    heading: Slug
    title: Text
    of: NodePath
    is_total: Flag = "no"
    cells: list[str]
