"""The timeline over the real graph, and over one with no mapping between dated plans."""

from __future__ import annotations

import re

import pytest
from web_site import open_page, read_text

from graph.settings import Settings
from web.contexts.plans import PlanCard
from web.parts import Link
from web.timeline import YEAR_WIDTH, draw_years


def make_card(years: str) -> PlanCard:
    return PlanCard("https://example.org/plan", Link("Plan", "/page/plan"), "A line", years, "held", "held", ())


def find_row(page: str, path: str) -> str:
    """Return the row of the table whose element is at ``path``, as words."""
    rows = re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page, re.DOTALL)
    row = next(row for row in rows if f'href="/page/tower-hamlets/{path}"' in row.split("</th>")[0])
    return " ".join(re.sub(r"<[^>]+>", " ", row).split())


def test_a_bar_reaches_over_the_years_of_its_plan() -> None:
    picture = draw_years([make_card("2018 to 2023"), make_card(""), make_card("2021 to 2024")])
    assert picture is not None
    assert [(bar.left, bar.width) for bar in picture.bars] == [(0, 5 * YEAR_WIDTH), (3 * YEAR_WIDTH, 3 * YEAR_WIDTH)]
    assert [tick.year for tick in picture.ticks] == list(range(2018, 2025))


def test_plans_without_years_make_no_picture() -> None:
    assert draw_years([make_card("")]) is None


def test_plans_without_printed_years_are_apart(real_settings: Settings) -> None:
    text = read_text(real_settings, "/timeline")
    assert text.index("Partnership Plan 2023-28") < text.index("No years printed") < text.index("How the themes moved")


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("plan/partnership-2018-23/priority/c", "Split"),
        ("plan/partnership-2018-23/priority/d", "Continued"),
        ("plan/partnership-2018-23/priority/b", "Merged"),
        ("plan/partnership-2018-23/priority/a", "Related"),
        ("plan/strategic-2021-24/outcome/9", "New no counterpart"),
        ("plan/strategic-2021-24/outcome/4", "Split"),
    ],
)
def test_what_became_of_a_theme_is_said_in_a_word(real_settings: Settings, path: str, word: str) -> None:
    assert word in find_row(open_page(real_settings, "/timeline"), path)


def test_each_mapping_of_a_theme_is_listed_with_its_basis_and_reason(real_settings: Settings) -> None:
    row = find_row(open_page(real_settings, "/timeline"), "plan/partnership-2018-23/priority/c")
    assert row.count("curated") == 5
    assert "covers the narrower 7 People feel safer" in row
    assert "confidence" in row


def test_the_picture_joins_each_pair_that_the_table_names(real_settings: Settings) -> None:
    page = open_page(real_settings, "/timeline")
    assert page.count('<path class="gt-flow__curve') - 3 == page.count("is related to this") + page.count(
        "is close to this"
    ) + page.count("is part of a wider this") + page.count("is covers the narrower this")
