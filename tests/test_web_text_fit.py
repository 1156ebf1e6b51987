from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.text_fit import ELLIPSIS, cut_text, measure_text, wrap_text

TITLE = "People live in good quality affordable homes and well-designed neighbourhoods"


def test_an_arial_text_is_as_wide_as_its_letters() -> None:
    assert measure_text("Will", 10) == pytest.approx(9.44 + 2.22 * 3)


def test_a_title_that_fits_keeps_every_word() -> None:
    assert " ".join(wrap_text(TITLE, 200, 15, 4)) == TITLE


def test_a_title_that_is_too_long_ends_in_an_ellipsis() -> None:
    lines = wrap_text(TITLE, 120, 15, 2)
    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)


@given(st.text(max_size=120), st.integers(40, 300), st.integers(1, 4), st.booleans())
def test_no_line_is_wider_than_it_may_be(text: str, width: int, most: int, bold: bool) -> None:
    lines = wrap_text(text, width, 15, most, bold=bold)
    assert len(lines) <= most
    assert all(measure_text(line, 15, bold=bold) <= width for line in lines)


def test_a_text_in_one_line_is_cut_between_its_letters() -> None:
    text = "Our budget and funding / Spending"
    cut = cut_text(text, 120, 12.5)
    assert cut.endswith(ELLIPSIS)
    assert text.startswith(cut.removesuffix(ELLIPSIS))
    assert len(cut) > 15
