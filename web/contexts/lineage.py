"""The page of a whole thread: its picture, its outline, its sheet."""

from __future__ import annotations

from dataclasses import dataclass

from web.parts import Basis, BranchGroup, BreakGroup, Choice, Link, MadeBy, Outline, Trail


@dataclass(frozen=True)
class PictureText:
    """A line of text in a box, ``y`` pixels below its top; it is set to ``length``, whatever font a reader has.

    ``role`` is ``tag`` (what the box is), ``name``, ``figure``, ``small`` or ``support`` (how the hop to it is known).
    """

    text: str
    role: str
    y: float
    length: float


@dataclass(frozen=True)
class PictureBox:
    """A box of the picture, its top left corner at ``x`` and ``y``.

    ``kind`` is ``root``, ``node``, ``more`` (nodes that are only counted) or ``break``; ``support_href`` is the passage
    that the line of support comes from, if any. ``near`` are the numbers of all boxes of its own thread, up and down,
    with itself.
    """

    number: int
    kind: str
    title: str
    href: str
    texts: tuple[PictureText, ...]
    support: PictureText | None
    support_href: str
    near: tuple[int, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class PictureLine:
    """A line of the picture, as an SVG path between the boxes of those numbers.

    ``basis`` is its hops' own, the weakest of several; ``trunk`` for what is shared by several lines, ``break`` for a
    line to what is not there.
    """

    path: str
    basis: str
    title: str
    tails: tuple[int, ...]
    heads: tuple[int, ...]


@dataclass(frozen=True)
class PictureBand:
    """A layer of the picture: the stripe across it, with how many nodes of the thread are in it."""

    name: str
    title: str
    y: float
    height: float


@dataclass(frozen=True)
class Picture:
    """A thread drawn in layers, with how many of its ``nodes`` have no box of their own but are ``counted``.

    ``key_y`` is where the key to the lines begins.
    """

    title: str
    text: str
    width: float
    height: float
    key_y: float
    bands: tuple[PictureBand, ...]
    lines: tuple[PictureLine, ...]
    boxes: tuple[PictureBox, ...]
    nodes: int
    counted: int


@dataclass(frozen=True)
class LineagePage:
    """The whole thread of one node, with the breaks of every node in it.

    There is no ``picture`` where nothing hangs together; ``too_large`` says that what was asked for cannot be drawn.
    """

    node: Link
    notation: str
    kind: str
    crumbs: tuple[Link, ...]
    outline: Outline
    breaks: tuple[BreakGroup, ...]
    above: tuple[Trail, ...]
    whole_plan: tuple[BranchGroup, ...]
    picture: Picture | None
    choices: tuple[Choice, ...]
    files: tuple[Link, ...]
    sheet_href: str
    made_by: tuple[MadeBy, ...]
    too_large: bool


@dataclass(frozen=True)
class SheetNote:
    """A numbered note of a sheet: one place in one document, or a curator's reason."""

    number: int
    text: str
    href: str


@dataclass(frozen=True)
class SheetItem:
    """A line of a sheet: a node with its figure, the numbers of its notes, its basis, and what hangs on it."""

    text: str
    href: str
    figure: str
    mark: str
    basis: Basis | None
    notes: tuple[int, ...]
    groups: tuple[SheetGroup, ...]


@dataclass(frozen=True)
class SheetGroup:
    """The items that hang on a node by the same kind of hop, with the basis that they share, if any.

    ``more`` counts those that a long thread has beyond them.
    """

    label: str
    basis: Basis | None
    items: tuple[SheetItem, ...]
    more: int


@dataclass(frozen=True)
class SheetBreak:
    """A break on a sheet."""

    where: str
    text: str
    mend: str
    notes: tuple[int, ...]


@dataclass(frozen=True)
class SheetPage:
    """A thread on one or two pages of paper; ``left_out`` counts what a long thread has beyond them."""

    node: Link
    heading: str
    lineage_href: str
    crumbs: tuple[Link, ...]
    above: tuple[Trail, ...]
    weakest: Basis
    size: int
    left_out: int
    groups: tuple[SheetGroup, ...]
    breaks: tuple[SheetBreak, ...]
    notes: tuple[SheetNote, ...]
