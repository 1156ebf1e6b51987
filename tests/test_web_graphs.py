from __future__ import annotations

import pyoxigraph as ox
import pytest
from web_site import BROWSER, ask, open_page, read_text

from graph.release import Release
from graph.settings import Settings
from web import graphs

DOCUMENT = "/graph/tower-hamlets/document/strategic-plan-2021-24"


def test_every_named_graph_is_listed_with_its_size(real_settings: Settings, real_release: Release) -> None:
    text = read_text(real_settings, "/graph")
    for iri, quads in real_release.manifest.counts.items():
        assert iri.partition("/graph/")[2] in text
        assert f"{quads:,} triples" in text


def test_a_named_graph_says_what_is_in_it_and_of_which_document_it_is(real_settings: Settings) -> None:
    page = open_page(real_settings, DOCUMENT)
    assert 'href="/page/tower-hamlets/document/strategic-plan-2021-24"' in page
    assert "measure 76" in read_text(real_settings, DOCUMENT)


def test_a_graph_without_classes_says_so(real_settings: Settings) -> None:
    assert "It says of no thing what kind it is" in read_text(real_settings, "/graph/tower-hamlets/inferred/stated")


@pytest.mark.parametrize("address", [DOCUMENT, f"{DOCUMENT}.ttl"])
def test_a_named_graph_gives_exactly_its_triples(real_settings: Settings, real_release: Release, address: str) -> None:
    answer = ask(real_settings, address, "text/turtle")
    iri = f"https://w3id.org/goldenthread{DOCUMENT}"
    assert len(list(ox.parse(answer.data, format=ox.RdfFormat.TURTLE))) == real_release.manifest.counts[iri]


def test_a_negotiated_answer_says_where_that_form_lives(real_settings: Settings) -> None:
    answer = ask(real_settings, DOCUMENT, "application/rdf+xml")
    assert answer.headers["Content-Location"] == f"{DOCUMENT}.rdf"
    assert "Accept" in answer.headers["Vary"].split(", ")


def test_a_graph_that_is_too_much_for_one_answer_leads_to_the_dump(
    real_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graphs, "MOST_TRIPLES", 10)
    answer = ask(real_settings, f"{DOCUMENT}.ttl", "application/json")
    assert answer.status_code == 422
    assert "/downloads" in answer.text


def test_a_graph_that_there_is_not_suggests_those_that_there_are(real_settings: Settings) -> None:
    answer = ask(real_settings, "/graph/none", BROWSER)
    assert answer.status_code == 404
    assert f'href="{DOCUMENT}"' in answer.text
