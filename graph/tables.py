"""The tables of a release: each query under ``queries/tables`` as a CSV file, written for spreadsheets and data frames.

The columns are declared once, in the header of the query; ``graph.table_metadata`` describes them from there. A file is
RFC 4180 in UTF-8, the same bytes for the same graph.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import ReleaseError
from graph.manifest import Dump, record_dump
from graph.queries import NamedQuery, QueryLibrary
from graph.query_header import Column
from graph.store import Row, Store, Term

_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d+(\.\d+)?%?\Z)(?!\Z)")
"""How a text begins that a spreadsheet would run as a formula; a signed number and a lone dash are none."""


@dataclass(frozen=True)
class TableFile:
    """A table as it was written: its query, its columns and its file."""

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: int
    file: Dump

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that together tell rows apart."""
        return tuple(column.name for column in self.columns if column.is_key)


def write_tables(store: Store, library: QueryLibrary, folder: Path) -> tuple[TableFile, ...]:
    """Write every table into ``folder``, by name.

    Raises:
        ReleaseError: when two rows of a table have the same key, or a cell that must be filled is empty.
    """
    return tuple(_write_table(query, store, folder) for query in library.find_queries("tables"))


def _write_table(query: NamedQuery, store: Store, folder: Path) -> TableFile:
    name = query.path.stem
    rows = query.select(store).rows
    _require_sound(query, rows)
    path = folder / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(column.name for column in query.columns)
        writer.writerows(_to_cells(row, query.columns) for row in rows)
    return TableFile(name, query.title, query.description, query.columns, len(rows), record_dump(path))


def _require_sound(query: NamedQuery, rows: tuple[Row, ...]) -> None:
    keys = [place for place, column in enumerate(query.columns) if column.is_key]
    needed = [(place, column.name) for place, column in enumerate(query.columns) if column.is_required]
    seen = set()
    for row in rows:
        key = tuple(row[place] for place in keys)
        empty = [name for place, name in needed if row[place] is None]
        if key in seen or empty:
            what = f"has no {empty[0]}" if empty else "stands twice"
            raise ReleaseError(f"{query.name}: the row of {key[0]} {what}", "mend the facts or the query")
        seen.add(key)


def _to_cells(row: Row, columns: tuple[Column, ...]) -> Iterator[str]:
    for term, column in zip(row, columns, strict=True):
        text = to_cell(term)
        yield guard_cell(text) if column.type == "text" else text


def to_cell(term: Term | None) -> str:
    """Return a term as a cell: an address, or the text of a literal; nothing where it is unbound."""
    return "" if term is None else str(getattr(term, "value", term))


def guard_cell(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula: one that begins like it gets an apostrophe in front."""
    return f"'{text}" if _FORMULA.match(text) else text
