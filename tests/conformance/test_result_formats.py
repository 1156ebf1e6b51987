"""The W3C's formats of results: JSON, XML, CSV and TSV, to the letter, as the running service writes them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any
from xml.etree import ElementTree

import pytest
from exchange import Reply, get, post_direct
from services import Endpoint

JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
NAMESPACE = "{http://www.w3.org/2005/sparql-results#}"
XSD = "http://www.w3.org/2001/XMLSchema#"
AWKWARD = 'comma, "quotation marks", <angle> & ampersand,\ttab, \nnew line, Émile 日本'
TERMS = r"""SELECT * WHERE { VALUES (?iri ?plain ?tagged ?number ?none ?typed) {
  (<http://example.org/a> "plain" "chat"@fr 42 UNDEF "2021-03-01"^^<http://www.w3.org/2001/XMLSchema#date>)
  (UNDEF "" "x"@en-GB 1.5 UNDEF "odd"^^<http://example.org/type>) } BIND(BNODE() AS ?blank) }"""
ORDER = "SELECT ?c ?a ?b WHERE { VALUES (?a ?b ?c) { (1 2 3) (4 5 6) } } ORDER BY DESC(?a)"
NAMES = ["iri", "plain", "tagged", "number", "none", "typed", "blank"]


def quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def ask(endpoint: Endpoint, query: str, media_type: str) -> Reply:
    reply = post_direct(endpoint.address, query, Accept=media_type)
    assert (reply.status, reply.media_type) == (200, media_type), reply.text
    return reply


def read_json(endpoint: Endpoint, query: str) -> Any:  # Any: JSON
    return json.loads(ask(endpoint, query, JSON).body)


def read_xml(endpoint: Endpoint, query: str) -> ElementTree.Element:
    return ElementTree.fromstring(ask(endpoint, query, XML).body)


def read_csv(endpoint: Endpoint, query: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ask(endpoint, query, CSV).text, newline=""), strict=True))


def read_tsv(endpoint: Endpoint, query: str) -> list[list[str]]:
    return [line.split("\t") for line in ask(endpoint, query, TSV).text.split("\n")]


# SPARQL 1.1 Query Results JSON Format


def test_json_names_the_variables_in_the_order_of_the_query(endpoint: Endpoint) -> None:
    assert read_json(endpoint, ORDER)["head"]["vars"] == ["c", "a", "b"]


def test_json_writes_each_kind_of_term_as_section_3_2_2_says(endpoint: Endpoint) -> None:
    first = read_json(endpoint, TERMS)["results"]["bindings"][0]
    assert first.pop("blank")["type"] == "bnode"
    assert first == {
        "iri": {"type": "uri", "value": "http://example.org/a"},
        "plain": {"type": "literal", "value": "plain"},
        "tagged": {"type": "literal", "value": "chat", "xml:lang": "fr"},
        "number": {"type": "literal", "value": "42", "datatype": f"{XSD}integer"},
        "typed": {"type": "literal", "value": "2021-03-01", "datatype": f"{XSD}date"},
    }


def test_json_leaves_out_what_is_unbound(endpoint: Endpoint) -> None:
    result = read_json(endpoint, TERMS)
    assert set(result["head"]["vars"]) == set(NAMES)
    assert [("none" in row, "iri" in row) for row in result["results"]["bindings"]] == [(False, True), (False, False)]


def test_json_of_no_rows_has_its_parts(endpoint: Endpoint) -> None:
    result = read_json(endpoint, "SELECT ?x WHERE { FILTER(false) }")
    assert (result["head"]["vars"], result["results"]["bindings"]) == (["x"], [])


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", True), ("ASK { FILTER(false) }", False)])
def test_json_of_an_ask_is_a_boolean(endpoint: Endpoint, query: str, truth: bool) -> None:
    result = read_json(endpoint, query)
    assert (result["boolean"], isinstance(result["head"], dict), "results" in result) == (truth, True, False)


# SPARQL Query Results XML Format (Second Edition)


def test_xml_names_the_variables_in_the_order_of_the_query(endpoint: Endpoint) -> None:
    root = read_xml(endpoint, ORDER)
    assert root.tag == f"{NAMESPACE}sparql"
    assert [each.get("name") for each in root.iterfind(f"{NAMESPACE}head/{NAMESPACE}variable")] == ["c", "a", "b"]


def test_xml_writes_each_kind_of_term_as_section_2_3_1_says(endpoint: Endpoint) -> None:
    result = read_xml(endpoint, TERMS).find(f"{NAMESPACE}results/{NAMESPACE}result")
    assert result is not None
    terms = {str(each.get("name")): each[0] for each in result}
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    written = {name: (term.tag.removeprefix(NAMESPACE), term.text, term.attrib) for name, term in terms.items()}
    assert written.pop("blank")[0] == "bnode"
    assert written == {
        "iri": ("uri", "http://example.org/a", {}),
        "plain": ("literal", "plain", {}),
        "tagged": ("literal", "chat", {lang: "fr"}),
        "number": ("literal", "42", {"datatype": f"{XSD}integer"}),
        "typed": ("literal", "2021-03-01", {"datatype": f"{XSD}date"}),
    }


def test_xml_leaves_out_what_is_unbound(endpoint: Endpoint) -> None:
    results = read_xml(endpoint, TERMS).findall(f"{NAMESPACE}results/{NAMESPACE}result")
    names = [{each.get("name") for each in result} for result in results]
    assert [("none" in row, "iri" in row) for row in names] == [(False, True), (False, False)]


@pytest.mark.parametrize(("query", "truth"), [("ASK {}", "true"), ("ASK { FILTER(false) }", "false")])
def test_xml_of_an_ask_is_a_boolean(endpoint: Endpoint, query: str, truth: str) -> None:
    root = read_xml(endpoint, query)
    assert [each.tag.removeprefix(NAMESPACE) for each in root] == ["head", "boolean"]
    assert root.findtext(f"{NAMESPACE}boolean") == truth


# SPARQL 1.1 Query Results CSV and TSV Formats


def test_csv_names_the_variables_without_a_question_mark(endpoint: Endpoint) -> None:
    assert read_csv(endpoint, ORDER) == [["c", "a", "b"], ["6", "4", "5"], ["3", "1", "2"]]


def test_csv_ends_its_lines_as_rfc_4180_says(endpoint: Endpoint) -> None:
    text = ask(endpoint, ORDER, CSV).text
    assert (text.count("\r\n"), text.count("\n"), text.endswith("\r\n")) == (3, 3, True)


def test_csv_writes_terms_as_plain_text(endpoint: Endpoint) -> None:
    header, first, second = read_csv(endpoint, TERMS)
    row = dict(zip(header, first, strict=True))
    assert row.pop("blank").startswith("_:")
    assert row == {
        "iri": "http://example.org/a",
        "plain": "plain",
        "tagged": "chat",
        "number": "42",
        "none": "",
        "typed": "2021-03-01",
    }
    assert dict(zip(header, second, strict=True))["iri"] == ""


def test_tsv_names_the_variables_with_a_question_mark(endpoint: Endpoint) -> None:
    assert read_tsv(endpoint, ORDER) == [["?c", "?a", "?b"], ["6", "4", "5"], ["3", "1", "2"], [""]]


def test_tsv_writes_terms_as_turtle(endpoint: Endpoint) -> None:
    header, first, second, _ = read_tsv(endpoint, TERMS)
    row = dict(zip(header, first, strict=True))
    assert row.pop("?blank").startswith("_:")
    assert row == {
        "?iri": "<http://example.org/a>",
        "?plain": '"plain"',
        "?tagged": '"chat"@fr',
        "?number": "42",
        "?none": "",
        "?typed": f'"2021-03-01"^^<{XSD}date>',
    }
    assert dict(zip(header, second, strict=True))["?iri"] == ""


# All of them


def test_awkward_characters_survive_in_every_form(endpoint: Endpoint) -> None:
    query = f"SELECT ({quote(AWKWARD)} AS ?text) {{}}"
    assert read_json(endpoint, query)["results"]["bindings"][0]["text"]["value"] == AWKWARD
    assert read_xml(endpoint, query).findtext(f".//{NAMESPACE}literal") == AWKWARD
    assert read_csv(endpoint, query) == [["text"], [AWKWARD]]
    cell = read_tsv(endpoint, query)[1][0]
    assert json.loads(cell) == AWKWARD


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
def test_rows_come_in_the_order_that_the_query_asks_for(endpoint: Endpoint, media_type: str) -> None:
    query = "SELECT ?n WHERE { VALUES ?n { 7300 7100 7200 } } ORDER BY ?n"
    text = ask(endpoint, query, media_type).text
    assert text.index("7100") < text.index("7200") < text.index("7300")


@pytest.mark.parametrize("media_type", [JSON, XML])
def test_an_ask_can_be_got_in_the_forms_that_have_one(endpoint: Endpoint, media_type: str) -> None:
    assert get(endpoint.address, "ASK {}", Accept=media_type).media_type == media_type


@pytest.mark.parametrize("media_type", [JSON, XML, CSV, TSV])
def test_results_are_utf_8_and_say_nothing_else(endpoint: Endpoint, media_type: str) -> None:
    reply = ask(endpoint, 'SELECT ("Émile" AS ?name) {}', media_type)
    assert "Émile" in reply.body.decode("utf-8")
    assert reply.headers["content-type"].lower().replace(" ", "").partition("charset=")[2] in ("", "utf-8")
