"""What the SPARQL endpoint says of itself (SPARQL 1.1 Service Description)."""

from __future__ import annotations

import pyoxigraph as ox
from pyoxigraph import NamedNode, Triple

from graph.formats import Format, find_formats, get_rdf_syntax
from graph.namespaces import PREFIXES

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
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


def describe_service(endpoint: str, form: Format) -> bytes:
    """Return the description of the endpoint at that address, in that form."""
    service = NamedNode(f"{endpoint}#service")
    triples = [
        Triple(service, _TYPE, NamedNode(f"{SD}Service")),
        Triple(service, NamedNode(f"{SD}endpoint"), NamedNode(endpoint)),
        Triple(service, NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Query")),
        Triple(service, NamedNode(f"{SD}feature"), NamedNode(f"{SD}UnionDefaultGraph")),
    ]
    for each in (*find_formats("solutions"), *find_formats("graph")):
        result = NamedNode(FORMATS + _RESULT_NAMES[each.name])
        triples.append(Triple(service, NamedNode(f"{SD}resultFormat"), result))
    syntax = get_rdf_syntax(form.media_type)
    return ox.serialize(triples, format=syntax, prefixes={"sd": SD, "formats": FORMATS} | dict(PREFIXES)) or b""
