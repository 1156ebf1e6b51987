"""Finds rows and cells of tables as locators name them: by a row's label or number, by a column's heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from loaders.documents.marks import find_item
from loaders.documents.passages import SEPARATOR, Passage
from loaders.documents.place import Place
from loaders.documents.stretch import even_out


def find_rows(rows: Sequence[Passage], parts: Sequence[str]) -> Place | None:
    """Find a row by its label or number, a cell by its row and column, or a column's cell by its position in it.

    A table is named by one of its column headings where a section has several.
    """
    named = _find_named(_find_tables(rows, parts[0]), parts[1:]) or _find_in_column(rows, parts) if parts[1:] else None
    named = named or _find_named(rows, parts) or _find_numbered(rows, parts)
    if named is not None:
        return named
    return _find_headed(rows, SEPARATOR.join(parts))


def _find_named(rows: Sequence[Passage], parts: Sequence[str]) -> Place | None:
    """Find a row by its label, else by what one of its cells begins with, and a cell of it where a column is named."""
    for is_named in (_has_label, _begins_with):
        for length in range(len(parts), 0, -1):
            name, rest = even_out(SEPARATOR.join(parts[:length])), parts[length:]
            for index, row in enumerate(rows):
                if is_named(row, name) and (place := _find_cell(row, rest) if rest else _make_row(rows, index, name)):
                    return place
    return None


def _find_numbered(rows: Sequence[Passage], parts: Sequence[str]) -> Place | None:
    """Find a row by its number ("3", "row 3"), and a cell of it where a column is named."""
    number = parts[0].removeprefix("row ")
    row = next((row for row in rows if number == str(row.row)), None)
    return None if row is None else _find_cell(row, parts[1:]) if parts[1:] else Place((row,))


def _find_headed(rows: Sequence[Passage], heading: str) -> Place | None:
    """Find the heading of a column, and with it the table that it stands over."""
    wanted = even_out(heading)
    for row in rows:
        column = next((index for index, cell in enumerate(row.cells) if even_out(cell) == wanted), None)
        if not row.row and column is not None:
            return Place((row,), tuple(other for other in rows if other.table == row.table), column)
    return None


def _find_tables(rows: Sequence[Passage], heading: str) -> list[Passage]:
    """Return the rows of the tables that have a column of this heading."""
    wanted = even_out(heading)
    tables = {row.table for row in rows if not row.row and any(even_out(cell) == wanted for cell in row.cells)}
    return [row for row in rows if row.table in tables]


def _has_label(row: Passage, name: str) -> bool:
    """Say whether a row has this label, or the number that its label begins with."""
    numbered = find_item(row.label)
    return bool(row.row) and (even_out(row.label) == name or (numbered is not None and numbered.mark == name))


def _begins_with(row: Passage, name: str) -> bool:
    """Say whether a cell begins with the name of what it holds, "Classification: Unrestricted"."""
    is_name = bool(row.row) and not name.isdigit()
    return is_name and any(even_out(cell).startswith((f"{name}:", f"{name} ")) for cell in row.cells)


def _make_row(rows: Sequence[Passage], index: int, name: str) -> Place:
    """Return a row; where nothing stands beside its label, what is printed below goes with it."""
    row = rows[index]
    is_alone = even_out(row.text) == even_out(name) and index + 1 < len(rows)
    return Place((row, rows[index + 1])) if is_alone else Place((row,))


def _find_cell(row: Passage, parts: Sequence[str]) -> Place | None:
    """Find a cell by its column's heading, or by the column's number ("column 2")."""
    wanted = even_out(SEPARATOR.join(parts))
    numbered = re.fullmatch(r"column ([1-9][0-9]*)", wanted)
    if numbered is not None:
        column = int(numbered[1]) - 1
        return Place((row,), column=column) if column < len(row.cells) else None
    for column, heading in enumerate(row.columns):
        if wanted in {even_out(heading), even_out(heading.split(SEPARATOR)[-1])}:
            return Place((row,), column=column)
    return None


def _find_in_column(rows: Sequence[Passage], parts: Sequence[str]) -> Place | None:
    """Find the n-th cell below a heading that stands in the table itself, at its head or farther down."""
    if len(parts) != 2 or not parts[1].isdigit():
        return None
    wanted = even_out(parts[0])
    for start, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if even_out(cell) == wanted:
                below = [later for later in rows[start + 1 :] if later.table == row.table and later.cells[column]]
                found = below[int(parts[1]) - 1 : int(parts[1])]
                return Place(tuple(found), column=column) if found else None
    return None
