"""The RDF terms that the loaders write, by the names of the standards they come from."""

from __future__ import annotations

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from graph.namespaces import find_namespace

DCT = find_namespace("dct")
DQV = find_namespace("dqv")
ELI = find_namespace("eli")
FOAF = find_namespace("foaf")
GT = find_namespace("gt")
GTC = find_namespace("gtc")
OA = find_namespace("oa")
OWL = find_namespace("owl")
ORG = find_namespace("org")
PROV = find_namespace("prov")
QB = find_namespace("qb")
RDF = find_namespace("rdf")
RDFS = find_namespace("rdfs")
SCHEMA = find_namespace("schema")
SEMAPV = find_namespace("semapv")
SDMX_ATTRIBUTE = find_namespace("sdmx-attribute")
SDMX_CODE = find_namespace("sdmx-code")
SDMX_DIMENSION = find_namespace("sdmx-dimension")
SDMX_MEASURE = find_namespace("sdmx-measure")
SKOS = find_namespace("skos")
SSSOM = find_namespace("sssom")
XSD = find_namespace("xsd")

TYPE = RDF["type"]
LABEL = RDFS["label"]

Term = NamedNode | Literal
"""What may stand as the object of a triple of ours: no blank node, no nested triple."""

_DATE_TYPES = {4: "gYear", 7: "gYearMonth", 10: "date"}


def to_code(code: str) -> NamedNode:
    """Return the concept of a code list."""
    return GTC[code]


def to_english(text: str) -> Literal:
    """Return text in English."""
    return Literal(text, language="en")


def to_decimal(value: Decimal) -> Literal:
    """Return a number as ``xsd:decimal``, never in scientific notation."""
    return Literal(format(value, "f"), datatype=XSD["decimal"])


def to_date(text: str) -> Literal:
    """Return a year, month or day with the datatype that its length gives it."""
    return Literal(text, datatype=XSD[_DATE_TYPES[len(text)]])


def to_boolean(value: bool) -> Literal:
    """Return a truth value."""
    return Literal("true" if value else "false", datatype=XSD["boolean"])
