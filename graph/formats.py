"""The forms that results come in: media type, suffix and the engine's own serialiser, declared once.

Which of them a request gets is negotiated by the web face; nothing here reads an Accept header.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from pyoxigraph import QueryResultsFormat, RdfFormat

from graph.errors import QueryRefusedError

Kind: TypeAlias = Literal["solutions", "boolean", "graph", "dataset"]
"""What a result is: the rows of a SELECT, the answer of an ASK, triples, or quads."""


@dataclass(frozen=True)
class Format:
    """One form of one kind of result; ``suffix`` begins with a full stop, ``also`` are other media types it goes by."""

    name: str
    title: str
    media_type: str
    suffix: str
    kind: Kind
    also: tuple[str, ...] = ()


_ALSO_JSON = ("application/json",)
_ALSO_XML = ("application/xml", "text/xml")


def _declare_results(kind: Kind) -> tuple[Format, ...]:
    return (
        Format("json", "JSON", "application/sparql-results+json", ".srj", kind, _ALSO_JSON),
        Format("xml", "XML", "application/sparql-results+xml", ".srx", kind, _ALSO_XML),
        Format("csv", "CSV", "text/csv", ".csv", kind),
        Format("tsv", "TSV", "text/tab-separated-values", ".tsv", kind),
    )


FORMATS: tuple[Format, ...] = (
    *_declare_results("solutions"),
    *_declare_results("boolean"),
    Format("turtle", "Turtle", "text/turtle", ".ttl", "graph", ("application/x-turtle",)),
    Format("ntriples", "N-Triples", "application/n-triples", ".nt", "graph", ("text/plain",)),
    Format("rdfxml", "RDF/XML", "application/rdf+xml", ".rdf", "graph", _ALSO_XML),
    Format("jsonld", "JSON-LD", "application/ld+json", ".jsonld", "graph", _ALSO_JSON),
    Format("trig", "TriG", "application/trig", ".trig", "dataset"),
    Format("nquads", "N-Quads", "application/n-quads", ".nq", "dataset"),
)
"""Every form, the preferred one of each kind first."""


def find_formats(kind: Kind) -> tuple[Format, ...]:
    """Return the forms of one kind of result, the preferred first."""
    return tuple(form for form in FORMATS if form.kind == kind)


def find_format_by_suffix(suffix: str, kind: Kind) -> Format | None:
    """Return the form with that suffix (".ttl" or "ttl"), or None."""
    wanted = suffix if suffix.startswith(".") else f".{suffix}"
    return next((form for form in find_formats(kind) if form.suffix == wanted), None)


def get_format(media_type: str, kind: Kind) -> Format:
    """Return the form of that media type, which may have parameters.

    Raises:
        QueryRefusedError: when this kind of result does not come in that form.
    """
    wanted = media_type.split(";", maxsplit=1)[0].strip().lower()
    for form in find_formats(kind):
        if wanted == form.media_type or wanted in form.also:
            return form
    offered = ", ".join(form.media_type for form in find_formats(kind))
    raise QueryRefusedError(
        f"a result of kind {kind} does not come as {media_type}", f"ask for one of {offered}", "format"
    )


_RESULT_SYNTAXES = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_RDF_SYNTAXES = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "trig": RdfFormat.TRIG,
    "nquads": RdfFormat.N_QUADS,
}


def get_result_syntax(media_type: str) -> QueryResultsFormat:
    """Return the engine's serialiser of solutions and answers for that media type.

    Raises:
        QueryRefusedError: when they do not come in that form.
    """
    return _RESULT_SYNTAXES[get_format(media_type, "solutions").name]


def get_rdf_syntax(media_type: str) -> RdfFormat:
    """Return the engine's serialiser of triples for that media type.

    Raises:
        QueryRefusedError: when they do not come in that form.
    """
    return _RDF_SYNTAXES[get_format(media_type, "graph").name]
