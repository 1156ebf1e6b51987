"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description): forms, graphs and limits."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Triple

from graph.formats import Format, find_formats, get_rdf_syntax
from graph.manifest import Manifest
from graph.namespaces import PREFIXES, find_namespace
from graph.sandbox import QueryLimits

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = find_namespace("rdf")["type"]
_DCT = find_namespace("dct")
_VOID = "http://rdfs.org/ns/void#"
_RESULT_NAMES = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "rdfxml": "RDF_XML",
    "jsonld": "JSON-LD",
}
"""Our names of formats, as https://www.w3.org/ns/formats/ has them."""


def describe_service(endpoint: str, manifest: Manifest, limits: QueryLimits, form: Format) -> bytes:
    """Return the description of the endpoint at that address, in that form."""
    triples = [
        *_describe_endpoint(endpoint, limits),
        *_describe_dataset(endpoint, {**manifest.counts, **manifest.meta_counts}),
    ]
    prefixes = {"sd": SD, "formats": FORMATS, "void": _VOID} | dict(PREFIXES)
    return ox.serialize(triples, format=get_rdf_syntax(form.media_type), prefixes=prefixes) or b""


def describe_limits(limits: QueryLimits) -> str:
    """Return what a query may take, in words."""
    return (
        f"A query may take {limits.deadline_s:g} seconds, waiting included, and {limits.memory_mb} MB of memory. "
        f"A result may have {limits.max_rows:,} rows or triples and {limits.max_bytes / 1e6:g} MB; one that is larger "
        f"is an error and never cut short. A query's text may have {limits.max_text_bytes:,} bytes and brackets "
        f"{limits.max_depth} levels deep. {limits.workers} queries run at once, {limits.queue} wait, and clients take "
        "turns. Updates, LOAD and SERVICE are refused."
    )


def _describe_endpoint(endpoint: str, limits: QueryLimits) -> Iterator[Triple]:
    service = NamedNode(f"{endpoint}#service")
    yield Triple(service, _TYPE, _sd("Service"))
    yield Triple(service, _sd("endpoint"), NamedNode(endpoint))
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    yield Triple(service, _DCT["description"], Literal(describe_limits(limits), language="en"))
    for each in (*find_formats("solutions"), *find_formats("graph")):
        yield Triple(service, _sd("resultFormat"), NamedNode(FORMATS + _RESULT_NAMES[each.name]))


def _describe_dataset(endpoint: str, counts: dict[str, int]) -> Iterator[Triple]:
    service, dataset, merge = (NamedNode(f"{endpoint}#{name}") for name in ("service", "dataset", "default-graph"))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(service, _sd("availableGraphs"), dataset)
    yield Triple(dataset, _TYPE, _sd("Dataset"))
    yield Triple(dataset, _TYPE, _sd("GraphCollection"))
    yield Triple(dataset, _sd("defaultGraph"), merge)
    yield Triple(merge, _TYPE, _sd("Graph"))
    text = "Each triple of all named graphs, once."
    yield Triple(merge, _DCT["description"], Literal(text, language="en"))
    for number, (iri, count) in enumerate(sorted(counts.items()), start=1):
        named, graph = NamedNode(f"{endpoint}#named-graph-{number}"), NamedNode(f"{endpoint}#graph-{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, _TYPE, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), NamedNode(iri))
        yield Triple(named, _sd("graph"), graph)
        yield Triple(graph, _TYPE, _sd("Graph"))
        yield Triple(graph, NamedNode(f"{_VOID}triples"), Literal(count))


def _sd(name: str) -> NamedNode:
    return NamedNode(SD + name)
