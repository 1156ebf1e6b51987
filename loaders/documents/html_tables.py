"""The cells of an HTML table, in the grid of rows and columns that spans make of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_WIDEST_SPAN = 100


def read_grid(rows: Sequence[Any]) -> list[list[str]]:  # Any: lxml has no types here
    """Return the cells of rows; the text of a merged cell stands in its first row and column, blanks in the others."""
    grid: list[list[str]] = []
    taken: dict[tuple[int, int], str] = {}
    for index, row in enumerate(rows):
        column = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while (index, column) in taken:
                column += 1
            width, height = (min(to_number(cell.get(name), 1), _WIDEST_SPAN) for name in ("colspan", "rowspan"))
            for across in range(max(width, 1)):
                for down in range(max(height, 1)):
                    taken[index + down, column + across] = ""
            taken[index, column] = " ".join(" ".join(cell.itertext()).split())
            column += max(width, 1)
        grid.append(
            [taken.get((index, place), "") for place in range(1 + max((c for r, c in taken if r == index), default=-1))]
        )
    return grid


def to_number(text: str | None, otherwise: int) -> int:
    """Return a whole number, or ``otherwise`` where none is written."""
    return int(text) if text is not None and text.strip().isdecimal() and len(text) < 9 else otherwise
