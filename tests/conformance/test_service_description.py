"""SPARQL 1.1 Service Description (W3C Recommendation, 21 March 2013). Section numbers are its own."""

from __future__ import annotations

import pytest
from exchange import get, send
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import BNode, Node
from services import Endpoint

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = "http://www.w3.org/ns/formats/"
CLASSES = {
    "Service": SD.Service,
    "Dataset": SD.Dataset,
    "Graph": SD.Graph,
    "NamedGraph": SD.NamedGraph,
    "GraphCollection": SD.GraphCollection,
}
DOMAINS_AND_RANGES = {
    "endpoint": ("Service", "IRI"),
    "supportedLanguage": ("Service", "IRI"),
    "languageExtension": ("Service", "IRI"),
    "propertyFeature": ("Service", "IRI"),
    "extensionFunction": ("Service", "IRI"),
    "extensionAggregate": ("Service", "IRI"),
    "feature": ("Service", "IRI"),
    "resultFormat": ("Service", "IRI"),
    "inputFormat": ("Service", "IRI"),
    "defaultEntailmentRegime": ("Service", "IRI"),
    "defaultSupportedEntailmentProfile": ("Service", "IRI"),
    "entailmentRegime": ("NamedGraph", "IRI"),
    "supportedEntailmentProfile": ("NamedGraph", "IRI"),
    "defaultDataset": ("Service", "Dataset"),
    "availableGraphs": ("Service", "GraphCollection"),
    "defaultGraph": ("Dataset", "Graph"),
    "namedGraph": ("GraphCollection Dataset", "NamedGraph"),
    "name": ("NamedGraph", "IRI"),
    "graph": ("NamedGraph", "Graph"),
}
"""Section 3.4: each property of the vocabulary, what has it, and what it points at."""
LANGUAGES = {SD.SPARQL10Query, SD.SPARQL11Query}
FEATURES = {SD.DereferencesURIs, SD.UnionDefaultGraph, SD.RequiresDataset, SD.EmptyGraphs, SD.BasicFederatedQuery}
RESULT_TYPES = {
    "SPARQL_Results_JSON": ("SELECT * {}", "application/sparql-results+json"),
    "SPARQL_Results_XML": ("SELECT * {}", "application/sparql-results+xml"),
    "SPARQL_Results_CSV": ("SELECT * {}", "text/csv"),
    "SPARQL_Results_TSV": ("SELECT * {}", "text/tab-separated-values"),
    "Turtle": ("CONSTRUCT WHERE { ?s a ?o }", "text/turtle"),
    "N-Triples": ("CONSTRUCT WHERE { ?s a ?o }", "application/n-triples"),
    "RDF_XML": ("CONSTRUCT WHERE { ?s a ?o }", "application/rdf+xml"),
    "JSON-LD": ("CONSTRUCT WHERE { ?s a ?o }", "application/ld+json"),
}
READERS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
}
ignore_rdflib = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def read_description(endpoint: Endpoint, media_type: str = "text/turtle") -> Graph:
    reply = send("GET", endpoint.address, Accept=media_type)
    assert (reply.status, reply.media_type) == (200, media_type)
    return Graph().parse(data=reply.body, format=READERS[media_type], publicID=endpoint.address)


def list_objects(graph: Graph, name: str) -> set[str]:
    return {str(each) for each in graph.objects(None, SD[name])}


def is_of(graph: Graph, node: Node, kinds: str) -> bool:
    """Return whether a node is an IRI, or of one of these classes."""
    if kinds == "IRI":
        return isinstance(node, URIRef)
    types = {(node, RDF.type, CLASSES[kind]) in graph for kind in kinds.split()}
    return isinstance(node, URIRef | BNode) and True in types


def test_a_bare_get_returns_rdf(endpoint: Endpoint) -> None:
    reply = send("GET", endpoint.address)
    assert (reply.status, reply.media_type in READERS) == (200, True)


@ignore_rdflib
@pytest.mark.parametrize("media_type", READERS)
def test_the_description_comes_in_every_form_of_triples(endpoint: Endpoint, media_type: str) -> None:
    assert len(read_description(endpoint, media_type)) == len(read_description(endpoint)) > 0


def test_the_endpoint_is_the_address_that_was_asked(endpoint: Endpoint) -> None:
    assert list_objects(read_description(endpoint), "endpoint") == {endpoint.address}


def test_there_is_one_service(endpoint: Endpoint) -> None:
    assert len(set(read_description(endpoint).subjects(RDF.type, SD.Service))) == 1


def test_the_description_keeps_to_the_vocabulary(endpoint: Endpoint) -> None:
    graph = read_description(endpoint)
    used = [(s, str(p).removeprefix(SD), o) for s, p, o in graph if str(p).startswith(SD)]
    wrong = []
    for subject, name, value in used:
        domain, target = DOMAINS_AND_RANGES.get(name, ("", ""))
        if not domain or not is_of(graph, subject, domain) or not is_of(graph, value, target):
            wrong.append((subject, name, value))
    assert (wrong, len(used) > 0) == ([], True)


def test_the_language_is_sparql_1_1_query_and_no_update(endpoint: Endpoint) -> None:
    found = set(read_description(endpoint).objects(None, SD.supportedLanguage))
    assert {SD.SPARQL11Query} <= found <= LANGUAGES


def test_the_features_are_of_the_vocabulary(endpoint: Endpoint) -> None:
    assert set(read_description(endpoint).objects(None, SD.feature)) <= FEATURES - {SD.BasicFederatedQuery}


def test_the_default_graph_is_said_to_be_a_union_and_is(endpoint: Endpoint) -> None:
    assert (None, SD.feature, SD.UnionDefaultGraph) in read_description(endpoint)
    query = "ASK { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?s ?p ?o } }"
    assert get(endpoint.address, query, Accept="text/csv").text.strip() == "false"


@pytest.mark.parametrize("name", RESULT_TYPES)
def test_each_form_of_results_is_told_and_given(endpoint: Endpoint, name: str) -> None:
    assert FORMATS + name in list_objects(read_description(endpoint), "resultFormat")
    query, media_type = RESULT_TYPES[name]
    assert get(endpoint.address, query, Accept=media_type).media_type == media_type


def test_no_other_form_of_results_is_told(endpoint: Endpoint) -> None:
    assert list_objects(read_description(endpoint), "resultFormat") <= {FORMATS + name for name in RESULT_TYPES}


def test_the_default_dataset_names_every_graph(endpoint: Endpoint) -> None:
    reply = get(endpoint.address, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", Accept="text/csv")
    graph = read_description(endpoint)
    named = {name for each in graph.objects(None, SD.defaultDataset) for name in graph.objects(each, SD.namedGraph)}
    assert {str(graph.value(each, SD.name)) for each in named} == set(reply.text.split()[1:])


def test_no_literal_stands_where_the_vocabulary_wants_a_resource(endpoint: Endpoint) -> None:
    graph = read_description(endpoint)
    assert [o for _, p, o in graph if str(p).startswith(SD) and isinstance(o, Literal)] == []
