from __future__ import annotations

import re

import pytest
from web_site import BROWSER, NODE, OUTCOME, ask, get_app, open_page

from graph.settings import Settings

DATA = "/data/tower-hamlets/plan/strategic-2021-24/outcome/5"
CODE = "https://w3id.org/goldenthread/code/basis-curated"


def read_links(header: str) -> set[tuple[str, str]]:
    return {(href, rel) for href, rel in re.findall(r'<([^>]*)>; rel="([^"]*)"', header)}


def test_a_page_links_to_its_data_its_node_and_its_licence(real_settings: Settings) -> None:
    links = read_links(ask(real_settings, OUTCOME, BROWSER).headers["Link"])
    assert {(f"{DATA}{suffix}", "alternate") for suffix in (".ttl", ".nt", ".rdf", ".jsonld")} <= links
    assert (f"{NODE}plan/strategic-2021-24/outcome/5", "describes") in links
    assert (f"http://localhost{OUTCOME}", "canonical") in links
    assert (real_settings.licence, "license") in links


def test_data_links_back_to_its_page_and_to_the_description_of_the_whole(real_settings: Settings) -> None:
    links = read_links(ask(real_settings, f"{DATA}.ttl").headers["Link"])
    assert {(OUTCOME, "alternate"), ("/.well-known/void", "describedby")} <= links
    assert (f"{DATA}.ttl", "alternate") not in links


def test_a_permanent_address_names_what_describes_it(real_settings: Settings) -> None:
    links = read_links(ask(real_settings, DATA.replace("/data/", "/id/")).headers["Link"])
    assert {(OUTCOME, "describedby"), (f"{DATA}.ttl", "describedby")} <= links


@pytest.mark.parametrize("address", [OUTCOME, "/def", "/code/basis-curated", "/graph/vocabulary"])
def test_the_head_of_a_page_names_the_same_forms(real_settings: Settings, address: str) -> None:
    page = open_page(real_settings, address)
    found = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)"', page)
    assert len([media_type for media_type, _ in found if media_type != "application/atom+xml"]) == 4
    for media_type, href in found:
        assert ask(real_settings, href).mimetype == media_type


def test_an_answer_that_the_client_has_keeps_its_links(real_settings: Settings) -> None:
    first = ask(real_settings, OUTCOME, BROWSER)
    again = ask(real_settings, OUTCOME, BROWSER, If_None_Match=first.headers["ETag"])
    assert (again.status_code, again.headers["Link"]) == (304, first.headers["Link"])


@pytest.mark.parametrize("address", [OUTCOME, f"{DATA}.ttl", "/id/nothing", "/nowhere"])
def test_any_site_may_read_any_answer(real_settings: Settings, address: str) -> None:
    assert ask(real_settings, address).headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", [OUTCOME, f"{DATA}.ttl", DATA.replace("/data/", "/id/"), "/graph/vocabulary"])
def test_head_has_the_headers_of_get_and_no_body(real_settings: Settings, address: str) -> None:
    client = get_app(real_settings).test_client()
    got, head = client.get(address), client.head(address)
    assert (head.status_code, head.data) == (got.status_code, b"")
    assert (head.headers["Link"], head.headers.get("ETag")) == (got.headers["Link"], got.headers.get("ETag"))
