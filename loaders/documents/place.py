"""A place in a document that a locator names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from loaders.documents.passages import Passage
from loaders.documents.stretch import Stretch


@dataclass(frozen=True)
class Place:
    """What a locator names: passages, or the cell in one ``column`` (0-based) of a row.

    Where a section is named, or a numbered paragraph, ``within`` is all that stands under it.
    """

    passages: tuple[Passage, ...]
    within: tuple[Passage, ...] = ()
    column: int | None = None

    @property
    def is_section(self) -> bool:
        """Say whether a section is named, rather than something that stands in one."""
        return bool(self.within) and all(passage.kind in {"heading", "title"} for passage in self.passages)

    @cached_property
    def stretch(self) -> Stretch:
        """What is printed there."""
        if self.column is not None and not self.within:
            return Stretch((self.passages[0].cells[self.column],))
        return to_stretch(self.within or self.passages)


def to_stretch(passages: Iterable[Passage]) -> Stretch:
    """Return the print of passages."""
    return Stretch(tuple(line for passage in passages for line in passage.lines))
