"""Every address of a release, shared out so that a run in several processes divides the crawl between them."""

from __future__ import annotations

import gzip
import zlib
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graph.iris import DEFAULT_BASE_IRI

SHARES = 64

SYNTAXES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}


@cache
def list_addresses(dump: Path) -> tuple[str, ...]:
    """Return every address of this service's that any quad of the dump has in any place."""
    with gzip.open(dump) as file:
        quads = ox.parse(file.read(), format=ox.RdfFormat.N_QUADS)
        terms = {
            term.value
            for quad in quads
            for term in (quad.subject, quad.predicate, quad.object, quad.graph_name)
            if isinstance(term, ox.NamedNode)
        }
    return tuple(sorted(iri for iri in terms if iri.startswith(DEFAULT_BASE_IRI) or iri == f"{DEFAULT_BASE_IRI}def"))


def list_share(dump: Path, share: int) -> list[str]:
    """Return the addresses of one share; the shares together are all of them, each once."""
    return [iri for iri in list_addresses(dump) if zlib.crc32(iri.encode()) % SHARES == share]
