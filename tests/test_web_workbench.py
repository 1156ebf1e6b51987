from __future__ import annotations

from html import unescape
from urllib.parse import quote

import pytest
from web_site import BROWSER, ask, get_app, open_page, read_text

from graph.settings import Settings
from web.query_list import INTERNAL

GT = "https://w3id.org/goldenthread/def#"
COUNTED = "SELECT ?kind (COUNT(?x) AS ?number) { ?x a ?kind } GROUP BY ?kind"
PLANS = f"SELECT ?plan WHERE {{ ?plan a <{GT}Plan> }} ORDER BY ?plan"


def address(query: str, more: str = "") -> str:
    return f"/sparql?query={quote(query)}{more}"


def test_the_form_holds_a_query_that_answers(real_settings: Settings) -> None:
    page = open_page(real_settings, "/sparql")
    query = unescape(page.partition("data-terms=")[2].partition(">")[2].partition("</textarea>")[0])
    assert "15 rows." in read_text(real_settings, address(query))


def test_the_library_stands_beside_it_with_what_each_answers_and_for_whom(real_settings: Settings) -> None:
    page = open_page(real_settings, "/sparql")
    assert 'href="/queries/money/cost_of_outcomes"' in page
    assert "Every amount and printed total of each outcome" in page
    assert "For: Officers and councillors who ask what a priority costs" in page
    assert [folder for folder in INTERNAL if f"/queries/{folder}/" in page] == []


def test_a_permalink_names_query_and_release_and_opens_the_same_result(real_settings: Settings) -> None:
    page = open_page(real_settings, address(PLANS))
    link = unescape(page.partition('data-copy="link"><a class="govuk-link" href="')[2].partition('"')[0])
    assert "&release=" in link
    again = open_page(real_settings, link.removeprefix("http://localhost"))
    assert "5 rows." in again
    assert "not the one served" not in again


def test_a_permalink_of_another_release_says_so_above_the_answer(real_settings: Settings) -> None:
    text = read_text(real_settings, address(PLANS, "&release=0123456789ab"))
    assert "This link was made on release 0123456789ab, which is not the one served now." in text


def test_a_query_too_long_for_a_link_gets_no_link(real_settings: Settings) -> None:
    query = f"{PLANS} #{'x' * 7000}"
    answer = get_app(real_settings).test_client().post("/sparql", data={"query": query}, headers={"Accept": BROWSER})
    assert "5 rows." in answer.text
    assert "Link to this" not in answer.text
    assert "/sparql?query=" not in answer.text


def test_line_ends_of_a_form_become_those_of_a_program(real_settings: Settings) -> None:
    page = open_page(real_settings, address(PLANS.replace(" WHERE", "\r\nWHERE")))
    assert "%0D" not in page.partition("Link to this")[2].partition("</details>")[0]
    assert "\nWHERE" in page


def test_a_result_is_shown_as_a_chart(real_settings: Settings) -> None:
    page = open_page(real_settings, address(COUNTED, "&view=chart"))
    assert 'role="img" aria-label="Each row: number by kind. Nothing is added up."' in page
    assert "<svg" in page
    assert " style=" not in page


def test_a_chart_of_the_first_rows_says_so(real_settings: Settings) -> None:
    query = "SELECT ?x (STRLEN(STR(?x)) AS ?length) { ?x a ?kind }"
    assert "The first 100 rows: length by x" in read_text(real_settings, address(query, "&view=chart"))


def test_a_result_without_numbers_says_why_there_is_no_chart(real_settings: Settings) -> None:
    assert "A chart needs a column of numbers" in read_text(real_settings, address(PLANS, "&view=chart"))


def test_a_result_without_rows_offers_no_chart(real_settings: Settings) -> None:
    page = read_text(real_settings, address("SELECT * { ?s a <urn:never> }", "&view=chart"))
    assert "Nothing in the graph fits this." in page


def test_what_a_result_says_stays_text_in_a_chart(real_settings: Settings) -> None:
    query = 'SELECT ("<script>alert(1)</script>" AS ?name) (1 AS ?number) {}'
    assert "<script>alert" not in open_page(real_settings, address(query, "&view=chart"))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        (PLANS, ["JSON", "XML", "CSV", "TSV"]),
        ("DESCRIBE ?plan { ?plan a <" + GT + "Plan> }", ["Turtle", "N-Triples", "RDF/XML", "JSON-LD"]),
    ],
)
def test_the_whole_result_comes_as_files(real_settings: Settings, query: str, names: list[str]) -> None:
    assert f"The whole result as a file: {' , '.join(names)}" in read_text(real_settings, address(query))


def test_the_program_texts_fit_the_form_of_the_query(real_settings: Settings) -> None:
    select = open_page(real_settings, address(PLANS))
    construct = open_page(real_settings, address("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert [name in select for name in ("code-curl", "code-python", "code-r", "code-power-query")] == [True] * 4
    assert [name in construct for name in ("code-curl", "code-python", "code-r", "code-power-query")] == [True] * 3 + [
        False
    ]


def test_the_editor_completes_from_this_service(real_settings: Settings) -> None:
    answer = ask(real_settings, "/sparql/terms.json")
    assert answer.json is not None
    assert answer.json["prefixes"]["gt"] == GT
    terms = {(term["name"], term["sort"]) for term in answer.json["terms"]}
    assert {("gt:Priority", "class"), ("gt:hasPriority", "property"), ("gtc:flow-spending", "code")} <= terms


def test_the_terms_to_complete_are_not_sent_twice(real_settings: Settings) -> None:
    tag = ask(real_settings, "/sparql/terms.json").headers["ETag"]
    assert ask(real_settings, "/sparql/terms.json", If_None_Match=tag).status_code == 304


def test_a_program_is_not_given_another_release_than_its_link_names(real_settings: Settings) -> None:
    answer = ask(real_settings, address(PLANS, "&release=0123456789ab"), "text/csv")
    assert answer.status_code == 410
    assert answer.json is not None
    assert "leave release out" in answer.json["advice"].lower()
