"""The recommendations over the real graph and over Anytown."""

from __future__ import annotations

import re

from web_site import open_page, read_text

from graph.settings import Settings

NAME = re.compile(r'gt-measures__name">.*?href="/page/[^/]+/recommendation/([^"]+)"')


def test_every_recommendation_is_listed_once(real_settings: Settings) -> None:
    listed = NAME.findall(open_page(real_settings, "/recommendations"))
    assert len(listed) == len(set(listed)) == 11


def test_a_challenge_leads_to_its_answers_and_on_to_what_was_decided(real_settings: Settings) -> None:
    page = open_page(real_settings, "/recommendations?scheme=corporate-peer-challenge-2023")
    assert NAME.findall(page) == ["lga-2023/1", "lga-2023/7"]
    for answer in (
        "review/partnership-review-2024",
        "plan/partnership-2023-28",
        "decision/2023-11-29-partnership-plan",
    ):
        assert f"/page/tower-hamlets/{answer}" in page


def test_a_decision_stands_as_each_document_says(real_settings: Settings) -> None:
    text = read_text(real_settings, "/recommendations")
    assert "agreed, as of 2024-05-16" in text
    assert "recommended, as of 2023-11-29" in text


def test_unanswered_ones_are_set_apart_with_where_they_come_from(real_settings: Settings) -> None:
    answered, _, unanswered = open_page(real_settings, "/recommendations").partition('id="unanswered"')
    assert NAME.findall(unanswered) == [f"review-2024/R{number}" for number in range(1, 6)]
    assert "review-2024/R1" not in NAME.findall(answered)
    assert "comes of a review that answers" in unanswered


def test_recommendations_narrow_to_whom_they_are_addressed(real_settings: Settings) -> None:
    assert set(NAME.findall(open_page(real_settings, "/recommendations?to=org/tower-hamlets-council"))) == {
        "lga-2023/1",
        "lga-2023/7",
    }


def test_fields_that_fit_nothing_together_say_so(real_settings: Settings) -> None:
    text = read_text(real_settings, "/recommendations?to=org/cabinet&answered=no")
    assert "No recommendation answers to all of that" in text


def test_another_council_has_its_own_recommendations(anytown_settings: Settings) -> None:
    page = open_page(anytown_settings, "/recommendations?answered=no")
    assert set(NAME.findall(page)) == {"cabinet-2020/1", "peer-2020/a"}
