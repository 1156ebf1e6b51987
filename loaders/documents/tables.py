"""Rows gathered into tables: which rows are column headings, and what columns there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from loaders.documents.passages import Passage, Remark

_NUMERIC = re.compile(r"(?!(?:19|20)[0-9]{2}$)[-(+\u2212]?\u00a3?[0-9][0-9,.]*%?\)?\*?|[-\u2013\u2014]")
_FEWEST_COLUMNS_WITH_HEADINGS = 3
_MOST_HEADING_ROWS = 3


def head_tables(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield passages, rows with their table's column headings and their number in it (0 for the headings)."""
    rows: list[Passage] = []
    for passage in passages:
        if passage.kind == "row":
            if rows and passage.table != rows[0].table:
                yield from _head_table(rows)
                rows = []
            rows.append(passage)
            continue
        yield from _head_table(rows)
        rows = []
        yield passage
    yield from _head_table(rows)


def find_misfits(passages: Iterable[Passage]) -> Iterator[Remark]:
    """Yield a remark for each row that has more cells than the headings of its table."""
    for passage in passages:
        width, headed = len(_trim(passage.cells)), len(_trim(passage.columns))
        if passage.row and 0 < headed < width:
            words = f"this row has {width} cells, the header of its table {headed}"
            yield Remark(f"{words}: to which column each belongs is not known", passage.line, passage.page)


def _head_table(rows: Sequence[Passage]) -> Iterator[Passage]:
    width = max((len(_trim(row.cells)) for row in rows), default=0)
    heading_rows = _count_heading_rows(rows, width)
    columns = tuple(
        " / ".join(row.cells[index] for row in rows[:heading_rows] if index < len(row.cells) and row.cells[index])
        for index in range(width)
    )
    for number, row in enumerate(rows):
        cells = (*row.cells, *[""] * width)[:width]
        yield replace(row, cells=cells, columns=columns, row=max(0, number - heading_rows + 1), table=1)


def _count_heading_rows(rows: Sequence[Passage], width: int) -> int:
    """Count the rows of column headings: the first, and those below that go on with merged cells of it."""
    if width < _FEWEST_COLUMNS_WITH_HEADINGS or len(rows) == 1 or _has_number(rows[0]):
        return 0
    count = 1
    while count < min(len(rows) - 1, _MOST_HEADING_ROWS):
        row, above = rows[count], rows[count - 1]
        is_merged = len([cell for cell in above.cells if cell]) < width and not row.cells[0]
        if _has_number(row) or not is_merged:
            break
        count += 1
    return count


def _has_number(row: Passage) -> bool:
    return any(_NUMERIC.fullmatch(cell) for cell in row.cells)


def _trim(cells: Sequence[str]) -> Sequence[str]:
    end = len(cells)
    while end and not cells[end - 1]:
        end -= 1
    return cells[:end]
