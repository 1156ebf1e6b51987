"""The page of boards: the map of reporting lines, the list of bodies, and the matrix of bodies and priorities."""

from __future__ import annotations

from dataclasses import dataclass

from web.contexts.lineage import Picture
from web.parts import Basis, Choice, Count, Link, MadeBy, Source


@dataclass(frozen=True)
class ReportingLine:
    """A body that reports to another or is a part of it; ``valid`` is the date that it is said for, empty for none."""

    body: Link
    relation: str
    upline: Link
    valid: str
    basis: Basis
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class BodyLine:
    """A body in the list, with how much of each sort it has, in the order of the page's columns."""

    node: Link
    kind: str
    counts: tuple[Count, ...]


@dataclass(frozen=True)
class BodyList:
    """Bodies of one sort; ``id`` is the anchor."""

    id: str
    heading: str
    lines: tuple[BodyLine, ...]


@dataclass(frozen=True)
class MatrixCell:
    """What a body has to do with a priority, in words, each with its basis; empty where nothing."""

    words: tuple[tuple[str, Basis], ...]


@dataclass(frozen=True)
class MatrixRow:
    """A body with its cells, in the order of the priorities."""

    body: Link
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Matrix:
    """The bodies of a plan by its priorities; ``id`` is the anchor."""

    id: str
    plan: Link
    priorities: tuple[Link, ...]
    rows: tuple[MatrixRow, ...]
    made_by: MadeBy


@dataclass(frozen=True)
class BoardsPage:
    """All of it; there is no ``picture`` where no line is known. ``document`` names the one that is chosen, if any."""

    document: str
    choices: tuple[Choice, ...]
    picture: Picture | None
    lines: tuple[ReportingLine, ...]
    lines_made_by: MadeBy
    lists: tuple[BodyList, ...]
    columns: tuple[str, ...]
    lists_made_by: MadeBy
    matrices: tuple[Matrix, ...]
