"""Plain text: decoded, and taken apart into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from loaders.documents.lines import Line
from loaders.documents.marks import find_item, find_paragraph_number
from loaders.documents.passages import Aside

_RULE_SIGNS = frozenset(" \t|+=_*-") | {chr(code) for code in range(0x2500, 0x2580)}
_RULE = re.compile(r"[=_\u2500-\u257f-]{2}")
_ONE_SPACE = re.compile(r" \S")
_RULED_ROW = re.compile(r"\s*[|\u2502\u2503].*[|\u2502\u2503]\s*$")


def read_text_lines(text: str) -> Iterator[Line | Aside]:
    """Yield the lines of a text; a form feed begins a page, tabs and upright rules part the cells of a row."""
    has_pages = "\f" in text
    has_lost_bullets = _begins_items_with_spaces(text)
    page = 1
    for number, whole in enumerate(text.split("\n"), start=1):
        for index, piece in enumerate(whole.rstrip("\r").split("\f")):
            page += index > 0
            line = read_text_line(piece, number, page if has_pages else None)
            is_item = has_lost_bullets and number > 1 and isinstance(line, Line) and _ONE_SPACE.match(line.text)
            yield replace(line, role="item") if is_item and isinstance(line, Line) and not line.cells else line


def _begins_items_with_spaces(text: str) -> bool:
    """Say whether a space before a line is what is left of a list glyph: where hardly a line is indented otherwise."""
    lines = [line for line in text.split("\n")[1:] if line.strip()]
    indented = [line for line in lines if line[0].isspace()]
    return 0 < len(indented) < len(lines) / 4 and all(_ONE_SPACE.match(line) or "\t" in line for line in indented)


def read_text_line(text: str, number: int, page: int | None) -> Line | Aside:
    """Read one line: a ruled line is an aside, tabs and upright rules part the cells of a row."""
    if _RULE.search(text) and _RULE_SIGNS.issuperset(text):
        return Aside("rule", text, page, number)
    cells = _split_cells(text)
    if cells:
        return Line(text, number, page, role="row", cells=cells)
    return Line(text, number, page)


def _split_cells(text: str) -> tuple[str, ...]:
    if _RULED_ROW.match(text) and text.count("|") + text.count("\u2502") > 2:
        return tuple(" ".join(cell.split()) for cell in re.split("[|\u2502\u2503]", text.strip())[1:-1])
    cells = tuple(" ".join(cell.split()) for cell in text.split("\t"))
    if len(cells) < 2 or not any(cells):
        return ()
    is_mark = len(cells) == 2 and cells[1] and _is_only_mark(cells[0])
    return () if is_mark else cells


def _is_only_mark(cell: str) -> bool:
    """Say whether a cell is only the mark of a list item or the number of a paragraph, set off by a tab."""
    number, item = find_paragraph_number(cell), find_item(f"{cell} x")
    return bool((number and not number.rest) or (item and item.rest == "x")) or not cell
