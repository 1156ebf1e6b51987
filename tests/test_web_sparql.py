from __future__ import annotations

import gzip
import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from web_site import BROWSER, NODE, ask, get_app, read_text
from werkzeug.test import TestResponse

from graph.settings import Settings

GT = "https://w3id.org/goldenthread/def#"
SELECT = f"SELECT ?plan WHERE {{ ?plan a <{GT}Plan> }} ORDER BY ?plan"
CONSTRUCT = f"CONSTRUCT {{ ?plan a <{GT}Plan> }} WHERE {{ ?plan a <{GT}Plan> }}"
QUERY_TYPE = "application/sparql-query"


def send(settings: Settings, query: str, accept: str = "*/*", more: str = "") -> TestResponse:
    return ask(settings, f"/sparql?query={quote(query)}{more}", accept)


def post(settings: Settings, body: str, content_type: str, query_string: str = "") -> TestResponse:
    client = get_app(settings).test_client()
    return client.post("/sparql", data=body, content_type=content_type, query_string=query_string)


def count_rows(answer: TestResponse) -> int:
    return len(json.loads(answer.data)["results"]["bindings"])


def test_a_query_in_the_address_is_answered(real_settings: Settings) -> None:
    assert count_rows(send(real_settings, SELECT)) == 5


def test_a_query_in_a_posted_form_is_answered(real_settings: Settings) -> None:
    answer = post(real_settings, f"query={quote(SELECT)}", "application/x-www-form-urlencoded")
    assert count_rows(answer) == 5


def test_a_query_posted_as_it_is_is_answered(real_settings: Settings) -> None:
    assert count_rows(post(real_settings, SELECT, f"{QUERY_TYPE}; charset=utf-8")) == 5


def test_the_default_graph_can_be_named(real_settings: Settings) -> None:
    curated = quote("https://w3id.org/goldenthread/graph/tower-hamlets/inferred/stated")
    assert count_rows(send(real_settings, SELECT, more=f"&default-graph-uri={curated}")) == 0
    assert count_rows(post(real_settings, SELECT, QUERY_TYPE, f"default-graph-uri={curated}")) == 0


@pytest.mark.parametrize(
    "media_type",
    ["application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values"],
)
@pytest.mark.parametrize("query", [SELECT, "ASK { ?s ?p ?o }"])
def test_rows_and_answers_come_in_every_form(real_settings: Settings, media_type: str, query: str) -> None:
    answer = send(real_settings, query, media_type)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert (f"{NODE}plan/strategic-2021-24" if query == SELECT else "true") in answer.text


@pytest.mark.parametrize(
    ("media_type", "syntax"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize("query", [CONSTRUCT, f"DESCRIBE <{NODE}plan/strategic-2021-24>"])
def test_triples_come_in_every_form(real_settings: Settings, media_type: str, syntax: ox.RdfFormat, query: str) -> None:
    answer = send(real_settings, query, media_type)
    subjects = {quad.subject for quad in ox.parse(answer.data, format=syntax)}
    assert ox.NamedNode(f"{NODE}plan/strategic-2021-24") in subjects


def test_the_format_in_the_address_wins_over_the_header(real_settings: Settings) -> None:
    answer = send(real_settings, SELECT, BROWSER, "&format=csv")
    assert answer.text.splitlines()[0] == "plan"


def test_a_form_that_does_not_fit_the_query_is_not_acceptable(real_settings: Settings) -> None:
    assert send(real_settings, SELECT, "text/turtle").status_code == 406


@pytest.mark.parametrize(
    ("query", "status", "word"),
    [
        ("SELECT * WHER", 400, "line 1"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403, ""),
        ("ASK " + "{" * 2000 + "}" * 2000, 400, "nest"),
    ],
)
def test_a_query_that_cannot_be_answered_says_why(real_settings: Settings, query: str, status: int, word: str) -> None:
    answer = send(real_settings, query)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json is not None
    assert word.lower() in answer.json["detail"].lower()


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (f"query={quote(SELECT)}&query={quote(SELECT)}", "application/x-www-form-urlencoded", 400),
        ("update=CLEAR+ALL", "application/x-www-form-urlencoded", 403),
        ("CLEAR ALL", "application/sparql-update", 403),
        (SELECT, "text/plain", 415),
        ("default-graph-uri=", "application/x-www-form-urlencoded", 400),
    ],
)
def test_a_request_that_the_protocol_does_not_know_is_refused(
    real_settings: Settings, body: str, content_type: str, status: int
) -> None:
    assert post(real_settings, body, content_type).status_code == status


def test_a_body_that_is_too_large_is_refused(real_settings: Settings) -> None:
    assert post(real_settings, "#" * 2_000_000, QUERY_TYPE).status_code == 413


def test_without_a_query_a_program_gets_the_description_of_the_service(real_settings: Settings) -> None:
    answer = ask(real_settings, "/sparql", "text/turtle")
    predicates = {quad.predicate.value for quad in ox.parse(answer.data, format=ox.RdfFormat.TURTLE)}
    assert "http://www.w3.org/ns/sparql-service-description#endpoint" in predicates


def test_scripts_of_other_sites_may_ask(real_settings: Settings) -> None:
    answer = get_app(real_settings).test_client().options("/sparql")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_a_browser_gets_a_form(real_settings: Settings) -> None:
    assert "Ask the graph in SPARQL" in read_text(real_settings, "/sparql")


def test_a_browser_gets_the_first_rows_and_the_way_to_all_of_them(real_settings: Settings) -> None:
    answer = send(real_settings, "SELECT ?s WHERE { ?s ?p ?o }", BROWSER)
    assert "The first 100 rows; the files have all of them." in answer.text
    assert answer.text.count("<tr>") == 101
    assert "format=csv" in answer.text


def test_a_browser_gets_its_mistake_beside_its_query(real_settings: Settings) -> None:
    answer = send(real_settings, "SELECT * WHER", BROWSER)
    assert answer.status_code == 400
    assert "The query has a mistake in it" in answer.text
    assert "SELECT * WHER</textarea>" in answer.text


def test_what_a_visitor_writes_never_becomes_part_of_the_page(real_settings: Settings) -> None:
    answer = send(real_settings, "</textarea><script>alert(1)</script>", BROWSER)
    assert "<script>alert" not in answer.text


def test_an_unknown_graph_is_named(real_settings: Settings) -> None:
    answer = send(real_settings, SELECT, more="&named-graph-uri=https://example.org/none")
    assert (answer.status_code, answer.json["detail"] if answer.json else "") == (
        400,
        "There is no graph <https://example.org/none> in this dataset.",
    )


def test_only_the_head_is_sent_when_only_that_is_asked_for(real_settings: Settings) -> None:
    whole = send(real_settings, SELECT)
    head = get_app(real_settings).test_client().head(f"/sparql?query={quote(SELECT)}")
    assert (head.status_code, head.data) == (200, b"")
    assert (head.headers["ETag"], head.headers["Content-Length"]) == (whole.headers["ETag"], str(len(whole.data)))


@pytest.mark.parametrize("query", ["%FF", "ASK%20%7B%20%3Fs%20%3Fp%20%22%ED%A0%80%22%20%7D"])
def test_a_query_that_is_no_utf_8_is_refused(real_settings: Settings, query: str) -> None:
    for answer in (
        ask(real_settings, f"/sparql?query={query}"),
        post(real_settings, f"query={query}", "application/x-www-form-urlencoded"),
    ):
        assert answer.json is not None
        assert (answer.status_code, answer.json["detail"]) == (400, "The query is not UTF-8.")


def test_the_mark_that_editors_begin_a_file_with_is_no_part_of_a_query(real_settings: Settings) -> None:
    assert post(real_settings, "\ufeffASK {}", QUERY_TYPE).status_code == 200


def test_the_character_for_what_cannot_be_decoded_may_be_sent_as_itself(real_settings: Settings) -> None:
    assert send(real_settings, "ASK { FILTER('\ufffd' = '\ufffd') }").status_code == 200


def test_a_large_answer_is_compressed_for_those_who_read_that(real_settings: Settings) -> None:
    query = quote("SELECT * { ?s ?p ?o } LIMIT 500")
    plain = ask(real_settings, f"/sparql?query={query}", "text/csv")
    packed = ask(real_settings, f"/sparql?query={query}", "text/csv", Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]


def test_a_mistake_is_told_with_its_place_and_what_was_expected(real_settings: Settings) -> None:
    answer = send(real_settings, "SELECT ?s\nWHERE { ?s ?p }")
    assert answer.json is not None
    assert "line 2, column 15; expected" in answer.json["detail"]


def test_an_undeclared_prefix_comes_with_the_line_that_declares_it(real_settings: Settings) -> None:
    answer = send(real_settings, "SELECT * { ?s a gt:Plan }")
    assert answer.json is not None
    assert f"PREFIX gt: <{GT}>" in answer.json["advice"]


def test_no_failure_names_a_path_of_the_machine(real_settings: Settings, tmp_path: Path) -> None:
    nothing = replace(real_settings, data=tmp_path)
    for address in ("/sparql?query=ASK%20%7B%7D", "/plans", "/health/ready", "/queries"):
        answer = ask(nothing, address)
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
