"""Builds budget tables as printed: a row for each heading, a column for each printed column, and no sum of ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pyoxigraph import NamedNode

from web.contexts.tables import Budget, BudgetCell, BudgetColumn, BudgetRow, BudgetTable
from web.facts import cite, make_reading
from web.live import ServedGraph
from web.made_by import make_made_by
from web.outline import natural_key
from web.parts import Link, Note, Reading
from web.rows import Row
from web.words import name_missing

ROWS = "money/budget_rows"
_ALL_FUNDS = "/fund-all"


def find_budget(graph: ServedGraph, iri: str, fund: str = "") -> Budget | None:
    """Return the budget rows of a plan or element, or the row of a heading or cell; None where there is none.

    With the address of a ``fund``, they are its columns alone.
    """
    asked = {"node": NamedNode(iri), "fund": NamedNode(fund) if fund else None}
    by_table: dict[tuple[str, str], list[Row]] = {}
    for row in graph.read(ROWS, asked):
        by_table.setdefault((row.text("document"), row.text("flow")), []).append(row)
    if not by_table:
        return None
    # Spending stands before funding wherever a document prints both.
    ordered = sorted(by_table.items(), key=lambda item: (item[0][0], item[0][1].lower() != "spending"))
    tables = tuple(_make_table(number, rows, graph) for number, (_, rows) in enumerate(ordered, 1))
    return Budget(tables, make_made_by(graph, ROWS, asked))


def _make_table(number: int, rows: list[Row], graph: ServedGraph) -> BudgetTable:
    document = rows[0].text("document")
    columns = _make_columns(rows)
    notes = {row.text("note"): _make_note(row, graph) for row in rows if row.find("note")}
    numbers = {iri: place for place, iri in enumerate(notes, 1)}
    by_heading: dict[str, list[Row]] = {}
    for row in rows:
        by_heading.setdefault(row.text("heading"), []).append(row)
    made = (_make_row(own, columns, numbers, graph) for own in by_heading.values())
    return BudgetTable(
        id=f"budget-{number}",
        flow=rows[0].text("flow"),
        document=Link(graph.tracer.document_names.get(document, ""), graph.site.to_page(document)),
        columns=columns,
        rows=tuple(sorted(made, key=lambda row: (row.is_total, natural_key(row.source.locator)))),
        readings=_make_readings(rows),
        notes=tuple(notes.values()),
    )


def _make_columns(rows: Iterable[Row]) -> tuple[BudgetColumn, ...]:
    """Return the columns, those of one fund side by side first and those of all funds last."""
    found = {row.text("column"): row for row in rows}
    uses = Counter(row.text("fund") for row in found.values())

    def rank(row: Row) -> tuple[bool, int, bool, str]:
        fund = row.text("fund")
        return (fund.endswith(_ALL_FUNDS), -uses[fund], bool(row.find("readAs")), row.text("column"))

    return tuple(
        BudgetColumn(
            text=row.text("column"),
            block="" if row.text("period") in row.text("column") else row.text("period"),
            rivals=tuple(
                other.text("column")
                for other in found.values()
                if other.text("fund") == row.text("fund") and other.text("column") != row.text("column")
            ),
        )
        for row in sorted(found.values(), key=rank)
    )


def _make_row(
    rows: list[Row], columns: tuple[BudgetColumn, ...], numbers: dict[str, int], graph: ServedGraph
) -> BudgetRow:
    by_column: dict[str, list[Row]] = {}
    for row in rows:
        by_column.setdefault(row.text("column"), []).append(row)
    first = next(by_column[column.text][0] for column in columns if column.text in by_column)
    cells = tuple(
        _make_cell(by_column[column.text], numbers, graph) if column.text in by_column else None for column in columns
    )
    documents = graph.tracer.document_names
    return BudgetRow(
        heading=Link(first.text("headingLabel"), graph.site.to_page(first.text("heading"))),
        number=first.text("number"),
        cells=cells,
        is_total=all(cell.is_total for cell in cells if cell),
        source=cite(
            first.text("document"), documents.get(first.text("document"), ""), first.text("locator"), graph.site
        ),
    )


def _make_cell(rows: list[Row], numbers: dict[str, int], graph: ServedGraph) -> BudgetCell:
    first = rows[0]
    return BudgetCell(
        link=Link(first.text("published"), graph.site.to_page(first.text("cell"))),
        remark=name_missing(first.text("status")),
        is_total=first.text("isTotal") == "true",
        notes=tuple(dict.fromkeys(numbers[note] for row in rows if (note := row.find("note")))),
    )


def _make_note(row: Row, graph: ServedGraph) -> Note:
    return Note(row.text("noteKind"), row.text("noteText"), graph.site.to_page(row.text("note")), (), ())


def _make_readings(rows: Iterable[Row]) -> tuple[tuple[str, Reading], ...]:
    """Return what a curator reads the period of columns as, each reading once."""
    found: dict[str, Reading] = {}
    for row in rows:
        reading = make_reading(row.find("reason"), row.find("curator"))
        if reading is not None:
            found.setdefault(row.text("readAs"), reading)
    return tuple(found.items())
