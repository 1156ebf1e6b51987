from __future__ import annotations

import pytest
from flask import Flask, request
from web_site import BROWSER

from web.errors import NotAcceptableError
from web.negotiate import HTML, choose_format, choose_type, wants_page

TURTLE, JSON, CSV = "text/turtle", "application/sparql-results+json", "text/csv"


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", HTML),
        ("*/*", HTML),
        (BROWSER, HTML),
        ("text/turtle", TURTLE),
        ("text/html;q=0.2, text/turtle;q=0.9", TURTLE),
        ("text/*;q=0.5, text/turtle;q=0", HTML),
        ("*/*;q=0.1, text/turtle;q=0.2", TURTLE),
        ("image/png", None),
    ],
)
def test_the_type_that_is_wanted_most_is_chosen(accept: str, chosen: str | None) -> None:
    with Flask("test").test_request_context(headers={"Accept": accept} if accept else {}):
        assert choose_type(request.accept_mimetypes, [HTML, TURTLE]) == chosen


@pytest.mark.parametrize(
    ("address", "accept", "media_type"),
    [
        ("/", "*/*", JSON),
        ("/", "application/json", JSON),
        ("/", "text/csv, application/json;q=0.5", CSV),
        ("/?format=csv", "application/json", CSV),
        ("/?format=application/json", "text/csv", JSON),
    ],
)
def test_a_format_is_named_in_the_address_or_negotiated(address: str, accept: str, media_type: str) -> None:
    with Flask("test").test_request_context(address, headers={"Accept": accept}):
        assert choose_format(request, "solutions").media_type == media_type


@pytest.mark.parametrize(("address", "accept"), [("/", "image/png"), ("/?format=xlsx", "*/*")])
def test_a_format_that_there_is_not_is_refused_with_those_that_there_are(address: str, accept: str) -> None:
    with (
        Flask("test").test_request_context(address, headers={"Accept": accept}),
        pytest.raises(NotAcceptableError, match="csv"),
    ):
        choose_format(request, "solutions")


@pytest.mark.parametrize(
    ("address", "accept", "is_browser"),
    [
        ("/", BROWSER, True),
        ("/", "*/*", False),
        ("/", "text/html;q=0.5, application/json", False),
        ("/?format=csv", BROWSER, False),
        ("/?format=html", "*/*", True),
    ],
)
def test_only_a_browser_gets_a_page(address: str, accept: str, is_browser: bool) -> None:
    with Flask("test").test_request_context(address, headers={"Accept": accept}):
        assert wants_page(request) is is_browser


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("xml", "application/rdf+xml"),
        ("rdf+xml", "application/rdf+xml"),
        ("json-ld", "application/ld+json"),
        ("n3", TURTLE),
    ],
)
def test_the_names_that_clients_send_for_a_graph_are_understood(name: str, media_type: str) -> None:
    with Flask("test").test_request_context(query_string={"format": name}):
        assert choose_format(request, "graph").media_type == media_type


@pytest.mark.parametrize(
    ("accept", "name"),
    [
        ("text/*", "csv"),
        ("application/sparql-results+json;q=0, */*", "xml"),
        ("application/json", "json"),
        ("text/xml", "xml"),
        ("text/csv;q=0.5, text/tab-separated-values;q=0.6", "tsv"),
        ("*/*", "json"),
        ("", "json"),
    ],
)
def test_rows_come_in_the_form_that_is_wanted_most(accept: str, name: str) -> None:
    with Flask("web").test_request_context(headers={"Accept": accept} if accept else {}):
        assert choose_format(request, "solutions").name == name


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "text/csv;q=0, text/html"])
def test_where_no_form_is_wanted_that_is_said(accept: str) -> None:
    with (
        Flask("web").test_request_context(headers={"Accept": accept}),
        pytest.raises(NotAcceptableError, match=r"Ask for one of json"),
    ):
        choose_format(request, "solutions")
