from __future__ import annotations

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from web.thread_layout import Layout, Line, place_boxes

WIDTH = 200
BANDS = {
    "outcomes": ["homes", "safety"],
    "actions": ["build", "repair", "patrol", "light", "listen"],
    "boards": ["forum"],
}
LINES = [("homes", "build"), ("homes", "repair"), ("safety", "patrol"), ("safety", "light"), ("safety", "listen")]
BOARDS: list[Line] = [("build", "forum"), ("patrol", "forum"), ("homes", "forum")]
HEIGHTS = {key: 40.0 + 10 * len(key) for keys in BANDS.values() for key in keys}


@st.composite
def grids(draw: st.DrawFn) -> tuple[dict[str, list[str]], list[Line]]:
    sizes = draw(st.lists(st.integers(1, 9), min_size=1, max_size=5))
    bands = {f"band {band}": [f"{band}-{number}" for number in range(size)] for band, size in enumerate(sizes)}
    keys = [(band, key) for band, own in enumerate(bands.values()) for key in own]
    below = [(tail, head) for (upper, tail), (lower, head) in itertools.product(keys, keys) if upper < lower]
    return bands, draw(st.lists(st.sampled_from(below), max_size=25)) if below else []


def trace_corners(path: str) -> list[tuple[float, float]]:
    corners: list[tuple[float, float]] = []
    for command, text in re.findall(r"([MHV])([-0-9. ]+)", path):
        numbers = [float(number) for number in text.split()]
        x, y = corners[-1] if corners else (0.0, 0.0)
        corners.append({"M": (numbers[0], numbers[-1]), "H": (numbers[0], y), "V": (x, numbers[0])}[command])
    return corners


def list_crossed(layout: Layout, heights: dict[str, float]) -> list[str]:
    found = []
    for path in (*layout.trunks.values(), *layout.paths.values()):
        for (x1, y1), (x2, y2) in itertools.pairwise(trace_corners(path)):
            found += [
                key
                for key, place in layout.places.items()
                if max(x1, x2) > place.x
                and min(x1, x2) < place.x + WIDTH
                and max(y1, y2) > place.y
                and min(y1, y2) < place.y + heights[key]
            ]
    return found


@given(grids())
def test_no_box_lies_on_another_and_no_line_on_a_box(grid: tuple[dict[str, list[str]], list[Line]]) -> None:
    bands, lines = grid
    heights = {key: 30.0 + 7 * (number % 5) for number, key in enumerate(itertools.chain(*bands.values()))}
    layout = place_boxes(bands, WIDTH, heights, lines)
    for (first, one), (second, two) in itertools.combinations(layout.places.items(), 2):
        is_apart_across = one.x + WIDTH <= two.x or two.x + WIDTH <= one.x
        assert is_apart_across or one.y + heights[first] <= two.y or two.y + heights[second] <= one.y
    assert list_crossed(layout, heights) == []


def test_every_line_has_a_path_that_ends_at_its_box() -> None:
    layout = place_boxes(BANDS, WIDTH, HEIGHTS, [*LINES, *BOARDS])
    for (_, head), path in layout.paths.items():
        x, y = trace_corners(path)[-1]
        assert y == layout.places[head].y
        assert layout.places[head].x < x < layout.places[head].x + WIDTH
    assert set(layout.paths) == {*LINES, *BOARDS}


def test_boxes_stand_inside_their_band_and_bands_under_each_other() -> None:
    layout = place_boxes(BANDS, WIDTH, HEIGHTS, LINES)
    for band, keys in BANDS.items():
        stripe = layout.stripes[band]
        assert all(stripe.y < layout.places[key].y for key in keys)
        assert all(layout.places[key].y + HEIGHTS[key] < stripe.y + stripe.height for key in keys)
    stripes = list(layout.stripes.values())
    assert all(one.y + one.height == two.y for one, two in itertools.pairwise(stripes))


def test_a_box_right_below_another_is_joined_to_it_straight() -> None:
    layout = place_boxes(
        {"plans": ["plan"], "priorities": ["priority"]}, WIDTH, {"plan": 40, "priority": 40}, [("plan", "priority")]
    )
    assert len(trace_corners(layout.paths["plan", "priority"])) == 2
    assert layout.trunks == {}
