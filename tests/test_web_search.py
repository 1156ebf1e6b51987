"""The search page over the real graph."""

from __future__ import annotations

import pytest
from web_site import ask, open_page, read_text

from graph.settings import Settings


def test_without_words_the_page_says_what_can_be_typed(real_settings: Settings) -> None:
    text = read_text(real_settings, "/search")
    assert "Type some words" in text
    assert "Nothing in the graph" not in text


def test_hits_come_by_kind_with_links_to_their_pages(real_settings: Settings) -> None:
    page = open_page(real_settings, "/search?q=clean+and+green")
    assert 'href="/page/tower-hamlets/plan/strategic-2021-24/outcome/5"' in page
    assert page.index('id="found-outcome"') < page.index('id="found-finding"')
    assert '<mark class="gt-mark-word">green</mark>' in page


def test_a_type_shows_all_of_its_hits_and_the_way_back(real_settings: Settings) -> None:
    page = open_page(real_settings, "/search?q=children&type=action")
    assert page.count('class="gt-hit"') == 12
    assert 'href="/search?q=children"' in page
    assert 'id="found-measure"' not in page


def test_many_hits_are_read_page_by_page(real_settings: Settings) -> None:
    first = open_page(real_settings, "/search?q=the&type=finding")
    assert 'rel="next"' in first
    assert 'rel="prev"' not in first
    second = open_page(real_settings, "/search?q=the&type=finding&page=2")
    assert 'rel="prev"' in second
    assert '<ol class="gt-hits" start="51">' in second


def test_a_misspelt_word_is_said(real_settings: Settings) -> None:
    assert "These results are for enviroment" not in read_text(real_settings, "/search?q=enviroment")
    assert "These results are for environment" in read_text(real_settings, "/search?q=enviroment")


def test_nothing_found_says_what_to_do(real_settings: Settings) -> None:
    text = read_text(real_settings, "/search?q=zeppelin")
    assert "Nothing holds zeppelin" in text
    assert "Try fewer words" in text


def test_words_are_text_and_never_markup(real_settings: Settings) -> None:
    assert "<script>alert" not in open_page(real_settings, "/search?q=%3Cscript%3Ealert(1)%3C/script%3E")


@pytest.mark.parametrize("wrong", ["type=nothing", "page=0", "page=x", "page=99999999999999999999", "page=%C2%B2"])
def test_a_wrong_type_or_page_is_a_bad_request(real_settings: Settings, wrong: str) -> None:
    assert ask(real_settings, f"/search?q=housing&{wrong}", "text/html").status_code == 400


def test_programs_get_the_hits_as_json(real_settings: Settings) -> None:
    answer = ask(real_settings, "/search?q=community+safety+partnership&type=body", "application/json")
    assert answer.json is not None
    assert answer.json["hits"][0]["iri"].endswith("/org/community-safety-partnership")
    assert answer.json["hits"][0]["type"] == "body"
