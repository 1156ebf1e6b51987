from __future__ import annotations

import re

import pytest
from web_site import ask, get_app, open_page, read_text

from graph.settings import Settings
from web.navigation import INDEX, find_index, make_navigation

MEASURE = "/page/tower-hamlets/plan/partnership-2018-23/measure/employment-rate"


def find_active(path: str) -> list[str]:
    return [str(entry["text"]) for entry in make_navigation(INDEX, path) if entry["active"]]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/plans", "Plans"),
        ("/page/tower-hamlets/plan/strategic-2021-24/outcome/5", "Plans"),
        (MEASURE, "Measures"),
        ("/page/tower-hamlets/budget/strategic-plan-2021-24/spending/5/net-2021-22", "Money"),
        ("/lineage/tower-hamlets/org/community-safety-partnership", "Boards"),
        ("/gaps", "Gaps"),
    ],
)
def test_a_page_belongs_to_one_way_of_the_navigation(path: str, text: str) -> None:
    assert find_active(path) == [text]


@pytest.mark.parametrize("path", ["/", "/plansx", "/contact", "/page/tower-hamlets/document/annual-review-2021-22"])
def test_a_page_of_no_main_way_makes_none_active(path: str) -> None:
    assert find_active(path) == []


def test_every_way_that_is_shown_is_answered(real_settings: Settings) -> None:
    ways = [way for group in find_index(get_app(real_settings)) for way in group.ways]
    assert {"/plans", "/search", "/queries", "/sparql", "/def"} <= {way.href for way in ways}
    assert [way.href for way in ways if ask(real_settings, way.href, "text/html").status_code != 200] == []


def test_a_way_without_a_page_is_not_shown(real_settings: Settings) -> None:
    assert not any(way.href == "/nowhere" for group in find_index(get_app(real_settings)) for way in group.ways)
    page = open_page(real_settings, "/")
    targets = set(re.findall(r'href="(/[a-z]+)"', page))
    assert [href for href in targets if ask(real_settings, href, "text/html").status_code != 200] == []


@pytest.mark.parametrize("address", ["/plans", "/accessibility", "/queries", "/search", "/def", MEASURE])
def test_a_page_says_its_release_licence_and_how_to_cite_it(real_settings: Settings, address: str) -> None:
    text = read_text(real_settings, address)
    assert re.search(r"Golden thread, release [0-9a-f]{12}", text)
    assert "Licence of the data" in text
    assert "Report a problem with this" in text


@pytest.mark.parametrize("address", ["/plans", "/accessibility", "/queries", "/search", "/sparql", "/def", MEASURE])
def test_a_page_has_a_breadcrumb_home(real_settings: Settings, address: str) -> None:
    assert '<a class="govuk-breadcrumbs__link" href="/">Home</a>' in open_page(real_settings, address)


def test_a_citation_names_the_page_and_its_address(real_settings: Settings) -> None:
    assert re.search(r"“Plans” ?\. Golden thread.* http://localhost/plans", read_text(real_settings, "/plans"))


def test_an_error_is_not_to_be_cited(real_settings: Settings) -> None:
    assert "To cite it" not in read_text(real_settings, "/nowhere")
