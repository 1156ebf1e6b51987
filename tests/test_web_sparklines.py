"""Small lines beside a name."""

from __future__ import annotations

from web.sparklines import HEIGHT, MARGIN, WIDTH, draw_sparkline


def test_neighbouring_values_are_joined() -> None:
    spark = draw_sparkline([(1, False), (2, False), (3, False)])
    assert spark is not None
    assert spark.lines == (f"{MARGIN},{HEIGHT - MARGIN} {WIDTH // 2},{HEIGHT // 2} {WIDTH - MARGIN},{MARGIN}",)


def test_an_empty_cell_leaves_a_gap() -> None:
    spark = draw_sparkline([(1, False), (2, False), (None, False), (4, False), (3, False)])
    assert spark is not None
    assert len(spark.lines) == 2
    assert len(spark.dots) == 4


def test_no_line_leads_to_a_value_that_may_not_be_compared() -> None:
    spark = draw_sparkline([(86, False), (89, True)])
    assert spark is not None
    assert spark.lines == ()
    assert [dot.is_break for dot in spark.dots] == [False, True]


def test_equal_values_lie_in_the_middle() -> None:
    spark = draw_sparkline([(5, False), (5, False)])
    assert spark is not None
    assert {dot.y for dot in spark.dots} == {HEIGHT / 2}


def test_without_a_value_there_is_no_line() -> None:
    assert draw_sparkline([(None, False), (None, False)]) is None
