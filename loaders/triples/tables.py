"""Measure tables to quads: a cube of observations, the published trends, and the cells with no value."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.iris import mint_area, mint_government_year
from loaders.cells import Cell, read_cell, split_areas
from loaders.records.tables import Measure, MeasureColumn, MeasureTable
from loaders.register_files import Registers
from loaders.triples.plan import write_element
from loaders.triples.terms import (
    GT,
    QB,
    SDMX_ATTRIBUTE,
    SDMX_CODE,
    SDMX_DIMENSION,
    SDMX_MEASURE,
    SKOS,
    to_boolean,
    to_code,
    to_decimal,
    to_english,
)
from loaders.triples.writer import GraphWriter

POLARITIES = {
    "higher is better": "polarity-higher-is-better",
    "lower is better": "polarity-lower-is-better",
}
TRENDS = {
    "improved": "trend-improved",
    "the same": "trend-the-same",
    "worsened": "trend-worsened",
    "data unavailable": "trend-unavailable",
}
MISSING = {
    "blank": to_code("status-blank"),
    "dash": to_code("status-dash"),
    "unavailable": SDMX_CODE["obsStatus-M"],
}
FOOTNOTE_STATUSES = {"break": SDMX_CODE["obsStatus-B"]}


class MeasureTableWriter:
    """Writes the rows of one document's measure tables."""

    def __init__(self, writer: GraphWriter, registers: Registers) -> None:
        """Write into ``writer``; value columns are about the area of the registers' authority."""
        self._writer = writer
        self._registers = registers
        self._tables: dict[str, MeasureTable] = {}

    def write_table(self, table: MeasureTable) -> None:
        """Take note of a table's columns for the rows that follow.

        Raises:
            InputError: when the document has another measure table of that id, or a footnote has no place in a cube.
        """
        if table.id in self._tables:
            raise self._writer.refuse(
                "id", f"the document has another measure-table {table.id!r}", "rename one of them"
            )
        self._tables[table.id] = table
        self._writer.note_passages(table)
        for footnote in table.footnotes:
            if footnote.status not in FOOTNOTE_STATUSES:
                raise self._writer.refuse("footnotes", f"the status {footnote.status!r} has no place in the cube")

    def write_measure(self, record: Measure) -> None:
        """Write a measure and, when it stands in a table, its row.

        Raises:
            InputError: when the row does not fit its table or holds a cell that cannot be read.
        """
        measure = write_element(self._writer, record)
        if record.unit is not None:
            self._writer.add(measure, SDMX_ATTRIBUTE["unitMeasure"], to_code(record.unit))
        if record.table is None:
            return
        table = self._tables.get(record.table)
        if table is None:
            raise self._writer.refuse("table", f"no measure-table {record.table!r} stands before this row")
        if len(record.cells) != len(table.columns):
            raise self._writer.refuse(
                "cells", f"the row has {len(record.cells)} cells, its table {len(table.columns)} columns"
            )
        for column, printed in zip(table.columns, record.cells, strict=True):
            _Row(self, self._writer, measure, record, table).write_cell(column, printed)

    def find_area(self, name: str) -> str:
        """Return the ONS code of an area by its printed name."""
        code = self._registers.find_area_code(name)
        if code is None:
            raise self._writer.refuse("cells", f"the area {name!r} is not in registers/areas.yaml")
        return code

    @property
    def home_area(self) -> str:
        """The ONS code of the area that value columns are about."""
        return self._registers.authority.ons_code


class _Row:
    """One row: a measure and its cells."""

    def __init__(
        self, tables: MeasureTableWriter, writer: GraphWriter, measure: NamedNode, record: Measure, table: MeasureTable
    ) -> None:
        self._tables = tables
        self._writer = writer
        self._measure = measure
        self._record = record
        self._slug = record.id.rsplit("/", 1)[-1]
        self._marks = tuple(footnote.mark for footnote in table.footnotes)
        self._footnotes = {footnote.mark: footnote for footnote in table.footnotes}

    def write_cell(self, column: MeasureColumn, printed: str) -> None:
        if column.role == "polarity":
            self._write_code(column, printed, POLARITIES, "polarity")
        elif column.role == "trend":
            self._write_trend(column, printed)
        else:
            self._write_values(column, printed)

    def _write_values(self, column: MeasureColumn, printed: str) -> None:
        cell = read_cell(printed, self._marks)
        if cell.kind == "unreadable" and column.role == "comparator" and (parts := split_areas(printed)):
            for name, part in parts.items():
                self._write_value(column, read_cell(part, self._marks), self._tables.find_area(name), whole=printed)
        else:
            self._write_value(column, cell, column.area or self._tables.home_area)

    def _write_value(self, column: MeasureColumn, cell: Cell, area: str, whole: str | None = None) -> None:
        period = column.period or "unstated"
        key = f"{self._writer.origin}/{self._slug}/{area}/{period}"
        if cell.kind != "value" or cell.value is None:
            self._write_missing(column, cell, f"missing/{key}", area, period)
            return
        node = self._writer.describe(f"observation/{key}", QB["Observation"])
        self._write_frame(node, column, cell.published, area, period)
        self._write_number(node, cell.value)
        if whole is not None:
            self._writer.add(node, GT["publishedCell"], Literal(whole))
        self._writer.add(node, GT["isBaseline"], to_boolean(column.is_baseline == "yes"))
        self._write_footnote(node, cell.mark)
        self._state("hasObservation", node, column)

    def _write_number(self, node: NamedNode, value: Decimal) -> None:
        self._writer.add(node, QB["dataSet"], GT["measures"])
        self._writer.add(node, SDMX_MEASURE["obsValue"], to_decimal(value))
        self._writer.add(node, GT["basis"], to_code("basis-stated"))
        self._writer.add(node, SDMX_ATTRIBUTE["unitMeasure"], to_code(self._record.unit or "unit-unstated"))

    def _write_frame(self, node: NamedNode, column: MeasureColumn, published: str, area: str, period: str) -> None:
        self._writer.add(node, GT["ofMeasure"], self._measure)
        self._writer.add(node, GT["publishedValue"], Literal(published))
        self._writer.add(node, GT["sourceDocument"], self._writer.refer(f"document/{self._writer.origin}", "table"))
        self._writer.add(node, SDMX_DIMENSION["refArea"], mint_area(area))
        in_time = to_code("period-unstated") if period == "unstated" else mint_government_year(period)
        self._writer.add(node, SDMX_DIMENSION["refPeriod"], in_time)
        self._writer.add_optional(node, GT["statedPeriod"], column.heading if column.period else None)
        self._writer.add(node, GT["sourceColumn"], Literal(column.heading))
        self._writer.cite(node, [self._locate(column)])

    def _write_footnote(self, node: NamedNode, mark: str | None) -> None:
        if mark is None:
            self._writer.add(node, SDMX_ATTRIBUTE["obsStatus"], SDMX_CODE["obsStatus-A"])
            return
        footnote = self._footnotes[mark]
        self._writer.add(node, SDMX_ATTRIBUTE["obsStatus"], FOOTNOTE_STATUSES[footnote.status])
        self._writer.add(node, SKOS["note"], to_english(footnote.label))
        self._writer.cite(node, footnote.locator)

    def _write_missing(self, column: MeasureColumn, cell: Cell, path: str, area: str, period: str) -> None:
        if cell.kind == "unreadable":
            raise self._writer.refuse(
                "cells", f"{cell.published!r} under {column.heading!r} is no number and no known gap"
            )
        node = self._writer.describe(path, GT["MissingCell"])
        self._write_frame(node, column, cell.published, area, period)
        self._writer.add(node, SDMX_ATTRIBUTE["obsStatus"], MISSING[cell.kind])
        self._state("hasMissingCell", node, column)

    def _write_trend(self, column: MeasureColumn, printed: str) -> None:
        if not printed.strip():
            self._write_blank(column, "trend")
            return
        node = self._writer.describe(f"trend/{self._writer.origin}/{self._slug}/published", GT["TrendObservation"])
        self._writer.add(node, QB["dataSet"], GT["trends"])
        self._writer.add(node, GT["ofMeasure"], self._measure)
        self._writer.add(node, GT["sourceDocument"], self._writer.refer(f"document/{self._writer.origin}", "table"))
        self._writer.add(node, GT["trend"], self._find_code(column, printed, TRENDS))
        self._writer.add(node, GT["basis"], to_code("basis-stated"))
        self._writer.add(node, GT["publishedValue"], Literal(printed))
        self._writer.add(node, GT["sourceColumn"], Literal(column.heading))
        self._writer.cite(node, [self._locate(column)])

    def _write_code(self, column: MeasureColumn, printed: str, codes: dict[str, str], term: str) -> None:
        if printed.strip():
            self._writer.add(self._measure, GT[term], self._find_code(column, printed, codes))
        else:
            self._write_blank(column, term)

    def _write_blank(self, column: MeasureColumn, part: str) -> None:
        node = self._writer.describe(f"missing/{self._writer.origin}/{self._slug}/{part}", GT["MissingCell"])
        self._writer.add(node, GT["ofMeasure"], self._measure)
        self._writer.add(node, GT["publishedValue"], Literal(""))
        self._writer.add(node, GT["sourceColumn"], Literal(column.heading))
        self._writer.add(node, GT["sourceDocument"], self._writer.refer(f"document/{self._writer.origin}", "table"))
        self._writer.add(node, SDMX_ATTRIBUTE["obsStatus"], MISSING["blank"])
        self._writer.cite(node, [self._locate(column)])
        self._state("hasMissingCell", node, column)

    def _find_code(self, column: MeasureColumn, printed: str, codes: dict[str, str]) -> NamedNode:
        code = codes.get(printed.strip().casefold())
        if code is None:
            raise self._writer.refuse("cells", f"{printed!r} under {column.heading!r} is none of {sorted(codes)}")
        return to_code(code)

    def _state(self, hop: str, node: NamedNode, column: MeasureColumn) -> None:
        self._writer.state(self._measure, GT[hop], node, basis="stated", locators=[self._locate(column)])

    def _locate(self, column: MeasureColumn) -> str:
        return f"{self._record.locator[0]} / {column.heading}"
