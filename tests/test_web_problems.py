from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from anytown import ANYTOWN, build_into
from web_site import BROWSER, ask

from graph.settings import Settings, read_settings

STATUS = ox.NamedNode("http://www.w3.org/2011/http#statusCodeValue")
NOTHING = "/id/tower-hamlets/plan/none"
WITHDRAWN = "/id/anytown/org/anytown-partnership-board"
SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def anytown(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    data = tmp_path_factory.mktemp("anytown-data")
    build_into(data, ANYTOWN)
    return replace(read_settings({}), data=data)


@pytest.mark.parametrize("media_type", SYNTAXES)
def test_a_client_that_reads_only_rdf_is_told_in_rdf_that_there_is_nothing(
    real_settings: Settings, media_type: str
) -> None:
    answer = ask(real_settings, NOTHING, media_type)
    assert (answer.status_code, answer.mimetype) == (404, media_type)
    found = [quad.object for quad in ox.parse(answer.data, format=SYNTAXES[media_type]) if quad.predicate == STATUS]
    assert [each.value for each in found] == ["404"]


@pytest.mark.parametrize(
    ("address", "accept", "media_type"),
    [
        (NOTHING, BROWSER, "text/html"),
        (NOTHING, "*/*", "application/problem+json"),
        (NOTHING, "application/json", "application/problem+json"),
        (NOTHING, "application/ld+json", "application/problem+json"),
        ("/data/tower-hamlets/plan/none.ttl", "*/*", "text/turtle"),
        ("/data/tower-hamlets/plan/none.rdf", "*/*", "application/rdf+xml"),
        ("/data/tower-hamlets/plan/none.jsonld", "*/*", "application/problem+json"),
        ("/data/tower-hamlets/plan/none.ttl", "application/json", "application/problem+json"),
        ("/data/tower-hamlets/plan/none.ttl", BROWSER, "text/html"),
        ("/code/none", "text/turtle", "text/turtle"),
        ("/graph/none", "text/turtle", "text/turtle"),
        ("/nowhere", "text/turtle", "text/turtle"),
    ],
)
def test_not_found_comes_in_the_form_that_was_asked_for(
    real_settings: Settings, address: str, accept: str, media_type: str
) -> None:
    answer = ask(real_settings, address, accept)
    assert (answer.status_code, answer.mimetype) == (404, media_type)
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("address", [WITHDRAWN, WITHDRAWN.replace("/id/", "/page/")])
def test_a_withdrawn_address_is_gone_and_leads_to_what_replaced_it(anytown: Settings, address: str) -> None:
    answer = ask(anytown, address, BROWSER)
    assert answer.status_code == 410
    assert "The board was entered twice under two names" in answer.text
    assert 'href="/page/anytown/org/anytown-council">Anytown Council</a>' in answer.text


def test_a_program_learns_what_replaced_a_withdrawn_address(anytown: Settings) -> None:
    turtle = ask(anytown, WITHDRAWN.replace("/id/", "/data/") + ".ttl")
    replaced = ox.NamedNode("http://purl.org/dc/terms/isReplacedBy")
    found = [quad.object for quad in ox.parse(turtle.data, format=ox.RdfFormat.TURTLE) if quad.predicate == replaced]
    assert (turtle.status_code, found) == (410, [ox.NamedNode("http://localhost/page/anytown/org/anytown-council")])
    problem = ask(anytown, WITHDRAWN, "application/json")
    assert problem.json is not None
    assert problem.json["suggestions"] == ["/page/anytown/org/anytown-council"]


def test_what_replaced_a_withdrawn_address_does_not_lead_back_to_it(anytown: Settings) -> None:
    assert "anytown-partnership-board" not in ask(anytown, "/page/anytown/org/anytown-council", BROWSER).text
