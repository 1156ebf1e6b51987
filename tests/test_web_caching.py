from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from graph_sample import add_priority, write_sample
from web_site import OUTCOME, ask, open_page

from graph.settings import Settings, read_settings


@pytest.mark.parametrize("address", ["/", "/plans", OUTCOME, "/def.ttl", "/sparql?query=ASK%20%7B%7D", "/queries"])
def test_an_answer_that_the_client_has_is_not_sent_again(real_settings: Settings, address: str) -> None:
    tag = ask(real_settings, address).headers["ETag"]
    again = ask(real_settings, address, If_None_Match=tag)
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)


def test_each_form_of_an_address_has_a_tag_of_its_own(real_settings: Settings) -> None:
    address = "/sparql?query=ASK%20%7B%7D"
    tags = {ask(real_settings, address, accept).headers["ETag"] for accept in ("text/csv", "application/json")}
    assert len(tags) == 2


def test_the_tag_of_another_form_does_not_fit(real_settings: Settings) -> None:
    address = "/sparql?query=ASK%20%7B%7D"
    tag = ask(real_settings, address, "text/csv").headers["ETag"]
    assert ask(real_settings, address, "application/json", If_None_Match=tag).status_code == 200


def test_another_release_makes_every_answer_new(tmp_path: Path) -> None:
    settings = replace(read_settings({}), data=tmp_path)
    write_sample(tmp_path)
    tag = ask(settings, "/plans").headers["ETag"]
    write_sample(tmp_path, add_priority(3))
    assert ask(settings, "/plans", If_None_Match=tag).status_code == 200


def test_a_mistake_is_never_kept(real_settings: Settings) -> None:
    assert ask(real_settings, "/nowhere").headers["Cache-Control"] == "no-store"


def test_compiled_files_are_kept_for_ever(real_settings: Settings) -> None:
    page = open_page(real_settings, "/")
    start = page.index('href="/static/app-') + 6
    with ask(real_settings, page[start : page.index('"', start)]) as style:
        assert (style.mimetype, style.headers["Cache-Control"]) == ("text/css", "public, max-age=31536000, immutable")
