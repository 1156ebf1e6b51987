"""Budget tables to quads: lines, printed totals, and the dashes between them."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from graph.iris import mint_government_year
from loaders.cells import Cell, read_cell
from loaders.records.tables import BudgetColumn, BudgetRow, BudgetTable
from loaders.triples.plan import is_of_plan
from loaders.triples.tables import MISSING
from loaders.triples.terms import (
    GT,
    LABEL,
    QB,
    SDMX_ATTRIBUTE,
    SDMX_DIMENSION,
    to_code,
    to_decimal,
    to_english,
)
from loaders.triples.writer import GraphWriter


class BudgetTableWriter:
    """Writes the rows of one document's budget tables."""

    def __init__(self, writer: GraphWriter) -> None:
        """Write into ``writer``."""
        self._writer = writer
        self._tables: dict[str, BudgetTable] = {}

    def write_table(self, table: BudgetTable) -> None:
        """Take note of a table's columns for the rows that follow.

        Raises:
            InputError: when the document has another budget table of that id.
        """
        if table.id in self._tables:
            raise self._writer.refuse("id", f"the document has another budget-table {table.id!r}", "rename one of them")
        self._tables[table.id] = table
        self._writer.note_passages(table)

    def write_row(self, row: BudgetRow) -> None:
        """Write the heading of a row and one line, total or missing cell for each column.

        Raises:
            InputError: when the row does not fit its table or holds a cell that cannot be read.
        """
        table = self._tables.get(row.table)
        if table is None:
            raise self._writer.refuse("table", f"no budget-table {row.table!r} stands before this row")
        if len(row.cells) != len(table.columns):
            raise self._writer.refuse(
                "cells", f"the row has {len(row.cells)} cells, its table {len(table.columns)} columns"
            )
        if not is_of_plan(row.of):
            raise self._writer.refuse("of", f"{row.of} is neither a plan nor inside one")
        heading = self._write_heading(table, row)
        self._writer.note_passages(row)
        for column, printed in zip(table.columns, row.cells, strict=True):
            self._write_cell(table, row, heading, column, read_cell(printed))

    def _write_heading(self, table: BudgetTable, row: BudgetRow) -> NamedNode:
        if row.of != table.plan:
            outcome = self._writer.refer(row.of, "of")
            self._writer.add_wording(outcome, _strip_number(row.title), row.locator)
            return outcome
        flow = table.flow.removeprefix("flow-")
        node = self._writer.describe(f"budget-heading/{self._writer.origin}/{flow}/{row.heading}", GT["BudgetHeading"])
        self._writer.add(node, LABEL, to_english(row.title))
        self._writer.cite(node, row.locator)
        return node

    def _write_cell(
        self, table: BudgetTable, row: BudgetRow, heading: NamedNode, column: BudgetColumn, cell: Cell
    ) -> None:
        if cell.kind == "unreadable":
            raise self._writer.refuse(
                "cells", f"{cell.published!r} under {column.heading!r} is no amount and no known gap"
            )
        flow = table.flow.removeprefix("flow-")
        key = f"{self._writer.origin}/{flow}/{row.heading}/{column.slug}"
        is_total = "yes" in (row.is_total, column.is_total)
        if cell.value is None:
            node, hop = self._writer.describe(f"missing/{key}", GT["MissingCell"]), "hasMissingCell"
            self._writer.add(node, SDMX_ATTRIBUTE["obsStatus"], MISSING[cell.kind])
        else:
            node, hop = self._describe_amount(f"budget/{key}", is_total=is_total)
            self._writer.add(node, GT["amount"], to_decimal(cell.value))
            self._writer.add(node, SDMX_ATTRIBUTE["unitMeasure"], to_code(table.unit))
            self._writer.add(node, GT["basis"], to_code("basis-stated"))
        self._write_frame(node, table, heading, column, cell.published)
        locator = f"{row.locator[0]} / {column.heading}"
        self._writer.cite(node, [locator])
        self._writer.state(self._writer.refer(row.of, "of"), GT[hop], node, basis="stated", locators=[locator])

    def _describe_amount(self, path: str, *, is_total: bool) -> tuple[NamedNode, str]:
        """Describe an amount: a line belongs to the cube, a printed total does not, so that no sum counts it."""
        if is_total:
            return self._writer.describe(path, GT["BudgetTotal"]), "hasBudgetTotal"
        node = self._writer.describe(path, QB["Observation"], GT["BudgetLine"])
        self._writer.add(node, QB["dataSet"], GT["budget"])
        return node, "hasBudgetLine"

    def _write_frame(
        self, node: NamedNode, table: BudgetTable, heading: NamedNode, column: BudgetColumn, published: str
    ) -> None:
        self._writer.add(node, GT["budgetHeading"], heading)
        self._writer.add(node, GT["flow"], to_code(table.flow))
        self._writer.add(node, GT["fund"], to_code(column.fund))
        self._writer.add(node, GT["sourceColumn"], Literal(column.heading))
        self._writer.add(node, GT["sourceDocument"], self._writer.refer(f"document/{self._writer.origin}", "table"))
        self._writer.add(node, GT["statedPeriod"], Literal(column.stated_period))
        is_disputed = column.period == "disputed"
        period = to_code("period-disputed") if is_disputed else mint_government_year(column.period)
        self._writer.add(node, SDMX_DIMENSION["refPeriod"], period)
        self._writer.add(node, GT["publishedValue"], Literal(published))


def _strip_number(title: str) -> str:
    """Return a row's title without the number that it is printed with."""
    number, _, rest = title.partition(". ")
    return rest if number.isdigit() else title
