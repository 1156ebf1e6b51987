"""Every string that a transcript says is printed in its document, with the place where it should stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.records.fields import Node, Record
from loaders.records.tables import BudgetColumn, BudgetRow, BudgetTable, Measure, MeasureColumn, MeasureTable
from loaders.records.transcript import CoverFact, Transcript
from loaders.yaml_source import Location, YamlSource

PRINTED_FIELDS = (
    "area",
    "by_when",
    "holder",
    "published_date",
    "published_term",
    "published_value",
    "qualifier",
    "role",
    "stated_period",
    "years",
)
"""Fields that hold print in whatever record has them; a title or a cell needs more care."""

PLACELESS_FIELDS = frozenset({"published_term"})
"""Fields whose print may stand anywhere: the record's locators are those of its title."""

_NOT_PRINT = {("target", "holder")}
"""Record type and field where a field of that name holds something else."""


@dataclass(frozen=True)
class PrintedString:
    """A string as printed: the record's name, the field, the line (1-based) and the locators.

    ``row`` is the table row that a cell stands in, its title first; a piece may begin or end within a word.
    """

    text: str
    record: str
    field: str
    line: int
    locators: tuple[str, ...]
    row: tuple[str, ...] = ()
    is_piece: bool = False


def list_printed_strings(transcript: Transcript, source: YamlSource) -> tuple[PrintedString, ...]:
    """Return every printed string of a transcript, in its order."""
    return tuple(_Lister(source).list_strings(transcript))


def list_locators(transcript: Transcript) -> tuple[str, ...]:
    """Return every locator of a transcript, those of what was left out included."""
    entries = (transcript.document, *transcript.records, *transcript.left_out)
    return tuple(locator for entry in entries for locator in entry.locator)


class _Lister:
    def __init__(self, source: YamlSource) -> None:
        self._source = source

    def list_strings(self, transcript: Transcript) -> Iterator[PrintedString]:
        header = transcript.document
        line = self._source.find_line(("document", "title"))
        yield PrintedString(header.title, header.id, "title", line, tuple(header.locator))
        for index, record in enumerate(transcript.records):
            at: Location = ("records", index)
            yield from self._list_fields(record, at)
            if isinstance(record, Node):
                yield from self._list_names(record, at)
            if isinstance(record, BudgetTable | BudgetRow):
                yield self._make(record, at, "title", record.title)
            if isinstance(record, MeasureTable | BudgetTable):
                yield from self._list_columns(record, at)
            if isinstance(record, Measure | BudgetRow):
                yield from self._list_cells(record, at)
            if isinstance(record, CoverFact):
                yield self._make(record, at, "label", record.label)
                yield self._make(record, at, "value", record.value)

    def _list_fields(self, record: Record, at: Location) -> Iterator[PrintedString]:
        kind = getattr(record, "type", "")
        for field in PRINTED_FIELDS:
            text = getattr(record, field, None)
            if text is not None and (kind, field) not in _NOT_PRINT:
                made = self._make(record, at, field, text)
                yield replace(made, locators=()) if field in PLACELESS_FIELDS else made

    def _list_names(self, record: Node, at: Location) -> Iterator[PrintedString]:
        if record.title is not None and not record.parts:
            title = self._make(record, at, "title", record.title)
            yield replace(title, is_piece=record.text_status == "truncated")
        for name, wordings in (("parts", record.parts), ("wordings", record.wordings)):
            for index, wording in enumerate(wordings):
                made = self._make(record, (*at, name, index), name, wording.text)
                yield replace(made, locators=tuple(wording.locator), is_piece=name == "parts")

    def _list_columns(self, record: MeasureTable | BudgetTable, at: Location) -> Iterator[PrintedString]:
        columns: Sequence[MeasureColumn | BudgetColumn] = record.columns
        for index, column in enumerate(columns):
            heading = column.heading
            yield self._make(record, (*at, "columns", index), "heading", heading)

    def _list_cells(self, record: Measure | BudgetRow, at: Location) -> Iterator[PrintedString]:
        row = (record.title or "", *(cell for cell in record.cells if cell.strip()))
        for index, cell in enumerate(record.cells):
            if cell.strip():
                yield replace(self._make(record, (*at, "cells", index), "cells", cell), row=row)

    def _make(self, record: Record, at: Location, field: str, text: str) -> PrintedString:
        name = str(getattr(record, "id", None) or getattr(record, "title", None) or getattr(record, "label", field))
        line = self._source.find_line((*at, field))
        return PrintedString(text, name, field, line, tuple(record.locator))
