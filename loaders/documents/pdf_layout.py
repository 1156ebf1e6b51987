"""The words of a PDF page put into lines, and those into reading order: tables as rows, columns one after the other."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from loaders.documents.superscripts import raise_digits

_SAME_LINE = 3.0
_GUTTER = 10.0
_FEWEST_COLUMN_LINES = 4
_NARROWEST_COLUMN = 0.2
"""Share of the page's width that the text of a column takes up at least: shorter pieces side by side are no columns."""


@dataclass(frozen=True)
class PageLine:
    """A line of a page: where it stands (points from the top left), its style, and the cells of a table's row."""

    text: str
    top: float
    height: float
    style: tuple[float, bool]
    cells: tuple[str, ...] = ()
    table: int = 0


@dataclass(frozen=True)
class _Word:
    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    is_bold: bool


def order_lines(page: Any) -> list[PageLine]:  # Any: pdfplumber has no types
    """Return the lines of a page as they are read."""
    tables = [table for table in page.find_tables() if any(len(row.cells) > 1 for row in table.rows)]
    words = [_to_word(word) for word in page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.15)]
    outside = [word for word in words if not any(_is_in(word, table.bbox) for table in tables)]
    rows = [(table.bbox[1], list(_read_rows(table, number))) for number, table in enumerate(tables, start=1)]
    ordered: list[PageLine] = []
    start = 0.0
    for top, found in [*sorted(rows, key=lambda pair: pair[0]), (float("inf"), [])]:
        band = [word for word in outside if start <= word.top < top]
        ordered += _order_columns(_gather_lines(band), float(page.width))
        ordered += found
        start = top
    return ordered


def _to_word(word: dict[str, Any]) -> _Word:
    name = str(word["fontname"]).lower()
    return _Word(
        str(word["text"]), word["x0"], word["x1"], word["top"], word["bottom"],
        round(float(word["size"]), 1), "bold" in name or "black" in name,
    )  # fmt: skip


def _is_in(word: _Word, box: tuple[float, float, float, float]) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.top + word.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _read_rows(table: Any, number: int) -> Iterator[PageLine]:
    for row, texts in zip(table.rows, table.extract(), strict=True):
        cells = tuple(" ".join((text or "").split()) for text in texts)
        if any(cells):
            top = row.bbox[1]
            yield PageLine("\t".join(cells), top, row.bbox[3] - top, (0.0, False), cells, number)


def _gather_lines(words: Sequence[_Word]) -> list[list[_Word]]:
    """Put words on lines by their feet; a small raised word belongs to the line it is raised in."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda word: (word.bottom, word.x0)):
        line = next((line for line in reversed(lines[-3:]) if _is_beside(word, line)), None)
        if line is None:
            lines.append([word])
        else:
            line.append(word)
    return [sorted(line, key=lambda word: word.x0) for line in lines]


def _is_beside(word: _Word, line: Sequence[_Word]) -> bool:
    other = line[0]
    shared = min(word.bottom, other.bottom) - max(word.top, other.top)
    return abs(word.bottom - other.bottom) <= _SAME_LINE or shared > 0.5 * min(
        word.bottom - word.top, other.bottom - other.top
    )


def _order_columns(lines: Sequence[list[_Word]], width: float) -> Iterator[PageLine]:
    """Yield lines, those of two columns side by side as the left column and then the right one."""
    gutter = _find_gutter(lines, width)
    band: list[list[_Word]] = []
    for line in (*lines, None):
        if line is not None and gutter is not None and not _crosses(line, gutter):
            band.append(line)
            continue
        yield from _order_band(band, gutter, width)
        band = []
        if line is not None:
            yield _to_line(line)


def _order_band(band: Sequence[list[_Word]], gutter: float | None, width: float) -> Iterator[PageLine]:
    if gutter is None:
        return
    sides = [[[word for word in line if (word.x0 < gutter) == is_left] for line in band] for is_left in (True, False)]
    left, right = ([line for line in side if line] for side in sides)
    if min(_measure(left, width), _measure(right, width)) < _NARROWEST_COLUMN or min(len(left), len(right)) < 2:
        yield from (_to_line(line) for line in band)
        return
    yield from (_to_line(line) for line in (*left, *right))


def _measure(lines: Sequence[Sequence[_Word]], width: float) -> float:
    """Return the share of the page's width that the widest lines of a column take up, on average."""
    widths = sorted((line[-1].x1 - line[0].x0 for line in lines), reverse=True)[: max(1, len(lines) // 2)]
    return sum(widths) / len(widths) / width if widths else 0.0


def _crosses(line: Sequence[_Word], gutter: float) -> bool:
    if any(word.x0 < gutter < word.x1 for word in line):
        return True
    left = max((word.x1 for word in line if word.x1 <= gutter), default=None)
    right = min((word.x0 for word in line if word.x0 >= gutter), default=None)
    return left is not None and right is not None and right - left < _GUTTER


def _find_gutter(lines: Sequence[Sequence[_Word]], width: float) -> float | None:
    """Find where two columns part: a gap in the middle of the page that enough lines share."""
    votes: Counter[int] = Counter()
    for line in lines:
        for word, after in itertools.pairwise(line):
            if after.x0 - word.x1 >= _GUTTER and word.x1 < 0.7 * width and after.x0 > 0.3 * width:
                votes.update(range(int(word.x1) + 1, int(after.x0)))
    best = max(votes.values(), default=0)
    if best < _FEWEST_COLUMN_LINES:
        return None
    shared = sorted(position for position, count in votes.items() if count == best)
    return float(shared[len(shared) // 2])


def _to_line(words: Sequence[_Word]) -> PageLine:
    size, is_bold = Counter((word.size, word.is_bold) for word in words for _ in word.text).most_common(1)[0][0]
    foot = max(word.bottom for word in words)
    text = ""
    for index, word in enumerate(words):
        is_raised = word.size < 0.8 * size and word.bottom < foot - 0.1 * size
        piece = raise_digits(word.text) if is_raised else word.text
        is_close = index > 0 and word.x0 - words[index - 1].x1 < 0.1 * size
        text += piece if not text or (is_raised and is_close) else f" {piece}"
    return PageLine(text, min(word.top for word in words if word.size >= 0.8 * size), size, (size, is_bold))
