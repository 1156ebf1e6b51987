"""Accounts for all that a document prints: each part is used by a record, left out with a reason, or not accounted for.

Parts are list items, table cells, paragraphs, and the amounts in running text: sums of money and percentages. A draft
also lists parts as unplaced, for a person to find a place for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from loaders.documents.passages import SEPARATOR, Passage
from loaders.documents.place import Place
from loaders.documents.stretch import even_out
from loaders.proofs import Proof

PartKind = Literal["list item", "table cell", "numbered paragraph", "paragraph", "amount"]
Account = Literal["used", "left out", "unplaced", "not accounted for"]

_AMOUNT = re.compile(r"\u00a3 ?[0-9][0-9,.]*[0-9]|\u00a3 ?[0-9]|[0-9][0-9.,]*(?= ?(?:%|per ?cent\b))", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """A part of a document to account for; ``column`` is that of a cell, ``text`` what is printed."""

    kind: PartKind
    passage: Passage
    text: str
    column: int | None = None

    @property
    def key(self) -> tuple[int, int | None]:
        """What tells this part's place from all others of its document."""
        return id(self.passage), self.column

    @property
    def section(self) -> str:
        """The section that the part stands in."""
        return SEPARATOR.join(self.passage.headings)


@dataclass
class SectionCoverage:
    """How many parts a section has, and how many of them are used, left out, unplaced, and none of these."""

    section: str
    parts: int = 0
    used: int = 0
    left_out: int = 0
    unplaced: int = 0
    unaccounted: int = 0

    def count(self, account: Account) -> None:
        """Count one more part."""
        self.parts += 1
        self.used += account == "used"
        self.left_out += account == "left out"
        self.unplaced += account == "unplaced"
        self.unaccounted += account == "not accounted for"

    def add(self, other: SectionCoverage) -> None:
        """Add the counts of another section."""
        self.parts += other.parts
        self.used += other.used
        self.left_out += other.left_out
        self.unplaced += other.unplaced
        self.unaccounted += other.unaccounted

    def describe(self) -> str:
        """Return one line with the counts."""
        return (
            f"{self.parts:>5} parts {self.used:>5} used {self.left_out:>4} left out {self.unplaced:>4} unplaced "
            f"{self.unaccounted:>4} not accounted for  {self.section}"
        )


@dataclass
class Accounts:
    """What of one document's passages is used, what is left out, and what is unplaced."""

    passages: tuple[Passage, ...]
    _used: set[tuple[int, int | None]] = field(default_factory=set)
    _left_out: set[tuple[int, int | None]] = field(default_factory=set)
    _unplaced: set[tuple[int, int | None]] = field(default_factory=set)
    _amounts: dict[int, list[str]] = field(default_factory=dict)

    def use(self, place: Place) -> None:
        """Note that a record stands at a place."""
        self._used |= {(id(passage), place.column) for passage in place.passages}

    def use_print(self, proof: Proof) -> None:
        """Note that a printed string was found, and with it the cell or amount that it is."""
        for passage in proof.passages:
            self._used.add((id(passage), proof.column))
            self._amounts.setdefault(id(passage), []).append(even_out(proof.printed.text))

    def leave_out(self, place: Place) -> None:
        """Note that a passage, cell or section is left out; a numbered paragraph's lists are not left out with it."""
        self._left_out |= set(_list_keys(place))

    def set_unplaced(self, place: Place) -> None:
        """Note that a draft lists a passage, cell or section as unplaced."""
        self._unplaced |= set(_list_keys(place))

    def list_parts(self) -> Iterator[tuple[Part, Account]]:
        """Yield every part of the document and what accounts for it, in reading order."""
        for passage in self.passages:
            for part in _list_parts(passage):
                yield part, self._find_account(part)

    def _find_account(self, part: Part) -> Account:
        if self._is_amount_used(part) if part.kind == "amount" else part.key in self._used:
            return "used"
        if part.key in self._left_out:
            return "left out"
        return "unplaced" if part.key in self._unplaced else "not accounted for"

    def _is_amount_used(self, part: Part) -> bool:
        return any(part.text in printed or printed in part.text for printed in self._amounts.get(id(part.passage), ()))


def measure_sections(parts: Iterable[tuple[Part, Account]]) -> tuple[SectionCoverage, ...]:
    """Return the coverage of each section, in the order of the document."""
    sections: dict[str, SectionCoverage] = {}
    for part, account in parts:
        sections.setdefault(part.section, SectionCoverage(part.section)).count(account)
    return tuple(sections.values())


def _list_keys(place: Place) -> Iterator[tuple[int, int | None]]:
    """Yield the keys of the parts at a place; a numbered paragraph's lists are not among them."""
    for passage in place.within if place.is_section or not place.passages else place.passages:
        columns: Iterable[int | None] = range(len(passage.cells)) if place.column is None else (place.column,)
        yield from ((id(passage), None), *((id(passage), column) for column in columns))


def _list_parts(passage: Passage) -> Iterator[Part]:
    if passage.kind == "row":
        for column, cell in enumerate(passage.cells):
            if cell:
                yield Part("table cell", passage, cell, column)
        return
    if passage.kind == "item":
        yield Part("list item", passage, passage.text)
    if passage.kind == "paragraph":
        yield Part("numbered paragraph" if passage.number else "paragraph", passage, passage.text)
    for amount in _AMOUNT.finditer(even_out(passage.text)):
        yield Part("amount", passage, amount[0])
