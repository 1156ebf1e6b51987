"""Trends by rule."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal

from graph.namespaces import find_namespace
from graph.trends import find_trend

GTC = find_namespace("gtc")
SDMX_CODE = find_namespace("sdmx-code")
HIGHER, LOWER = GTC["polarity-higher-is-better"], GTC["polarity-lower-is-better"]


def row(values: list[str], polarity: object, broken: int | None = None) -> list[dict[str, object]]:
    normal, broke = SDMX_CODE["obsStatus-A"], SDMX_CODE["obsStatus-B"]
    return [
        {"value": Literal(value), "polarity": polarity, "status": broke if index == broken else normal}
        for index, value in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("values", "polarity", "trend"),
    [
        (["57", "60", "58"], HIGHER, "trend-improved"),
        (["57", "60", "56"], HIGHER, "trend-worsened"),
        (["42", "41.7"], LOWER, "trend-improved"),
        (["1.9", "2.4", "1.90"], HIGHER, "trend-the-same"),
        (["57"], HIGHER, None),
        (["57", "60"], None, None),
    ],
)
def test_the_first_value_is_held_against_the_last(values: list[str], polarity: object, trend: str | None) -> None:
    assert find_trend(row(values, polarity)) == trend


def test_no_trend_crosses_a_break_in_the_series() -> None:
    assert find_trend(row(["86", "78", "79"], HIGHER, broken=2)) is None
