"""Proves that each printed string of a transcript stands in its document, at the place that it is given for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from loaders.documents.marks import find_item
from loaders.documents.passages import Passage
from loaders.documents.place import Place, to_stretch
from loaders.documents.places import Places
from loaders.documents.stretch import Stretch, even_out
from loaders.printed_strings import PrintedString

Outcome = Literal["at its place", "anywhere", "elsewhere", "missing", "no such place"]
"""``anywhere`` is for what has no place of its own; the last three are findings."""

PROVEN = frozenset({"at its place", "anywhere"})


@dataclass(frozen=True)
class Proof:
    """A printed string, what came of looking for it, and the passages and cell (0-based) that print it."""

    printed: PrintedString
    outcome: Outcome
    passages: tuple[Passage, ...] = ()
    column: int | None = None

    @property
    def is_proven(self) -> bool:
        """Say whether the string stands where it should."""
        return self.outcome in PROVEN


class Prover:
    """Looks for printed strings in one document."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._whole = to_stretch(places.passages)

    def prove(self, printed: PrintedString) -> Proof:
        """Look for one printed string at its locators, then in the whole document."""
        named = [self._places.find(locator) for locator in (*printed.locators, *printed.context)]
        found = [place for place in named if place is not None]
        rows = [passage for place in found for passage in place.passages if passage.kind == "row"]
        if printed.row and rows:
            return self._prove_cell(printed, rows)
        for place in found:
            if printed.row and not place.stretch.holds_in_order(printed.row[1:]):
                continue
            if _holds(place.stretch, printed):
                return _point_at(printed, place)
        if not _holds(self._whole, printed):
            return Proof(printed, "missing")
        if not printed.locators:
            return Proof(printed, "anywhere")
        return Proof(printed, "elsewhere" if found else "no such place")

    def _prove_cell(self, printed: PrintedString, rows: Iterable[Passage]) -> Proof:
        """Find a cell in the very column that it is given for: the row's columns but that of its title."""
        title = even_out(printed.row[0])
        for row in rows:
            columns = [index for index, cell in enumerate(row.cells) if not _is_title(cell, title)]
            if printed.column < len(columns):
                column = columns[printed.column]
                if even_out(row.cells[column]) == even_out(printed.text):
                    return Proof(printed, "at its place", (row,), column)
        return Proof(printed, "elsewhere" if _holds(self._whole, printed) else "missing")


def _is_title(cell: str, title: str) -> bool:
    """Say whether a cell is a row's title, with or without the number before it."""
    numbered = find_item(cell)
    return title in {even_out(cell), even_out(numbered.rest) if numbered else ""}


def _holds(stretch: Stretch, printed: PrintedString) -> bool:
    return stretch.holds(printed.text, is_piece=printed.is_piece)


def _point_at(printed: PrintedString, place: Place) -> Proof:
    """Point at the passage, and the cell of a row, that holds the string, where one does alone; an equal cell first."""
    if place.column is not None and not place.within:
        return Proof(printed, "at its place", place.passages, place.column)
    passages = place.within or place.passages
    wanted = even_out(printed.text)
    equal = ((row, column) for row in passages for column, cell in enumerate(row.cells) if even_out(cell) == wanted)
    holding = ((passage, _find_column(passage.cells, printed)) for passage in passages if _prints(passage, printed))
    for passage, column in chain(equal, holding):
        return Proof(printed, "at its place", (passage,), column)
    return Proof(printed, "at its place", place.passages)


def _prints(passage: Passage, printed: PrintedString) -> bool:
    return _holds(to_stretch((passage,)), printed)


def _find_column(cells: Sequence[str], printed: PrintedString) -> int | None:
    return next((index for index, cell in enumerate(cells) if _holds(Stretch((cell,)), printed)), None)
