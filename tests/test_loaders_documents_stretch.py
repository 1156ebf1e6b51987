from __future__ import annotations

import pytest

from loaders.documents.stretch import Stretch


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("the council\u2019s plan", "the council's plan"),
        ("\u201cOne town\u201d", '"One town"'),
        ("2018 \u2013 2023", "2018 - 2023"),
        ("a  wide\tgap", "a wide gap"),
        ("\uf0b7 Good work", "Good work"),
        ("- Good work", "Good work"),
        ("-\tCapital\t1.5", "- Capital 1.5"),
        ("**Open:** we say", "Open: we say"),
        ("*Open* we say", "Open we say"),
        ("co\u00adoperate", "cooperate"),
        ("\ufb01gures", "figures"),
        ("multi-\nagency work", "multi-agency work"),
        ("pri-\nmary school", "primary school"),
        ("a plan for\nthe town", "a plan for the town"),
        ("c.15% more", "c."),
        ("a share of 44%*", "44%*"),
    ],
)
def test_layout_is_evened_out(line: str, printed: str) -> None:
    assert Stretch(tuple(line.splitlines())).holds(printed)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("in 2019", "19"),
        ("42.5 miles", "42"),
        ("42.5 miles", "5"),
        ("1,200 people", "200"),
        ("a workshop", "work"),
        ("Good work", "good work"),
        ("a share of 44%", "44%*"),
        ("in come", "income"),
    ],
)
def test_print_is_not_evened_out(line: str, printed: str) -> None:
    assert not Stretch((line,)).holds(printed)


def test_a_piece_may_begin_within_a_word() -> None:
    assert Stretch(("a workshop",)).holds("shop", is_piece=True)
