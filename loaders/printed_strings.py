"""Every string that a transcript says is printed in its document, with the place where it should stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.documents.passages import SEPARATOR
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

CONTEXT_FIELDS = frozenset({"area", "stated_period"})
"""Fields whose print may stand in the section or numbered paragraph that leads to the passage."""

_NOT_PRINT = {("target", "holder")}
"""Record type and field where a field of that name holds something else."""


@dataclass(frozen=True)
class PrintedString:
    """A string as printed: the record's name and place in the file, the field, the line (1-based) and the locators.

    ``row`` is the table row that a cell stands in, its title first, and ``column`` (0-based) which of its cells it is;
    a piece may begin or end within a word. ``context`` are locators of what may say it for several passages below.
    """

    text: str
    record: str
    field: str
    line: int
    locators: tuple[str, ...]
    at: Location = ()
    context: tuple[str, ...] = ()
    row: tuple[str, ...] = ()
    column: int = 0
    is_piece: bool = False


def list_printed_strings(transcript: Transcript, source: YamlSource) -> tuple[PrintedString, ...]:
    """Return every printed string of a transcript, in its order."""
    return tuple(_Lister(source).list_strings(transcript))


class _Lister:
    def __init__(self, source: YamlSource) -> None:
        self._source = source

    def list_strings(self, transcript: Transcript) -> Iterator[PrintedString]:
        header = transcript.document
        line = self._source.find_line(("document", "title"))
        yield PrintedString(header.title, header.id, "title", line, tuple(header.locator), ("document",))
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
                made = replace(made, locators=()) if field in PLACELESS_FIELDS else made
                yield replace(made, context=_find_context(made.locators)) if field in CONTEXT_FIELDS else made

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
            within = (*at, "columns", index)
            yield self._make(record, within, "heading", column.heading)
            if isinstance(column, BudgetColumn):
                made = self._make(record, within, "stated_period", column.stated_period)
                yield replace(made, context=_find_context(made.locators))

    def _list_cells(self, record: Measure | BudgetRow, at: Location) -> Iterator[PrintedString]:
        row = (record.title or "", *(cell for cell in record.cells if cell.strip()))
        for index, cell in enumerate(record.cells):
            if cell.strip():
                yield replace(self._make(record, (*at, "cells", index), "cells", cell), row=row, column=index)

    def _make(self, record: Record, at: Location, field: str, text: str) -> PrintedString:
        name = str(getattr(record, "id", None) or getattr(record, "title", None) or getattr(record, "label", field))
        line = self._source.find_line((*at, field))
        return PrintedString(text, name, field, line, tuple(record.locator), at[:2])


def _find_context(locators: Sequence[str]) -> tuple[str, ...]:
    return tuple(parent for locator in locators if (parent := locator.rpartition(SEPARATOR)[0]))
