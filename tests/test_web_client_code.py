"""The texts that the pages offer are run as a visitor would run them, against a server."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from html import unescape

import pytest
from web_site import BROWSER, get_app
from werkzeug.serving import make_server

from graph.settings import Settings
from web.client_code import Request, to_power_query, to_python, to_r, to_shell, write_codes

HOSTILE = 'SELECT ?x\n# it\'s "quoted" $HOME `x` \\ #(lf) {\nWHERE { ?x ?p "a\\\\b" }'
QUERY = (
    "PREFIX gt: <https://w3id.org/goldenthread/def#> # it's\n"
    'SELECT ?plan ("£" AS ?pound)\nWHERE { ?plan a gt:Plan . FILTER(STR(?plan) != "\\\\") }'
)


@pytest.fixture(scope="module")
def server(real_settings: Settings) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, get_app(real_settings), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()


def read_codes(settings: Settings, server: str, path: str, **given: str) -> dict[str, str]:
    client = get_app(settings).test_client()
    page = client.get(path, query_string=given, base_url=server, headers={"Accept": BROWSER}).text
    found = re.findall(
        r'aria-label="Code for ([^"]+)"><code data-copy="code" data-copy-lines>(.*?)</code>', page, re.DOTALL
    )
    return {title: unescape(text) for title, text in found}


def run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout


def test_the_curl_line_fetches_a_visitors_result(real_settings: Settings, server: str) -> None:
    codes = read_codes(real_settings, server, "/sparql", query=QUERY)
    lines = run("sh", "-c", codes["curl"].replace("curl ", "curl -sf ", 1)).splitlines()
    assert (lines[0], len(lines)) == ("plan,pound", 6)


def test_the_curl_line_sends_a_long_query_too(server: str) -> None:
    request = Request(server, "/sparql", [("query", f"{QUERY} #{'x' * 9000}")], "select")
    line = next(code.text for code in write_codes(request, "x") if code.id == "code-curl")
    assert run("sh", "-c", line.replace("curl ", "curl -sf ", 1)).startswith("plan,pound")


def test_the_python_text_fetches_a_visitors_result(real_settings: Settings, server: str) -> None:
    codes = read_codes(real_settings, server, "/sparql", query=QUERY)
    assert "SPARQLWrapper" in codes["Python"]
    assert run(sys.executable, "-c", f"{codes['Python']}\nprint(table.shape)").splitlines()[-1] == "(5, 2)"


@pytest.mark.parametrize(
    ("path", "given", "check", "expected"),
    [
        ("/queries/gaps/outcomes_without_measure", {"plan": "plan/partnership-2023-28"}, "list(table)[0]", "plan"),
        ("/queries/lineage/thread_graph", {"node": "plan/strategic-2021-24/outcome/6"}, "len(graph) > 100", "True"),
        ("/sparql", {"query": "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }"}, "len(graph) > 100", "True"),
        ("/sparql", {"query": "ASK { ?s ?p ?o }"}, "1", "1"),
    ],
)
def test_the_python_text_fetches_every_kind_of_result(
    real_settings: Settings, server: str, path: str, given: dict[str, str], check: str, expected: str
) -> None:
    code = read_codes(real_settings, server, path, **given)["Python"]
    assert run(sys.executable, "-c", f"{code}\nprint({check})").splitlines()[-1] == expected


def test_the_curl_line_of_a_named_query_fetches_its_file(real_settings: Settings, server: str) -> None:
    codes = read_codes(
        real_settings, server, "/queries/money/cost_of_outcomes", outcome="plan/strategic-2021-24/outcome/6"
    )
    lines = run("sh", "-c", codes["curl"].replace("curl ", "curl -sf ", 1)).splitlines()
    assert lines[0].startswith("outcome,number,outcomeLabel")
    assert len(lines) > 1


def test_a_query_comes_through_a_shell_as_it_was() -> None:
    assert run("sh", "-c", f"printf %s {to_shell(HOSTILE)}") == HOSTILE


@pytest.mark.parametrize("text", [HOSTILE, QUERY, 'a\n"""', 'a\nb"', "one line", "two\nlines"])
def test_a_query_is_the_same_as_a_string_of_python(text: str) -> None:
    assert eval(to_python(text)) == text


def test_a_query_is_the_same_as_a_string_of_r() -> None:
    body = to_r(HOSTILE)[1:-1]
    assert re.search(r'(?<!\\)(?:\\\\)*"', body) is None
    assert re.sub(r"\\(.)", r"\1", body) == HOSTILE


def test_a_query_is_the_same_as_a_string_of_power_query() -> None:
    body = to_power_query(HOSTILE)[1:-1]
    assert '"' not in body.replace('""', "")
    assert body.replace('""', '"').replace("#(#)(", "#(") == HOSTILE


def test_power_query_names_the_host_apart_so_that_a_refresh_needs_no_new_permission() -> None:
    request = Request("https://example.org", "/queries/money/cost_of_outcomes.csv", [("outcome", "plan/x")], "select")
    code = next(code.text for code in write_codes(request) if code.id == "code-power-query")
    assert 'Web.Contents("https://example.org", [RelativePath = "queries/money/cost_of_outcomes.csv"' in code
    assert 'Query = [#"outcome" = "plan/x"]' in code
