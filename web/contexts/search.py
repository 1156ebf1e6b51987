"""The page of a search over everything."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Choice, Link


@dataclass(frozen=True)
class Piece:
    """A stretch of a name; ``found`` is true for a word that was looked for."""

    text: str
    found: bool


@dataclass(frozen=True)
class SearchHit:
    """A node that was found; ``name`` is another form of its name that holds the words, empty where its label does."""

    href: str
    label: tuple[Piece, ...]
    name: tuple[Piece, ...]
    plan: Link | None


@dataclass(frozen=True)
class SearchGroup:
    """What was found of one kind; ``all_href`` leads to all of it where only the best are shown."""

    name: str
    heading: str
    size: int
    hits: tuple[SearchHit, ...]
    all_href: str


@dataclass(frozen=True)
class SearchPage:
    """What was asked, and what answers it; ``read_as`` is what misspelt words were taken for."""

    text: str
    kind: str
    size: int
    read_as: str
    unknown: tuple[str, ...]
    needs_any: bool
    choices: tuple[Choice, ...]
    groups: tuple[SearchGroup, ...]
    earlier_href: str
    later_href: str
    first: int
