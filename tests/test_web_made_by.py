from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from pyoxigraph import NamedNode
from web_site import NODE, ask, get_app

from graph.settings import Settings
from web.live import get_graph
from web.made_by import make_made_by
from web.parts import MadeBy

OUTCOME = NamedNode(f"{NODE}plan/strategic-2021-24/outcome/5")


def make(settings: Settings, name: str, **values: NamedNode) -> MadeBy:
    with get_app(settings).test_request_context():
        return make_made_by(get_graph(), name, values)


def test_a_table_names_its_query_with_the_values_as_a_visitor_writes_them(real_settings: Settings) -> None:
    made = make(real_settings, "lineage/thread_down", node=OUTCOME)
    assert (made.name, made.title) == ("lineage/thread_down", "Thread down")
    assert [(each.name, each.value) for each in made.parameters] == [("node", "plan/strategic-2021-24/outcome/5")]


def test_its_page_and_files_answer_with_the_same_rows(real_settings: Settings) -> None:
    made = make(real_settings, "lineage/thread_down", node=OUTCOME)
    assert ask(real_settings, made.page_href).status_code == 200
    assert [(file.text, ask(real_settings, file.href).mimetype) for file in made.files] == [
        ("CSV", "text/csv"),
        ("JSON", "application/sparql-results+json"),
    ]
    assert "spending/5/net-2021-22" in ask(real_settings, made.files[0].href).text


def test_the_workbench_opens_with_the_query_that_was_asked(real_settings: Settings) -> None:
    made = make(real_settings, "lineage/thread_down", node=OUTCOME)
    query = parse_qs(urlsplit(made.workbench_href).query)["query"][0]
    assert f"VALUES ?node {{ <{OUTCOME.value}> }}" in query
    answer = ask(real_settings, made.workbench_href, "text/csv")
    assert "spending/5/net-2021-22" in answer.text


@pytest.mark.parametrize(("name", "files"), [("lineage/thread_graph", ["Turtle", "JSON-LD"]), ("pages/node", [])])
def test_the_files_are_those_of_the_querys_form(real_settings: Settings, name: str, files: list[str]) -> None:
    assert [file.text for file in make(real_settings, name, node=OUTCOME).files] == files


def test_a_query_that_only_the_service_asks_has_no_page(real_settings: Settings) -> None:
    assert make(real_settings, "pages/node", node=OUTCOME).page_href == ""
