from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.cells import Kind, read_cell, read_number, split_areas


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("64.7%", "64.7"),
        ("-4.9%", "-4.9"),
        ("\u22124.9", "-4.9"),
        ("+3", "3"),
        ("(330.1)", "-330.1"),
        ("£1,234,567.50", "1234567.50"),
        ("5020", "5020"),
        ("9.0", "9.0"),
        (" 7 ", "7"),
    ],
)
def test_a_printed_number_is_read_with_its_sign_and_its_places(printed: str, value: str) -> None:
    assert str(read_number(printed)) == value


@pytest.mark.parametrize(
    "printed", ["", "-", "n/a", "(5", "5)", "1,23", "12,3456", "1.2.3", "4 5", "1e3", "٣", "50%%", "£", "--5", "1/2"]
)
def test_what_is_no_whole_number_is_not_read_by_guess(printed: str) -> None:
    assert read_number(printed) is None


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("", "blank"),
        ("  ", "blank"),
        ("-", "dash"),
        ("\u2013", "dash"),
        ("\u2014", "dash"),
        ("Data Unavailable", "unavailable"),
        ("data unavailable", "unavailable"),
        ("0", "value"),
        ("Higher", "unreadable"),
        ("89*", "unreadable"),
    ],
)
def test_a_value_a_blank_a_dash_and_unavailable_data_are_different_things(printed: str, kind: Kind) -> None:
    cell = read_cell(printed)
    assert (cell.kind, cell.published) == (kind, printed)
    assert (cell.value is None) == (kind != "value")


def test_a_footnote_mark_is_read_apart_from_its_number() -> None:
    cell = read_cell("89%*", marks=("*",))
    assert (cell.value, cell.mark, cell.published) == (Decimal(89), "*", "89%*")


def test_of_two_marks_the_longer_one_is_read() -> None:
    assert read_cell("89**", marks=("*", "**")).mark == "**"


def test_a_cell_of_several_areas_is_split() -> None:
    areas = split_areas("Inner: 2.9% Outer: 0.1% Greater London: 1.9%")
    assert areas == {"Inner": "2.9%", "Outer": "0.1%", "Greater London": "1.9%"}


@pytest.mark.parametrize("printed", ["2.9%", "Inner: 9% or so Outer: 1%", "Inner: 1 Inner: 2", "inner: 1", "Inner:"])
def test_a_cell_that_is_not_wholly_areas_is_not_split(printed: str) -> None:
    assert split_areas(printed) == {}


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_every_amount_is_read_back_from_each_way_of_printing_it(amount: Decimal) -> None:
    assert read_number(f"{amount:,.2f}") == amount
    assert read_number(f"({abs(amount):.2f})") == -abs(amount)


@settings(deadline=None)
@given(st.text())
def test_every_text_is_a_cell_of_some_kind_and_stays_as_printed(printed: str) -> None:
    assert read_cell(printed, marks=("*",)).published == printed
