"""The merge of all named graphs, which every query runs on: each triple once, however many graphs hold it.

Oxigraph's own union (its option, and FROM with several graphs) returns a triple once for each graph that holds it, so
that a COUNT or SUM over facts of two documents would count them twice. RDF asks for the merge (SPARQL 1.1, section
13.1). So the store's default graph is filled with it when a release is loaded: decision 9.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat


def merge_lines(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the triples of sorted lines of N-Quads as lines of N-Triples, each once."""
    previous = b""
    for line in lines:
        triple = line[: line.rindex(b"<")]
        if triple != previous:
            previous = triple
            yield triple + b".\n"


def load_merged_lines(engine: ox.Store, sorted_quads: Path) -> None:
    """Fill the default graph of a store on disk from the sorted N-Quads that it was loaded with."""
    merged = sorted_quads.with_name("merged.nt")
    with sorted_quads.open("rb") as lines, merged.open("wb") as output:
        output.writelines(merge_lines(lines))
    engine.bulk_load(path=merged, format=RdfFormat.N_TRIPLES)
    merged.unlink()


def load_merged_quads(engine: ox.Store) -> None:
    """Fill the default graph of a store in memory with the triples of its named graphs."""
    engine.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in engine)


def count_named(engine: ox.Store) -> int:
    """Return how many quads the named graphs hold."""
    merged = sum(1 for _ in engine.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    return len(engine) - merged
