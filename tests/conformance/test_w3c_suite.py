"""The tests of the W3C suite that apply to a read-only service without inference, over HTTP.

What is left out is in ``left_out.yaml``, with the reason.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
import yaml
from exchange import Reply, post_direct
from services import Endpoint
from w3c_manifests import ACCEPTED, EVALUATION, REFUSED, W3cTest, find_address, read_tests
from w3c_results import check_same, read_answer, read_expected
from w3c_suite import get_suite

SUITE = get_suite()
TESTS = read_tests(SUITE)
LEFT_OUT = yaml.safe_load((Path(__file__).parent / "left_out.yaml").read_text("utf-8"))
PATTERNS = [pattern for group in LEFT_OUT for pattern in group["tests"]]
APPLYING = [test for test in TESTS if not any(fnmatchcase(test.name, pattern) for pattern in PATTERNS)]
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
UNORDERED = {"sparql11/functions/plus-1", "sparql11/functions/plus-2"}
"""They sort by numbers and strings together, whose order is left to the engine (SPARQL 1.1, section 15.1)."""
ORDERED = re.compile(r"\bORDER\s+BY\b", re.IGNORECASE)


def ask(endpoint: Endpoint, test: W3cTest, accept: str) -> Reply:
    query = (SUITE / test.query).read_text("utf-8")
    place, parameters = endpoint.find_place(test.dataset)
    return post_direct(place, f"BASE <{find_address(test.query)}>\n{query}", parameters, Accept=accept)


def is_sorted(test: W3cTest) -> bool:
    """Return whether the query asks for an order of its rows."""
    return ORDERED.search((SUITE / test.query).read_text("utf-8")) is not None


def list_evaluations() -> list[tuple[W3cTest, str]]:
    """Return each test with each form that keeps all of its result."""
    pairs = []
    for test in (test for test in APPLYING if test.kind in EVALUATION):
        assert test.result is not None
        expected = read_expected(SUITE / test.result, find_address(test.result))
        forms = TRIPLES if expected.graph is not None else ROWS[:2] if expected.truth is not None else ROWS
        pairs += [(test, form) for form in (("text/csv",) if test.result.suffix == ".csv" else forms)]
    return pairs


@pytest.mark.parametrize(("test", "media_type"), list_evaluations(), ids=str)
def test_a_query_gives_the_result_that_the_suite_expects(endpoint: Endpoint, test: W3cTest, media_type: str) -> None:
    assert test.result is not None
    reply = ask(endpoint, test, media_type)
    assert (reply.status, reply.media_type) == (200, media_type), reply.text
    expected = read_expected(SUITE / test.result, find_address(test.result))
    is_ordered = expected.has_order and test.name not in UNORDERED and is_sorted(test)
    found = read_answer(reply.body, media_type)
    assert not check_same(expected, found, is_ordered=is_ordered, is_lax=test.is_lax)


@pytest.mark.parametrize("test", [test for test in APPLYING if test.kind in ACCEPTED], ids=str)
def test_a_query_of_good_syntax_is_answered(endpoint: Endpoint, test: W3cTest) -> None:
    reply = ask(endpoint, test, "*/*")
    assert reply.status == 200, reply.text


@pytest.mark.parametrize("test", [test for test in APPLYING if test.kind in REFUSED], ids=str)
def test_a_query_of_bad_syntax_is_refused(endpoint: Endpoint, test: W3cTest) -> None:
    assert ask(endpoint, test, "*/*").status == 400


@pytest.mark.parametrize("pattern", PATTERNS)
def test_what_is_left_out_is_in_the_suite(pattern: str) -> None:
    assert any(fnmatchcase(test.name, pattern) for test in TESTS)


def test_every_group_that_is_left_out_has_a_reason() -> None:
    assert all(len(group["reason"]) > 20 for group in LEFT_OUT)


def test_the_suite_is_run_in_all_forms() -> None:
    assert {form for _, form in list_evaluations()} == {*ROWS, *TRIPLES, "text/csv"}
