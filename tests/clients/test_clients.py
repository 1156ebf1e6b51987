"""Programs that researchers bring, unmodified, against the running service."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO
from urllib.parse import urlencode, urlsplit
from xml.dom.minidom import Document

import pandas
import pytest
import SPARQLWrapper
from comunica import ask_comunica
from rdflib import Graph, URIRef, Variable
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from test_docs_researchers import PYTHON

from benchmarks.services import serve_goldenthread
from graph.settings import Settings

GT = "https://w3id.org/goldenthread/def#"
OUTCOME = "https://w3id.org/goldenthread/id/tower-hamlets/plan/strategic-2021-24/outcome/5"
PLANS = f"SELECT ?plan WHERE {{ ?plan a <{GT}Plan> }} ORDER BY ?plan"
COUNT = f"SELECT (COUNT(?measure) AS ?measures) WHERE {{ ?measure a <{GT}Measure> }}"


@pytest.fixture(scope="module")
def endpoint(real_settings: Settings) -> Iterator[str]:
    with serve_goldenthread(real_settings.data) as service:
        yield f"{service.address}/sparql"


def curl(*arguments: str) -> str:
    program = shutil.which("curl")
    assert program, "these tests need curl: install it (apt-get install curl) and run them again"
    command = [program, "--silent", "--show-error", "--fail", *arguments]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


@pytest.fixture(scope="module")
def plans(endpoint: str) -> list[str]:
    """The plans, as curl gets them."""
    return curl(endpoint, "--get", "--data-urlencode", f"query={PLANS}", "--header", "Accept: text/csv").split()[1:]


def test_curl_posts_a_query_in_a_form(endpoint: str, plans: list[str]) -> None:
    text = curl(endpoint, "--data-urlencode", f"query={PLANS}")
    found = [binding["plan"]["value"] for binding in json.loads(text)["results"]["bindings"]]
    assert (found, len(plans)) == (plans, 5)


def test_curl_unpacks_a_compressed_answer(endpoint: str, plans: list[str]) -> None:
    text = curl(endpoint, "--get", "--compressed", "--data-urlencode", f"query={PLANS}", "--data", "format=csv")
    assert text.split()[1:] == plans


@pytest.mark.parametrize("method", [SPARQLWrapper.GET, SPARQLWrapper.POST])
@pytest.mark.parametrize("form", [SPARQLWrapper.JSON, SPARQLWrapper.XML, SPARQLWrapper.CSV, SPARQLWrapper.TSV])
def test_sparqlwrapper_reads_rows(endpoint: str, plans: list[str], method: str, form: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(endpoint)
    client.setQuery(PLANS)
    client.setMethod(method)
    client.setReturnFormat(form)
    found = client.query().convert()
    text = found.toxml() if isinstance(found, Document) else str(found)
    assert [plan for plan in plans if plan in text] == plans


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", [SPARQLWrapper.TURTLE, SPARQLWrapper.RDFXML, SPARQLWrapper.JSONLD])
def test_sparqlwrapper_reads_triples(endpoint: str, plans: list[str], form: str) -> None:
    client = SPARQLWrapper.SPARQLWrapper(endpoint)
    client.setQuery(f"CONSTRUCT WHERE {{ ?plan a <{GT}Plan> }}")
    client.setReturnFormat(form)
    found = client.query().convert()
    assert isinstance(found, Graph | bytes)
    graph = found if isinstance(found, Graph) else Graph().parse(data=found, format="turtle")
    assert sorted(str(plan) for plan in graph.subjects(RDF.type, URIRef(f"{GT}Plan"))) == plans


def test_rdflib_queries_the_endpoint_as_a_store(endpoint: str, plans: list[str]) -> None:
    assert [str(row[Variable("plan")]) for row in SPARQLStore(endpoint).query(PLANS).bindings] == plans


def test_rdflib_reads_triples_of_the_endpoint_as_of_a_graph(endpoint: str, plans: list[str]) -> None:
    graph = Graph(SPARQLStore(endpoint))
    assert sorted(str(plan) for plan in graph.subjects(RDF.type, URIRef(f"{GT}Plan"))) == plans
    assert len(list(graph.objects(URIRef(OUTCOME), SKOS.prefLabel))) == 1


def test_pandas_reads_a_query_at_its_address(endpoint: str, plans: list[str]) -> None:
    table = pandas.read_csv(f"{endpoint}?{urlencode({'query': PLANS, 'format': 'csv'})}")
    assert list(table["plan"]) == plans


def test_pandas_reads_what_the_guide_has_it_read(endpoint: str) -> None:
    named: dict[str, pandas.DataFrame] = {}
    exec(PYTHON.replace("http://127.0.0.1:8000", endpoint.removesuffix("/sparql")), named)
    assert {"period", "fund", "amount"} < set(named["cells"].columns)
    assert list(named["values"].columns) == ["measure", "column", "published"]
    assert len(named["values"]) > 50


def test_pandas_sees_numbers_as_numbers(endpoint: str) -> None:
    text = curl(endpoint, "--get", "--data-urlencode", f"query={COUNT}", "--header", "Accept: text/csv")
    assert pandas.read_csv(StringIO(text))["measures"].dtype.kind == "i"


def test_comunica_reads_rows(endpoint: str, plans: list[str]) -> None:
    bindings = json.loads(ask_comunica(f"sparql@{endpoint}", PLANS))["results"]["bindings"]
    assert [binding["plan"]["value"] for binding in bindings] == plans


def test_comunica_knows_an_endpoint_by_its_description(endpoint: str) -> None:
    bindings = json.loads(ask_comunica(endpoint, COUNT))["results"]["bindings"]
    assert int(bindings[0]["measures"]["value"]) > 0


@pytest.mark.parametrize("size", [1_300_000, 10_000_000])
def test_a_client_that_keeps_its_connection_can_ask_on_after_a_refusal(endpoint: str, size: int) -> None:
    parts = urlsplit(endpoint)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    with suppress(BrokenPipeError):  # the body need not be read to be refused
        connection.request("POST", parts.path, b"#" * size, {"Content-Type": "application/sparql-query"})
    refused = connection.getresponse()
    refused.read()
    connection.request("GET", "/health")
    assert (refused.status, connection.getresponse().status) == (413, 200)
    connection.close()
