"""What the pages may ask of a document where its file is at hand: its passages, each with the places that name it.

This is the seam between the two faces. The web knows only this; the command line brings what reads documents. A text
that comes this way is shown and forgotten: it enters no release.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

State = Literal["at hand", "not there", "another edition", "unreadable"]
"""How it stands with a document's file; only one at hand has a text."""


@dataclass(frozen=True)
class SourcePassage:
    """A passage as printed; ``cited`` and ``left_out`` are the locators that name it, ``page`` is 1-based or None."""

    kind: str
    text: str
    cells: tuple[str, ...]
    page: int | None
    cited: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class SourceText:
    """The passages of a document in reading order; ``detail`` says more where there are none."""

    state: State
    detail: str = ""
    passages: tuple[SourcePassage, ...] = ()


class SourceReader(Protocol):
    """What finds a document's file and reads it."""

    def read_source(self, document: str, sha256: str, cited: Collection[str], left_out: Collection[str]) -> SourceText:
        """Return the text of the document of that id, if its file has that hash; locators say where facts stand."""
        ...
