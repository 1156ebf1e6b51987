"""The one form that every document is read into: passages with locators, in reading order.

A locator is the heading path, then the printed number, list mark or position in its list, joined by `` / ``. Two
readings of the same content in two formats give equal passages: page, line and the lines as they stood do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

Kind = Literal["heading", "title", "paragraph", "item", "row"]
"""``heading`` names a section; ``title`` follows a heading that is a mere label ("Outcome 5"); ``paragraph`` is prose,
numbered or not; ``item`` stands in a list, ``row`` in a table."""

AsideKind = Literal["running header", "running footer", "page number", "rule"]

SEPARATOR = " / "


@dataclass(frozen=True)
class Passage:
    """A stretch of a document that has one locator; positions are 1-based, 0 where they do not apply.

    ``text`` is on one line, words that were split at a line end rejoined, emphasis and list glyphs left out; a row's
    is its cells joined by " | ". ``headings`` is the heading path it stands under (for a heading: with its own name).
    ``number`` is the printed number of a section or paragraph ("3", "3.12"); what follows a numbered paragraph stands
    ``under`` that. ``mark`` is an item's printed mark without its signs ("i", "a", "1"), "" for a bullet. ``ordinal``
    counts the items of a section or numbered paragraph, or its other paragraphs; ``list_number`` and ``list_ordinal``
    count its lists, and the items within each. ``cells`` are a row's cells, ``columns`` the headings of its table, one
    for each cell (that of a merged cell stands over its first column); ``table`` counts the tables of a section,
    ``row`` the rows below the column headings, which are row 0.
    """

    kind: Kind
    text: str
    headings: tuple[str, ...] = ()
    number: str = ""
    under: str = ""
    mark: str = ""
    ordinal: int = 0
    list_number: int = 0
    list_ordinal: int = 0
    table: int = 0
    row: int = 0
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    page: int | None = field(default=None, compare=False)
    line: int = field(default=0, compare=False)
    lines: tuple[str, ...] = field(default=(), compare=False)

    @property
    def place(self) -> tuple[str, ...]:
        """The parts of the locator that name the section: a numbered paragraph is a section of its own."""
        number = self.under if self.kind != "paragraph" else self.number or self.under
        return (number,) if number else self.headings

    @property
    def locator(self) -> str:
        """Where the passage stands, as a transcript says it."""
        return SEPARATOR.join((*self.place, *self._find_leaf()))

    @cached_property
    def label(self) -> str:
        """What names a row: its first cell that is more than a number or a sign; "" for all other passages."""
        return next((cell for cell in self.cells if any(letter.isalpha() for letter in cell)), "")

    def _find_leaf(self) -> tuple[str, ...]:
        if self.kind == "item":
            return (self.mark or str(self.ordinal),)
        if self.kind == "row":
            table = (f"table {self.table}",) if self.table > 1 else ()
            return (*table, self.label or f"row {self.row}") if self.row else (*table, "headings")
        if self.kind == "paragraph" and not self.number:
            return (f"para {self.ordinal}",)
        return ()


@dataclass(frozen=True)
class Aside:
    """A line that belongs to the page and not to the text: a running header or footer, a page number, a ruled line."""

    kind: AsideKind
    text: str
    page: int | None = None
    line: int = 0


@dataclass(frozen=True)
class Remark:
    """What a reader could not make sense of, and where; ``line`` is 1-based."""

    words: str
    line: int
    page: int | None = None


@dataclass(frozen=True)
class Document:
    """A document as it was read: its passages in reading order, and what of the pages is no part of the text.

    ``form`` is the format it was in ("text", "pdf", "docx", "html"), ``sha256`` the hash of the file.
    """

    path: Path
    form: str
    sha256: str
    passages: tuple[Passage, ...]
    asides: tuple[Aside, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def __iter__(self) -> Iterator[Passage]:
        """Yield the passages in reading order."""
        return iter(self.passages)
