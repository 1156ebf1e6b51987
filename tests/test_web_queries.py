from __future__ import annotations

import pytest
from web_site import BROWSER, ask, open_page, read_text

from graph.settings import Settings

QUERY = "/queries/evidence/passages_of_node"
NODE = "?node=plan%2Fstrategic-2021-24%2Foutcome%2F5"


def test_every_query_for_people_is_listed_by_folder(real_settings: Settings) -> None:
    page = open_page(real_settings, "/queries")
    assert 'id="folder-evidence"' in page
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
