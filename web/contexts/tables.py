"""Printed tables as a page shows them: the rows of a budget, and the row of a measure."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Basis, Link, MadeBy, Note, Reading, Source


@dataclass(frozen=True)
class BudgetColumn:
    """A printed column; ``block`` is what stands over it, ``rivals`` are the columns that it is never added to."""

    text: str
    block: str
    rivals: tuple[str, ...]


@dataclass(frozen=True)
class BudgetCell:
    """A cell as printed; ``remark`` says in words what a cell without an amount is, ``notes`` are numbers of notes."""

    link: Link
    remark: str
    is_total: bool
    notes: tuple[int, ...]


@dataclass(frozen=True)
class BudgetRow:
    """A row with a cell for each column, None where the document prints no such cell."""

    heading: Link
    number: str
    cells: tuple[BudgetCell | None, ...]
    is_total: bool
    source: Source


@dataclass(frozen=True)
class BudgetTable:
    """The rows of one table of one document; ``readings`` are curators' of the periods of its columns."""

    id: str
    flow: str
    document: Link
    columns: tuple[BudgetColumn, ...]
    rows: tuple[BudgetRow, ...]
    readings: tuple[tuple[str, Reading], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Budget:
    """All budget tables of a page, and the query that made them."""

    tables: tuple[BudgetTable, ...]
    made_by: MadeBy


@dataclass(frozen=True)
class MeasureCell:
    """A printed cell of a measure's row; ``remarks`` say in words what the printed text alone does not."""

    column: str
    area: str
    link: Link
    remarks: tuple[str, ...]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class MeasureTrend:
    """A trend in words, as published or as computed; ``column`` is the printed one."""

    text: str
    link: Link
    basis: Basis
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class MeasureChart:
    """The picture of a measure's row: its address and size, what it shows in words, and its files."""

    href: str
    width: int
    height: int
    text: str
    files: tuple[Link, ...]


@dataclass(frozen=True)
class MeasureTable:
    """The row of a measure, year by year; ``comparators`` are other areas' values, whose period is not printed.

    ``chart`` is None where no cell holds a value.
    """

    polarity: str
    trends: tuple[MeasureTrend, ...]
    years: tuple[MeasureCell, ...]
    comparators: tuple[MeasureCell, ...]
    chart: MeasureChart | None
    made_by: MadeBy
