"""Headers that are written in unusual ways."""

from __future__ import annotations

import pytest
from web_site import ask, get_app

from graph.release import Release
from graph.settings import Settings

ASK = "/sparql?query=ASK%20%7B%7D"
XML, JSON = "application/sparql-results+xml", "application/sparql-results+json"


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (f"{XML}; charset=utf-8", XML),
        (f"{XML};charset=utf-8;q=0.9, {JSON};q=0.1", XML),
        (f"{JSON};charset=latin-1;q=0, */*", JSON),
    ],
)
def test_parameters_of_a_media_type_ask_for_nothing_else(real_settings: Settings, accept: str, media_type: str) -> None:
    assert ask(real_settings, ASK, accept).mimetype == media_type


def test_if_match_holds_for_any_answer_there_is_and_otherwise_there_is_none(real_settings: Settings) -> None:
    assert ask(real_settings, ASK, If_Match="*").status_code == 200
    refused = ask(real_settings, ASK, If_Match='"another"')
    assert (refused.status_code, refused.mimetype) == (412, "application/problem+json")
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert refused.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("parts", ["lines=0-5", "bytes=abc", "bytes=0-1,5-9"])
def test_parts_that_are_not_sent_leave_the_whole(real_settings: Settings, real_release: Release, parts: str) -> None:
    with ask(real_settings, f"/downloads/{real_release.name}/manifest.json", Range=parts) as answer:
        assert (answer.status_code, len(answer.data)) == (200, answer.content_length)


def test_only_get_sends_parts(real_settings: Settings, real_release: Release) -> None:
    address = f"/downloads/{real_release.name}/manifest.json"
    with get_app(real_settings).test_client().head(address, headers={"Range": "bytes=0-9"}) as answer:
        assert answer.status_code == 200
