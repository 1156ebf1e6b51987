"""A failure for a client that reads only RDF: a few triples, in the form that it asked for."""

from __future__ import annotations

import pyoxigraph as ox
from flask import Request
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.formats import Format, get_rdf_syntax
from graph.namespaces import RDF, RDFS, XSD, find_namespace
from web.contexts.failures import FailurePage
from web.negotiate import GRAPH_FORMATS, choose_type

HTTP = "http://www.w3.org/2011/http#"
JSON_TYPES = ("application/problem+json", "application/json")
DCT = find_namespace("dct")


def find_rdf_form(request: Request) -> Format | None:
    """Return the RDF that a failure is told in: the one preferred, else the one that the address ends in.

    JSON-LD is not among them: whoever reads it reads a problem in JSON.
    """
    forms = {form.media_type: form for form in GRAPH_FORMATS if form.name != "jsonld"}
    best = choose_type(request.accept_mimetypes, (*JSON_TYPES, *forms))
    if request.accept_mimetypes.best not in (None, "*/*"):
        return forms.get(best or "")
    return next((form for form in forms.values() if request.path.endswith(form.suffix)), None)


def write_problem(page: FailurePage, form: Format, origin: str) -> bytes:
    """Return a failure as triples (HTTP Vocabulary in RDF); ``origin`` makes the suggestions whole addresses."""
    answer = BlankNode("answer")
    triples = [
        Triple(answer, RDF["type"], NamedNode(f"{HTTP}Response")),
        Triple(answer, NamedNode(f"{HTTP}statusCodeValue"), Literal(str(page.status), datatype=XSD["integer"])),
        Triple(answer, NamedNode(f"{HTTP}reasonPhrase"), Literal(page.heading)),
        Triple(answer, DCT["description"], Literal(f"{page.message} {page.advice}".strip(), language="en")),
    ]
    relation = DCT["isReplacedBy"] if page.status == 410 else RDFS["seeAlso"]
    triples += [Triple(answer, relation, NamedNode(_make_whole(link.href, origin))) for link in page.suggestions]
    prefixes = {"http": HTTP, "dct": DCT.iri, "rdfs": RDFS.iri}
    return ox.serialize(triples, format=get_rdf_syntax(form.media_type), prefixes=prefixes) or b""


def _make_whole(href: str, origin: str) -> str:
    return href if "://" in href else f"{origin.rstrip('/')}{href}"
