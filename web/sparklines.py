"""Small lines beside a name: the shape of a series at a glance, with its gaps left open.

A line says nothing that words beside it do not: it is hidden from screen readers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, MARGIN = 96, 28, 4


@dataclass(frozen=True)
class Dot:
    """A value's place; ``is_break`` where it may not be compared with those before it."""

    x: float
    y: float
    is_break: bool


@dataclass(frozen=True)
class Sparkline:
    """Where the dots stand, and the lines between neighbours that may be compared, as SVG points."""

    width: int
    height: int
    dots: tuple[Dot, ...]
    lines: tuple[str, ...]


def draw_sparkline(cells: Sequence[tuple[float | None, bool]]) -> Sparkline | None:
    """Return the line of a series, None when it has no value.

    A cell is its value, None where it is empty, and whether it may not be compared with those before it.
    """
    known = [value for value, _ in cells if value is not None]
    if not known:
        return None
    low, span = min(known), max(known) - min(known)
    step = (WIDTH - 2 * MARGIN) / max(len(cells) - 1, 1)
    dots = [
        None if value is None else Dot(_round(MARGIN + step * place), _place(value, low, span), is_break)
        for place, (value, is_break) in enumerate(cells)
    ]
    lines = (" ".join(f"{dot.x:g},{dot.y:g}" for dot in stretch) for stretch in _split(dots) if len(stretch) > 1)
    return Sparkline(WIDTH, HEIGHT, tuple(dot for dot in dots if dot is not None), tuple(lines))


def _place(value: float, low: float, span: float) -> float:
    share = (value - low) / span if span else 0.5
    return _round(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN))


def _round(number: float) -> float:
    return round(number, 1)


def _split(dots: Sequence[Dot | None]) -> Iterator[list[Dot]]:
    """Yield the stretches between empty cells and before values that may not be compared."""
    stretch: list[Dot] = []
    for dot in dots:
        if dot is None or dot.is_break:
            yield stretch
            stretch = []
        if dot is not None:
            stretch.append(dot)
    yield stretch
