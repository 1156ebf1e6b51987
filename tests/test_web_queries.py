from __future__ import annotations

import pytest
from web_site import BROWSER, ask, open_page, read_text

from graph.queries import QueryLibrary
from graph.releases import Release
from graph.settings import Settings

QUERY = "/queries/evidence/passages_of_node"
NODE = "?node=plan%2Fstrategic-2021-24%2Foutcome%2F5"


def test_every_query_for_people_is_listed_by_folder(real_settings: Settings) -> None:
    page = open_page(real_settings, "/queries")
    assert '<h2 class="govuk-heading-s" id="folder-evidence">Evidence</h2>' in page
    assert f'href="{QUERY}"' in page


@pytest.mark.parametrize("folder", ["pages", "infer", "store", "check"])
def test_queries_that_the_service_asks_itself_are_not_shown(real_settings: Settings, folder: str) -> None:
    assert f'id="folder-{folder}"' not in open_page(real_settings, "/queries")
    assert ask(real_settings, f"/queries/{folder}/node").status_code == 404


def test_a_query_has_a_form_with_a_field_for_each_parameter(real_settings: Settings) -> None:
    page = open_page(real_settings, QUERY)
    assert '<label class="govuk-label govuk-label--s" for="node">' in page
    assert "Answer</h2>" not in page


def test_a_query_with_its_parameter_is_answered_as_a_table(real_settings: Settings) -> None:
    assert "Outcome 5" in read_text(real_settings, QUERY + NODE)


def test_a_value_that_does_not_fit_is_explained_beside_the_form(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{QUERY}?node=%3C%3E", BROWSER)
    assert answer.status_code == 400
    assert "A value does not fit" in answer.text


@pytest.mark.parametrize(("suffix", "media_type"), [(".csv", "text/csv"), (".json", "application/sparql-results+json")])
def test_the_answer_comes_as_a_file(real_settings: Settings, suffix: str, media_type: str) -> None:
    answer = ask(real_settings, QUERY + suffix + NODE)
    assert (answer.status_code, answer.mimetype) == (200, media_type)
    assert "Outcome 5" in answer.text


def test_a_file_without_a_needed_value_is_a_bad_request(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{QUERY}.csv")
    assert answer.status_code == 400
    assert answer.json is not None
    assert "it needs a value" in answer.json["detail"]


@pytest.mark.parametrize("name", ["evidence/passages_of_nodes", "evidence/passages_of_node.docx"])
def test_a_query_that_there_is_not_suggests_the_nearest(real_settings: Settings, name: str) -> None:
    answer = ask(real_settings, f"/queries/{name}")
    assert answer.status_code == 404
    assert answer.json is not None
    assert QUERY in answer.json["suggestions"]


COSTS = "/queries/money/cost_of_outcomes"
OUTCOME = "?outcome=plan/strategic-2021-24/outcome/6"
THREAD = "/queries/lineage/thread_graph"
PART = "?node=plan/strategic-2021-24/outcome/6"


def test_the_list_is_searched_by_words_of_what_a_query_answers_and_for_whom(real_settings: Settings) -> None:
    page = open_page(real_settings, "/queries?q=councillors+PRIORITY+costs")
    assert f'href="{COSTS}"' in page
    assert "with “councillors PRIORITY costs”" in page
    assert "/queries/lineage/thread_down" not in page


def test_a_search_that_finds_no_question_leads_on(real_settings: Settings) -> None:
    page = read_text(real_settings, "/queries?q=zeppelin")
    assert "No question holds these words." in page


def test_a_field_says_what_it_is_with_an_example_and_offers_what_fits(real_settings: Settings) -> None:
    page = open_page(real_settings, COSTS)
    assert "Outcome (optional)" in page
    assert "The path or address of something in the graph, for example" in page
    assert '<option value="plan/strategic-2021-24/outcome/6">' in page
    assert '<option value="plan/strategic-2021-24/priority/1">' not in page


def test_a_field_for_a_code_offers_the_codes_of_its_list(real_settings: Settings) -> None:
    page = open_page(real_settings, "/queries/money/not_aligned")
    assert '<option value="https://w3id.org/goldenthread/code/flow-spending">' in page
    assert "code/basis-curated" not in page


def test_a_path_and_an_address_ask_the_same(real_settings: Settings) -> None:
    address = "?outcome=https://w3id.org/goldenthread/id/tower-hamlets/plan/strategic-2021-24/outcome/6"
    assert ask(real_settings, f"{COSTS}.csv{OUTCOME}").data == ask(real_settings, f"{COSTS}.csv{address}").data


def test_several_values_each_have_a_field(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{COSTS}{OUTCOME}&outcome=plan/strategic-2021-24/outcome/5")
    assert '<label class="govuk-label govuk-label--s" for="outcome-2">Outcome 2 (optional)</label>' in page


@pytest.mark.parametrize("name", ["money/cost_of_outcomes", "gaps/outcomes_without_measure", "measures/trends"])
def test_the_columns_of_a_file_are_those_that_the_query_declares(
    real_settings: Settings, library: QueryLibrary, name: str
) -> None:
    header = ask(real_settings, f"/queries/{name}.csv").text.splitlines()[0]
    assert header.split(",") == [column.name for column in library.get_query(name).columns]


def test_an_emptied_field_says_what_is_needed_with_an_example(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{QUERY}?node=", BROWSER)
    assert answer.status_code == 400
    assert "Node: It needs a value. Give one such as plan/" in answer.text


@pytest.mark.parametrize(
    ("value", "suggested"),
    [
        ("plan/strategic-2021-24/outcom/6", "plan%2Fstrategic-2021-24%2Foutcome%2F6"),
        ("clean and green", "plan%2Fstrategic-2021-24%2Foutcome%2F5"),
    ],
)
def test_a_node_that_is_not_in_the_graph_suggests_what_comes_close(
    real_settings: Settings, value: str, suggested: str
) -> None:
    answer = ask(real_settings, f"{QUERY}.csv?node={value}")
    assert answer.status_code == 404
    assert answer.json is not None
    assert f"{QUERY}.csv?node={suggested}" in answer.json["suggestions"]
    assert ask(real_settings, answer.json["suggestions"][0]).status_code == 200


def test_a_page_with_an_unknown_node_offers_what_comes_close_and_keeps_what_was_typed(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{COSTS}?outcome=plan/strategic-2021-24/outcom/6", BROWSER)
    assert answer.status_code == 404
    assert "Did you mean" in answer.text
    assert 'value="plan/strategic-2021-24/outcom/6"' in answer.text


def test_a_parameter_that_there_is_not_names_those_that_there_are(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{COSTS}.csv?priority=plan/x")
    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["advice"] == "It takes outcome."


@pytest.mark.parametrize(
    ("address", "media_type"),
    [
        (f"{THREAD}.ttl{PART}", "text/turtle"),
        (f"{THREAD}.json{PART}", "application/ld+json"),
        (f"{THREAD}.nt{PART}", "application/n-triples"),
        (f"{COSTS}.tsv", "text/tab-separated-values"),
        (f"{COSTS}.xml", "application/sparql-results+xml"),
    ],
)
def test_a_result_comes_in_every_form_that_fits_it(real_settings: Settings, address: str, media_type: str) -> None:
    answer = ask(real_settings, address)
    assert (answer.status_code, answer.mimetype) == (200, media_type)


@pytest.mark.parametrize(
    ("address", "there_is"),
    [(f"{COSTS}.ttl", "money/cost_of_outcomes.csv"), (f"{THREAD}.csv{PART}", "thread_graph.turtle")],
)
def test_a_form_that_does_not_fit_says_which_do(real_settings: Settings, address: str, there_is: str) -> None:
    answer = ask(real_settings, address)
    assert answer.status_code == 406
    assert there_is in answer.text


def test_a_program_that_asks_for_csv_gets_it_at_the_address_of_the_page(real_settings: Settings) -> None:
    answer = ask(real_settings, COSTS, "text/csv")
    assert answer.mimetype == "text/csv"
    assert "Accept" in answer.headers["Vary"]
    assert ask(real_settings, COSTS).mimetype == "text/html"


def test_a_spreadsheet_that_refreshes_gets_nothing_twice(real_settings: Settings) -> None:
    answer = ask(real_settings, f"{COSTS}.csv{OUTCOME}")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    again = ask(real_settings, f"{COSTS}.csv{OUTCOME}", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")


def test_scripts_of_other_sites_read_errors_too(real_settings: Settings) -> None:
    assert ask(real_settings, f"{QUERY}.csv").headers["Access-Control-Allow-Origin"] == "*"


def test_a_file_of_another_release_is_refused_and_a_page_says_so(real_settings: Settings) -> None:
    assert ask(real_settings, f"{COSTS}.csv?release=0123456789ab").status_code == 410
    assert "which is not the one served now" in read_text(real_settings, f"{COSTS}?release=0123456789ab")


def test_a_file_of_the_release_that_is_served_comes(real_settings: Settings, real_release: Release) -> None:
    assert ask(real_settings, f"{COSTS}.csv?release={real_release.id[:12]}").status_code == 200


def test_an_answer_is_shown_as_a_chart(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{COSTS}{OUTCOME}&view=chart")
    assert "<svg" in page
    assert '<input type="hidden" name="outcome" value="plan/strategic-2021-24/outcome/6">' in page


def test_a_query_opens_in_the_workbench_with_its_values(real_settings: Settings) -> None:
    page = open_page(real_settings, f"{COSTS}{OUTCOME}")
    assert "/sparql?query=" in page
    assert "tower-hamlets%2Fplan%2Fstrategic-2021-24%2Foutcome%2F6" in page
