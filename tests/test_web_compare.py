"""Two plans or elements side by side, over the real graph."""

from __future__ import annotations

import pytest
from web_site import BROWSER, ask, open_page, read_text

from graph.settings import Settings
from web.comparison import diff_words

SAFE = "/compare?left=plan/partnership-2018-23/priority/c&right=plan/strategic-2021-24/outcome/7"


def test_words_that_only_one_side_has_are_told_apart() -> None:
    pieces = [(piece.text, piece.change) for piece in diff_words("a clean borough", "a green and clean borough")]
    assert pieces == [("a", "same"), ("green and", "new"), ("clean borough", "same")]


def test_without_sides_the_page_offers_plans_that_follow_each_other(real_settings: Settings) -> None:
    page = open_page(real_settings, "/compare")
    assert 'href="/compare?left=plan/partnership-2018-23&amp;right=plan/strategic-2021-24"' in page
    assert 'href="/compare?left=plan/strategic-2021-24&amp;right=plan/partnership-2023-28"' in page


def test_elements_show_the_mapping_that_joins_them(real_settings: Settings) -> None:
    text = read_text(real_settings, SAFE)
    assert "Covers the narrower 7 People feel safer" in text


def test_what_hangs_on_both_is_paired_and_the_rest_stands_apart(real_settings: Settings) -> None:
    text = read_text(real_settings, SAFE)
    measures = text[text.index("Measures 5 and 7") : text.index("Boards and bodies")]
    assert "Percentage of residents who feel safe during the day" in measures
    assert "curated" in measures
    assert "Only here" in measures


def test_the_same_board_on_both_sides_is_called_the_same(real_settings: Settings) -> None:
    text = read_text(real_settings, SAFE)
    boards = text[text.index("Boards and bodies") :]
    assert "the same: " in boards


def test_plans_are_compared_too(real_settings: Settings) -> None:
    text = read_text(real_settings, "/compare?left=plan/partnership-2018-23&right=plan/strategic-2021-24")
    assert "Priorities 4 and 3" in text
    assert "Actions 111 and 74" in text
    assert "Measures 23 and 76" in text


def test_words_lead_to_what_they_may_mean(real_settings: Settings) -> None:
    answer = ask(real_settings, "/compare?left=clean+and+green&right=plan/strategic-2021-24/outcome/7", BROWSER)
    assert answer.status_code == 404
    link = "/compare?left=plan/strategic-2021-24/outcome/5&amp;right=plan/strategic-2021-24/outcome/7"
    assert f'href="{link}"' in answer.text


@pytest.mark.parametrize(
    "left", ["zeppelin", "org/metropolitan-police", "%3Cscript%3E", "http://example.org/x", "a%00b"]
)
def test_what_names_no_element_says_so(real_settings: Settings, left: str) -> None:
    answer = ask(real_settings, f"/compare?left={left}", BROWSER)
    assert answer.status_code == 404
    assert "No plan or element of a plan has the path" in answer.text
    assert "<script>" not in answer.text.replace("<script>document.body", "")


def test_an_elements_page_leads_to_the_comparison(real_settings: Settings) -> None:
    page = open_page(real_settings, "/page/tower-hamlets/plan/partnership-2018-23/priority/c")
    assert 'href="/compare?left=plan/partnership-2018-23/priority/c&amp;right=plan/strategic-2021-24/outcome/7"' in page
