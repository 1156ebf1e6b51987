from __future__ import annotations

import pyoxigraph as ox
import pytest
from web_site import BROWSER, ask, open_page, read_text

from graph.namespaces import find_namespace
from graph.settings import Settings

OUTCOME = find_namespace("gt")["Outcome"]


def test_every_term_has_its_place_on_the_page(real_settings: Settings) -> None:
    page = open_page(real_settings, "/def")
    assert all(f'id="{term}"' in page for term in ("Plan", "Outcome", "hasOutcome", "publishedValue", "budget"))


def test_a_term_says_what_it_is_a_kind_of(real_settings: Settings) -> None:
    page = open_page(real_settings, "/def")
    term = page[page.index('id="Outcome"') :]
    assert 'href="/def#PlanElement"' in term[: term.index("</article>")]


@pytest.mark.parametrize(("address", "accept"), [("/def", "text/turtle"), ("/def.ttl", "*/*")])
def test_the_vocabulary_comes_as_triples(real_settings: Settings, address: str, accept: str) -> None:
    answer = ask(real_settings, address, accept)
    assert OUTCOME in {quad.subject for quad in ox.parse(answer.data, format=ox.RdfFormat.TURTLE)}


def test_code_lists_are_listed(real_settings: Settings) -> None:
    assert 'href="/code/basis"' in open_page(real_settings, "/code")


@pytest.mark.parametrize("name", ["basis", "basis-scheme"])
def test_a_code_list_shows_its_codes_strongest_first(real_settings: Settings, name: str) -> None:
    text = read_text(real_settings, f"/code/{name}")
    assert all(code in text for code in ("basis-stated", "basis-by-layout", "basis-curated", "basis-computed"))


def test_a_code_shows_what_it_means_and_its_list(real_settings: Settings) -> None:
    page = open_page(real_settings, "/code/basis-curated")
    assert "A person decided so and gave a reason." in page
    assert 'href="/code/basis"' in page


def test_an_unknown_code_suggests_the_lists(real_settings: Settings) -> None:
    answer = ask(real_settings, "/code/nonsense")
    assert answer.status_code == 404
    assert answer.json is not None
    assert "/code/basis" in answer.json["suggestions"]


def test_the_address_of_the_version_leads_to_the_vocabulary_and_another_to_nothing(real_settings: Settings) -> None:
    version = ask(real_settings, "/def/1.0.0")
    assert (version.status_code, version.headers["Location"]) == (303, "/def")
    other = ask(real_settings, "/def/0.0.1", BROWSER)
    assert (other.status_code, 'href="/def"' in other.text) == (404, True)
