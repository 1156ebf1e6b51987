"""The page that sets two plans or two of their elements side by side."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Basis, Link, MadeBy, Mapping


@dataclass(frozen=True)
class WordPiece:
    """A stretch of a wording: ``change`` is ``same``, ``gone`` (left only) or ``new`` (right only)."""

    text: str
    change: str


@dataclass(frozen=True)
class ComparedItem:
    """Something that hangs on one side: its figure as printed, and how the link to it is known."""

    iri: str
    node: Link
    notation: str
    figure: str
    basis: Basis


@dataclass(frozen=True)
class ComparedPair:
    """An item of each side: the same node (then ``relation`` is empty) or two that a mapping joins."""

    left: ComparedItem
    right: ComparedItem
    relation: str


@dataclass(frozen=True)
class Facet:
    """One kind of thing on both sides: what pairs up, and what only one side has."""

    id: str
    label: str
    pairs: tuple[ComparedPair, ...]
    left: tuple[ComparedItem, ...]
    right: tuple[ComparedItem, ...]

    @property
    def left_size(self) -> int:
        """How many things the left side has."""
        return len({pair.left.iri for pair in self.pairs}) + len(self.left)

    @property
    def right_size(self) -> int:
        """How many things the right side has."""
        return len({pair.right.iri for pair in self.pairs}) + len(self.right)


@dataclass(frozen=True)
class Side:
    """One of the two: what it is, its plan, what is held of that, and its other wordings."""

    node: Link
    notation: str
    kind: str
    plan: Link
    holding: str
    wordings: tuple[str, ...]


@dataclass(frozen=True)
class Comparison:
    """Two sides; ``mappings`` are those from the left one to the right one itself."""

    left: Side
    right: Side
    wording: tuple[WordPiece, ...]
    mappings: tuple[Mapping, ...]
    facets: tuple[Facet, ...]
    made_by: tuple[MadeBy, ...]


@dataclass(frozen=True)
class Field:
    """A side as the visitor wrote it, with what it may mean where it names nothing."""

    name: str
    label: str
    value: str
    problem: str
    choices: tuple[Link, ...]


@dataclass(frozen=True)
class ComparePage:
    """The form, ready-made comparisons, and the comparison once both sides are named."""

    fields: tuple[Field, Field]
    ready: tuple[Link, ...]
    comparison: Comparison | None
