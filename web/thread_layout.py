"""Places boxes in layers, and lines between them that touch no box.

Boxes stand on a grid, in the order in which they are given. Lines run as on a printed circuit: from a box down, left
into the gutter, down its own track there, right along its own lane above the row that it leads to, and down into each
box. So no box can lie on another or under a line, and many boxes take no longer than they must.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

PER_ROW = 4
GAP = 12
LANE, TRACK = 6, 7
HEAD = 26
"""The height at the top of a band that holds its name."""

FOOT = 10
_DROP = 12
_DIRECT_INSET = 18
_EDGE = 14

Line = tuple[str, str]


@dataclass(frozen=True)
class Place:
    """The top left corner of a box."""

    x: float
    y: float


@dataclass(frozen=True)
class Stripe:
    """Where a band begins and how high it is."""

    y: float
    height: float


@dataclass(frozen=True)
class Layout:
    """Where everything is, in pixels; ``trunks`` by the box that they leave, ``paths`` by both ends of a line."""

    width: float
    height: float
    places: Mapping[str, Place]
    stripes: Mapping[str, Stripe]
    trunks: Mapping[str, str]
    paths: Mapping[Line, str]


def place_boxes(
    bands: Mapping[str, Sequence[str]], width: float, heights: Mapping[str, float], lines: Iterable[Line]
) -> Layout:
    """Return the places of boxes of one width and several heights, in bands from the top down.

    Every line leads from a box to one in a later band.
    """
    grid = _Grid.make(bands, tuple(dict.fromkeys(lines)))
    return _Pen(grid, width, heights).draw()


@dataclass(frozen=True)
class _Grid:
    """Boxes in rows, with which lines go straight down and which by the gutter, and on which track."""

    rows: tuple[tuple[str, ...], ...]
    bands: Mapping[str, tuple[int, ...]]
    row_of: Mapping[str, int]
    lines: tuple[Line, ...]
    direct: frozenset[Line]
    tracks: Mapping[str, int]

    @classmethod
    def make(cls, bands: Mapping[str, Sequence[str]], lines: tuple[Line, ...]) -> _Grid:
        rows: list[tuple[str, ...]] = []
        numbers: dict[str, tuple[int, ...]] = {}
        for name, keys in bands.items():
            own = [tuple(keys[start : start + PER_ROW]) for start in range(0, len(keys), PER_ROW)]
            numbers[name] = tuple(range(len(rows), len(rows) + len(own)))
            rows.extend(own)
        row_of = {key: number for number, row in enumerate(rows) for key in row}
        direct = frozenset(
            (tail, head)
            for tail, head in lines
            if row_of[head] == row_of[tail] + 1 and rows[row_of[tail]].index(tail) == rows[row_of[head]].index(head)
        )
        return cls(tuple(rows), numbers, row_of, lines, direct, _assign_tracks(lines, direct, row_of))

    def tails_into(self, row: int) -> tuple[str, ...]:
        """Return the boxes whose lines reach a row by the gutter, the nearest first."""
        tails = dict.fromkeys(tail for tail, head in self.by_gutter if self.row_of[head] == row)
        return tuple(sorted(tails, key=lambda tail: self.tracks[tail], reverse=True))

    @property
    def by_gutter(self) -> tuple[Line, ...]:
        """The lines that do not go straight down."""
        return tuple(line for line in self.lines if line not in self.direct)


def _assign_tracks(lines: Iterable[Line], direct: frozenset[Line], row_of: Mapping[str, int]) -> dict[str, int]:
    """Give each box that lines leave a track of the gutter; short ones lie nearest, and two may share one in turn."""
    last: dict[str, int] = {}
    for tail, head in lines:
        if (tail, head) not in direct:
            last[tail] = max(last.get(tail, 0), row_of[head])
    taken: list[list[tuple[int, int]]] = []
    tracks: dict[str, int] = {}
    for tail in sorted(last, key=lambda each: last[each] - row_of[each]):
        first, end = row_of[tail], last[tail]
        free = (number for number, spans in enumerate(taken) if all(e <= first or end <= s for s, e in spans))
        number = next(free, len(taken))
        if number == len(taken):
            taken.append([])
        taken[number].append((first, end))
        tracks[tail] = number
    return tracks


@dataclass
class _Pen:
    """Draws a grid from the top down."""

    grid: _Grid
    width: float
    heights: Mapping[str, float]
    places: dict[str, Place] = field(default_factory=dict)
    stripes: dict[str, Stripe] = field(default_factory=dict)
    out_lanes: dict[str, float] = field(default_factory=dict)
    in_lanes: dict[tuple[str, int], float] = field(default_factory=dict)

    def draw(self) -> Layout:
        y = 0.0
        for name, rows in self.grid.bands.items():
            top, y = y, y + HEAD
            for row in rows:
                y = self._draw_row(row, y)
            self.stripes[name] = Stripe(top, y - top)
        paths = {line: self._straight(line) for line in self.grid.direct}
        paths |= {line: self._round(line) for line in self.grid.by_gutter}
        full = self.gutter + PER_ROW * self.width + (PER_ROW - 1) * GAP + _EDGE
        return Layout(full, y, self.places, self.stripes, {tail: self._trunk(tail) for tail in self.grid.tracks}, paths)

    @property
    def gutter(self) -> float:
        return 2 * _EDGE + TRACK * max((number + 1 for number in self.grid.tracks.values()), default=0)

    def _draw_row(self, row: int, y: float) -> float:
        for tail in self.grid.tails_into(row):
            self.in_lanes[tail, row] = y
            y += LANE
        y += _DROP
        keys = self.grid.rows[row]
        for column, key in enumerate(keys):
            self.places[key] = Place(self.gutter + column * (self.width + GAP), y)
        y += max(self.heights[key] for key in keys) + FOOT
        for tail in keys:
            if tail in self.grid.tracks:
                self.out_lanes[tail] = y
                y += LANE
        return y

    def _track_x(self, tail: str) -> float:
        return self.gutter - _EDGE - TRACK * self.grid.tracks[tail]

    def _trunk(self, tail: str) -> str:
        place, track = self.places[tail], self._track_x(tail)
        end = max(y for (each, _), y in self.in_lanes.items() if each == tail)
        x = place.x + self.width / 2
        return f"M{x:g} {place.y + self.heights[tail]:g}V{self.out_lanes[tail]:g}H{track:g}V{end:g}"

    def _round(self, line: Line) -> str:
        tail, head = line
        row = self.grid.row_of[head]
        lane = self.in_lanes[tail, row]
        others = [each for each in self.grid.tails_into(row) if (each, head) in self.grid.lines]
        x = self.places[head].x + self.width / 2 + 2 * LANE * (others.index(tail) - (len(others) - 1) / 2)
        return f"M{self._track_x(tail):g} {lane:g}H{x:g}V{self.places[head].y:g}"

    def _straight(self, line: Line) -> str:
        tail, head = (self.places[key] for key in line)
        return f"M{tail.x + self.width - _DIRECT_INSET:g} {tail.y + self.heights[line[0]]:g}V{head.y:g}"
