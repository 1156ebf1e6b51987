"""What HTTP itself asks of the endpoint (RFC 9110), and what pages of other sites need to ask it (Fetch)."""

from __future__ import annotations

import gzip
import json

import pytest
from exchange import QUERY_TYPE, get, send
from services import Endpoint

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
SELECT = f"SELECT ?number WHERE {{ VALUES ?number {{ {' '.join(map(str, range(1000)))} }} }}"
CONSTRUCT = "CONSTRUCT WHERE { ?s a ?o }"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("*/*", JSON),
        ("text/*", CSV),
        ("application/*", JSON),
        (f"{XML};q=0.9, {JSON};q=0.1", XML),
        (f"{JSON};q=0.1, {CSV}", CSV),
        (f"{TSV}, {CSV};q=0.5, */*;q=0.1", TSV),
        (f"{JSON};q=0, */*", XML),
        ("image/png, */*;q=0.1", JSON),
        ("application/json", JSON),
        ("application/xml", XML),
        ("TEXT/CSV", CSV),
    ],
)
def test_the_form_that_is_wanted_most_comes(endpoint: Endpoint, accept: str, wanted: str) -> None:
    reply = get(endpoint.address, SELECT, Accept=accept)
    assert (reply.status, reply.media_type) == (200, wanted)


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [("*/*", "text/turtle"), ("application/rdf+xml, text/turtle;q=0.5", "application/rdf+xml")],
)
def test_the_form_of_triples_that_is_wanted_most_comes(endpoint: Endpoint, accept: str, wanted: str) -> None:
    assert get(endpoint.address, CONSTRUCT, Accept=accept).media_type == wanted


def test_answers_vary_by_accept(endpoint: Endpoint) -> None:
    assert "accept" in get(endpoint.address, SELECT).headers["vary"].lower()


@pytest.mark.parametrize("query", [SELECT, CONSTRUCT])
def test_head_has_the_headers_of_get_and_no_content(endpoint: Endpoint, query: str) -> None:
    full = get(endpoint.address, query)
    head = send("HEAD", endpoint.address, [("query", query)])
    assert (head.status, head.body) == (200, b"")
    names = ("content-type", "etag", "vary")
    assert [head.headers.get(name) for name in names] == [full.headers.get(name) for name in names]


def test_options_tells_the_methods(endpoint: Endpoint) -> None:
    reply = send("OPTIONS", endpoint.address)
    assert reply.status in (200, 204)
    assert {"GET", "HEAD", "POST", "OPTIONS"} <= {each.strip() for each in reply.headers["allow"].split(",")}


def test_a_page_of_another_site_may_ask(endpoint: Endpoint) -> None:
    reply = get(endpoint.address, "ASK {}", Origin="https://example.org")
    assert reply.headers["access-control-allow-origin"] == "*"


def test_a_page_of_another_site_may_post_a_query(endpoint: Endpoint) -> None:
    reply = send(
        "OPTIONS",
        endpoint.address,
        Origin="https://example.org",
        Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="accept,content-type",
    )
    assert reply.status in (200, 204)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "POST" in reply.headers["access-control-allow-methods"]
    assert {"accept", "content-type"} <= {
        each.strip().lower() for each in reply.headers["access-control-allow-headers"].split(",")
    }


def test_a_page_of_another_site_sees_why_it_was_refused(endpoint: Endpoint) -> None:
    reply = get(endpoint.address, "SELEC", Origin="https://example.org")
    assert (reply.status, reply.headers["access-control-allow-origin"]) == (400, "*")


def test_an_answer_that_has_not_changed_is_not_sent_again(endpoint: Endpoint) -> None:
    etag = get(endpoint.address, SELECT).headers["etag"]
    assert etag.startswith('"')
    again = get(endpoint.address, SELECT, If_None_Match=etag)
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)


def test_each_form_and_each_query_has_an_etag_of_its_own(endpoint: Endpoint) -> None:
    etags = [get(endpoint.address, SELECT, Accept=each).headers["etag"] for each in (JSON, XML, CSV, TSV)]
    etags.append(get(endpoint.address, f"{SELECT} # other").headers["etag"])
    assert len(set(etags)) == 5


def test_a_large_answer_is_compressed_for_who_asks(endpoint: Endpoint) -> None:
    plain = get(endpoint.address, SELECT, Accept=JSON)
    packed = get(endpoint.address, SELECT, Accept=JSON, Accept_Encoding="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert "accept-encoding" in packed.headers["vary"].lower()


def test_gzip_is_not_sent_to_who_refuses_it(endpoint: Endpoint) -> None:
    reply = get(endpoint.address, SELECT, Accept=JSON, Accept_Encoding="gzip;q=0, identity")
    assert "content-encoding" not in reply.headers
    assert json.loads(reply.body)["results"]["bindings"]


def test_the_length_that_is_told_is_the_length(endpoint: Endpoint) -> None:
    reply = get(endpoint.address, SELECT)
    assert int(reply.headers["content-length"]) == len(reply.body)


def test_a_long_query_can_be_posted(endpoint: Endpoint) -> None:
    query = f"ASK {{ VALUES ?n {{ {' '.join(map(str, range(15_000)))} }} FILTER(?n = 14999) }}".encode()
    reply = send("POST", endpoint.address, body=query, Content_Type=QUERY_TYPE, Accept=JSON)
    assert (reply.status, json.loads(reply.body)["boolean"]) == (200, True)
