"""The evidence over the real graph and over Anytown."""

from __future__ import annotations

import re

from web_site import open_page, read_text

from graph.settings import Settings

NAME = re.compile(r'gt-measures__name"><a class="govuk-link" href="/page/[^/]+/([^"]+)"')


def test_every_survey_paper_and_exercise_is_listed_once(real_settings: Settings) -> None:
    listed = NAME.findall(open_page(real_settings, "/evidence"))
    assert len(listed) == len(set(listed)) == 42


def test_counts_are_as_worded(real_settings: Settings) -> None:
    text = read_text(real_settings, "/evidence?kind=EngagementExercise")
    assert "more than 450 – Residents and stakeholders at the engagement events" in text
    assert "Around 24 – Engagement events held" in text


def test_evidence_narrows_to_kind_document_and_plan(real_settings: Settings) -> None:
    document = "document=document/strategic-plan-2021-24"
    assert set(NAME.findall(open_page(real_settings, f"/evidence?kind=survey&{document}"))) == {
        "evidence/covid-19-resident-impact-survey-2020"
    }
    listed = NAME.findall(open_page(real_settings, "/evidence?plan=plan/partnership-2018-23"))
    assert "evidence/poverty-review" in listed
    assert "evidence/theory-of-change-2023" not in listed


def test_fields_that_fit_nothing_together_say_so(real_settings: Settings) -> None:
    address = "/evidence?kind=census&plan=plan/strategic-refresh-2018"
    assert "No evidence answers to all of that" in read_text(real_settings, address)


def test_another_council_has_its_own_evidence(anytown_settings: Settings) -> None:
    page = open_page(anytown_settings, "/evidence")
    assert set(NAME.findall(page)) == {"evidence/street-life-survey", "engagement/street-life"}
    assert "More than 1,200 – People who answered the survey" in page
