"""SPARQL 1.1 Protocol (W3C Recommendation, 21 March 2013): the query operation. Section numbers are its own."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias
from urllib.parse import urlencode

import pytest
from exchange import FORM_TYPE, QUERY_TYPE, Parameters, Reply, get, post_direct, post_form, send
from services import Endpoint

Ask: TypeAlias = Callable[..., Reply]
LIBRARY = "http://example.org/library/"
BOOKS, PEOPLE, LOANS, MORE_BOOKS, NOWHERE = (
    f"{LIBRARY}{name}" for name in ("books", "people", "loans", "more-books", "no")
)
COUNT = "SELECT (COUNT(*) AS ?count) WHERE { ?s ?p ?o }"
COUNT_NAMED = "SELECT ?graph (COUNT(*) AS ?count) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
FORMS = {
    "SELECT ?s WHERE { ?s ?p ?o } LIMIT 1": {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "text/csv",
        "text/tab-separated-values",
    },
    "ASK { ?s ?p ?o }": {"application/sparql-results+json", "application/sparql-results+xml"},
    "CONSTRUCT WHERE { ?s a ?o }": {"text/turtle", "application/n-triples", "application/rdf+xml"},
    f"DESCRIBE <{LIBRARY}germinal>": {"text/turtle", "application/n-triples", "application/rdf+xml"},
}

every_operation = pytest.mark.parametrize("ask", [get, post_form, post_direct])


def read_rows(reply: Reply) -> list[dict[str, str]]:
    assert reply.status == 200, reply.text
    bindings = json.loads(reply.body)["results"]["bindings"]
    return [{name: term["value"] for name, term in binding.items()} for binding in bindings]


def ask_rows(endpoint: Endpoint, ask: Ask, query: str, parameters: Parameters = ()) -> list[dict[str, str]]:
    return read_rows(ask(endpoint.address, query, parameters, Accept="application/sparql-results+json"))


def count(endpoint: Endpoint, ask: Ask, parameters: Parameters = (), query: str = COUNT) -> int:
    return int(ask_rows(endpoint, ask, query, parameters)[0]["count"])


def name_default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def name_named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


# 2.1.1 to 2.1.3: the three ways to ask


@every_operation
def test_a_query_is_answered(endpoint: Endpoint, ask: Ask) -> None:
    query = f"SELECT ?title WHERE {{ <{LIBRARY}germinal> <http://purl.org/dc/terms/title> ?title }}"
    assert ask_rows(endpoint, ask, query) == [{"title": "Germinal"}]


@every_operation
def test_characters_beyond_ascii_arrive_whole(endpoint: Endpoint, ask: Ask) -> None:
    query = 'SELECT ?who WHERE { ?who <http://xmlns.com/foaf/0.1/name> "Émile Zola" }'
    assert ask_rows(endpoint, ask, query) == [{"who": f"{LIBRARY}zola"}]


@every_operation
def test_plus_signs_percent_signs_and_ampersands_arrive_whole(endpoint: Endpoint, ask: Ask) -> None:
    assert ask_rows(endpoint, ask, 'SELECT ("a+b & 100%25;c" AS ?text) {}') == [{"text": "a+b & 100%25;c"}]


@pytest.mark.parametrize("charset", ["", "; charset=utf-8", ";charset=UTF-8"])
def test_a_direct_query_may_state_that_it_is_utf_8(endpoint: Endpoint, charset: str) -> None:
    reply = send("POST", endpoint.address, body=b"ASK {}", Content_Type=QUERY_TYPE + charset)
    assert reply.status == 200


def test_a_form_may_state_that_it_is_utf_8(endpoint: Endpoint) -> None:
    body = urlencode({"query": "ASK {}"}).encode()
    reply = send("POST", endpoint.address, body=body, Content_Type=f"{FORM_TYPE}; charset=UTF-8")
    assert reply.status == 200


# 2.1.4: the dataset


@every_operation
def test_a_default_graph_can_be_named(endpoint: Endpoint, ask: Ask) -> None:
    assert count(endpoint, ask, name_default(BOOKS)) == 8


@every_operation
def test_default_graphs_are_merged(endpoint: Endpoint, ask: Ask) -> None:
    assert count(endpoint, ask, name_default(BOOKS, LOANS)) == 14


@every_operation
def test_a_triple_of_two_default_graphs_is_there_once(endpoint: Endpoint, ask: Ask) -> None:
    # SPARQL 1.1 Query, section 13.2: the default graph is the RDF merge of the graphs that are named.
    assert count(endpoint, ask, name_default(BOOKS, MORE_BOOKS)) == 9


@every_operation
def test_named_graphs_alone_leave_the_default_graph_empty(endpoint: Endpoint, ask: Ask) -> None:
    assert count(endpoint, ask, name_named(BOOKS, PEOPLE)) == 0


@every_operation
def test_only_the_named_graphs_of_the_request_are_there(endpoint: Endpoint, ask: Ask) -> None:
    rows = ask_rows(endpoint, ask, COUNT_NAMED, name_named(BOOKS, LOANS))
    assert {row["graph"]: row["count"] for row in rows} == {BOOKS: "8", LOANS: "6"}


@every_operation
def test_a_default_graph_alone_leaves_no_named_graph(endpoint: Endpoint, ask: Ask) -> None:
    assert ask_rows(endpoint, ask, COUNT_NAMED, name_default(BOOKS)) == []


@every_operation
def test_default_and_named_graphs_can_be_given_together(endpoint: Endpoint, ask: Ask) -> None:
    query = f"""SELECT ?name WHERE {{
      ?book <{LIBRARY}pages> 591 ; <http://purl.org/dc/terms/creator> ?who .
      GRAPH <{PEOPLE}> {{ ?who <http://xmlns.com/foaf/0.1/name> ?name }} }}"""
    parameters = [*name_default(BOOKS), *name_named(PEOPLE)]
    assert ask_rows(endpoint, ask, query, parameters) == [{"name": "Émile Zola"}]


@every_operation
def test_the_dataset_of_the_request_goes_before_that_of_the_query(endpoint: Endpoint, ask: Ask) -> None:
    query = f"SELECT (COUNT(*) AS ?count) FROM <{BOOKS}> WHERE {{ ?s ?p ?o }}"
    assert count(endpoint, ask, query=query) == 8
    assert count(endpoint, ask, name_default(LOANS), query) == 6


@every_operation
def test_a_graph_that_is_not_there_is_empty_or_refused(endpoint: Endpoint, ask: Ask) -> None:
    reply = ask(endpoint.address, COUNT, name_default(NOWHERE), Accept="text/csv")
    assert reply.status == 400 or reply.text.split() == ["count", "0"]


@every_operation
def test_a_query_can_say_its_own_dataset(endpoint: Endpoint, ask: Ask) -> None:
    query = COUNT_NAMED.replace("WHERE", f"FROM NAMED <{BOOKS}> WHERE", 1)
    assert ask_rows(endpoint, ask, query) == [{"graph": BOOKS, "count": "8"}]


@every_operation
def test_without_a_dataset_every_graph_is_asked(endpoint: Endpoint, ask: Ask) -> None:
    query = f"ASK {{ <{LIBRARY}germinal> a ?book . <{LIBRARY}zola> a ?person . <{LIBRARY}loan-1> a ?loan }}"
    reply = ask(endpoint.address, query, Accept="application/sparql-results+json")
    assert json.loads(reply.body)["boolean"] is True


# 2.1.5 and 2.1.6: what comes back


@every_operation
@pytest.mark.parametrize("query", FORMS)
def test_a_request_without_accept_gets_a_standard_form(endpoint: Endpoint, ask: Ask, query: str) -> None:
    reply = ask(endpoint.address, query)
    assert (reply.status, reply.media_type in FORMS[query]) == (200, True)


@every_operation
@pytest.mark.parametrize(("query", "media_type"), [(query, each) for query in FORMS for each in sorted(FORMS[query])])
def test_every_standard_form_can_be_asked_for(endpoint: Endpoint, ask: Ask, query: str, media_type: str) -> None:
    reply = ask(endpoint.address, query, Accept=media_type)
    assert (reply.status, reply.media_type) == (200, media_type)


# 2.1.7: what is refused


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(endpoint: Endpoint, method: str) -> None:
    reply = send(method, endpoint.address, [("query", "ASK {}")])
    assert (reply.status, "GET" in reply.headers.get("allow", "")) == (405, True)


@pytest.mark.parametrize("ask", [get, post_form])
def test_two_queries_in_one_request_are_refused(endpoint: Endpoint, ask: Ask) -> None:
    assert ask(endpoint.address, "ASK {}", [("query", "SELECT * {}")]).status == 400


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/json", "application/x-sparql", "multipart/form-data"]
)
def test_content_of_another_type_is_refused(endpoint: Endpoint, content_type: str) -> None:
    reply = send("POST", endpoint.address, body=b"ASK {}", Content_Type=content_type)
    assert 400 <= reply.status < 500


def test_a_form_without_its_type_is_refused(endpoint: Endpoint) -> None:
    reply = send("POST", endpoint.address, body=urlencode({"query": "ASK {}"}).encode())
    assert 400 <= reply.status < 500


def test_a_direct_query_without_its_type_is_refused(endpoint: Endpoint) -> None:
    assert 400 <= send("POST", endpoint.address, body=b"ASK {}").status < 500


@pytest.mark.parametrize("query", ["ASK {}", 'ASK { ?s ?p "é" }'])
def test_a_direct_query_in_utf_16_is_refused(endpoint: Endpoint, query: str) -> None:
    reply = send("POST", endpoint.address, body=query.encode("utf-16"), Content_Type=f"{QUERY_TYPE}; charset=UTF-16")
    assert 400 <= reply.status < 500


def test_bytes_that_are_not_utf_8_are_refused(endpoint: Endpoint) -> None:
    reply = send("POST", endpoint.address, body=b'ASK { ?s ?p "\xe9" }', Content_Type=QUERY_TYPE)
    assert reply.status == 400


@every_operation
@pytest.mark.parametrize(
    "query", ["SELECT ?s WHERE {", "SELEC ?s {}", "ASK { ?s ?p }", "ASK { x:y ?p ?o }", "SELECT (1 AS ?x) (2 AS ?x) {}"]
)
def test_a_query_of_bad_syntax_gets_400_and_words(endpoint: Endpoint, ask: Ask, query: str) -> None:
    reply = ask(endpoint.address, query)
    assert (reply.status, len(reply.text) > 10) == (400, True)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_empty_query_is_refused(endpoint: Endpoint, method: str) -> None:
    ask = get if method == "GET" else post_form
    assert ask(endpoint.address, "").status == 400


def test_a_direct_query_of_no_length_is_refused(endpoint: Endpoint) -> None:
    assert post_direct(endpoint.address, "").status == 400


def test_a_form_without_a_query_is_refused(endpoint: Endpoint) -> None:
    reply = send("POST", endpoint.address, body=b"a=b", Content_Type=FORM_TYPE)
    assert reply.status == 400


@every_operation
@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_whose_name_is_no_iri_is_refused(endpoint: Endpoint, ask: Ask, name: str) -> None:
    assert 400 <= ask(endpoint.address, "ASK {}", [(name, "not an IRI")]).status < 500


def test_a_form_that_the_client_cannot_take_is_not_sent(endpoint: Endpoint) -> None:
    assert get(endpoint.address, "ASK {}", Accept="image/png").status == 406


# 2.2: updates, which this service does not take


@pytest.mark.parametrize("update", ["INSERT DATA { <a:a> <a:a> <a:a> }", "CLEAR ALL", "LOAD <http://127.0.0.1:9/>"])
def test_updates_are_refused(endpoint: Endpoint, update: str) -> None:
    form = urlencode({"update": update}).encode()
    replies = [
        send("POST", endpoint.address, body=form, Content_Type=FORM_TYPE),
        send("POST", endpoint.address, body=update.encode(), Content_Type="application/sparql-update"),
        send("GET", endpoint.address, [("update", update)]),
        *(ask(endpoint.address, update) for ask in (get, post_form, post_direct)),
    ]
    assert [reply.status for reply in replies if not 400 <= reply.status < 500] == []


def test_a_query_and_an_update_in_one_form_are_refused(endpoint: Endpoint) -> None:
    form = urlencode({"query": "ASK {}", "update": "CLEAR ALL"}).encode()
    assert 400 <= send("POST", endpoint.address, body=form, Content_Type=FORM_TYPE).status < 500
