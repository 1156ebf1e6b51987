from __future__ import annotations

from dataclasses import replace

import pytest
from web_site import BROWSER, ask, open_page, read_text

from graph.settings import Settings

ABOUT = ["/accessibility", "/privacy", "/contact"]


@pytest.mark.parametrize("address", ABOUT)
def test_every_page_leads_to_the_pages_about_the_service(real_settings: Settings, address: str) -> None:
    for page in ("/", "/nowhere", "/sparql"):
        assert f'href="{address}"' in open_page(real_settings, page)
    assert ask(real_settings, address, BROWSER).status_code == 200


@pytest.mark.parametrize("address", ["/", "/plans", "/search?q=clean", "/sparql", "/contact", "/nowhere"])
def test_no_page_sets_a_cookie(real_settings: Settings, address: str) -> None:
    assert "Set-Cookie" not in ask(real_settings, address, BROWSER).headers


def test_the_privacy_page_names_who_is_responsible_once_known(real_settings: Settings) -> None:
    assert "Who is responsible" not in read_text(real_settings, "/privacy")
    settings = replace(real_settings, publisher="Anytown Council")
    assert "Who is responsible Anytown Council" in read_text(settings, "/privacy")


def test_another_contact_makes_every_page_new(real_settings: Settings) -> None:
    tag = ask(real_settings, "/contact", BROWSER).headers["ETag"]
    changed = replace(real_settings, contact="plans@example.org")
    assert ask(changed, "/contact", BROWSER, If_None_Match=tag).status_code == 200
