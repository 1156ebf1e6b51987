"""The files of a release: quads to sorted N-Quads, the dumps, and the store on disk.

Everything streams: memory holds one piece of lines, however large the graph.
"""

from __future__ import annotations

import gzip
import hashlib
import heapq
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyoxigraph as ox
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from graph.errors import ReleaseError
from graph.manifest import Dump, record_dump
from graph.merge import load_merged_lines
from graph.sorting import sort_lines

NQUADS_DUMP = "graph.nq.gz"
TRIG_DUMP = "graph.trig.gz"
TURTLE_DUMP = "graph.ttl.gz"
JSONLD_DUMP = "graph.jsonld.gz"

_BATCH = 10_000
_MAX_OPEN_FILES = 200
_COMPRESSION = 6


@dataclass(frozen=True)
class SortedQuads:
    """A file of sorted N-Quads, its SHA-256 and its quads per named graph."""

    path: Path
    sha256: str
    counts: Mapping[str, int]

    @property
    def quads(self) -> int:
        """The number of quads."""
        return sum(self.counts.values())


def write_sorted_quads(quads: Iterable[Quad], path: Path) -> SortedQuads:
    """Write quads as sorted N-Quads, each once.

    Raises:
        ReleaseError: at a quad outside a named graph or with a blank node.
    """
    digest = hashlib.sha256()
    counts: Counter[bytes] = Counter()
    with path.open("wb") as file, closing(sort_lines(_to_lines(quads), path.parent)) as lines:
        for line in lines:
            digest.update(line)
            counts[find_graph(line)] += 1
            file.write(line)
    return SortedQuads(path, digest.hexdigest(), {graph.decode(): counts[graph] for graph in sorted(counts)})


def find_graph(line: bytes) -> bytes:
    """Return the IRI of the named graph that a line of N-Quads ends with; no IRI holds an angle bracket."""
    return line[line.rindex(b"<") + 1 : line.rindex(b">")]


def _to_lines(quads: Iterable[Quad]) -> Iterator[bytes]:
    remaining = iter(quads)
    while batch := list(islice(remaining, _BATCH)):
        for quad in batch:
            _require_named(quad)
        text = ox.serialize(batch, format=RdfFormat.N_QUADS) or b""
        yield from (line + b"\n" for line in text.split(b"\n")[:-1])


def _require_named(quad: Quad) -> None:
    is_named = isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode)
    if not (is_named and isinstance(quad.object, NamedNode | Literal)):
        message = f"a release holds no blank node and nothing outside a named graph: {quad}"
        raise ReleaseError(message, "give the node an address and the quad a graph")


def write_dumps(
    facts: SortedQuads, meta: SortedQuads, folder: Path, prefixes: Mapping[str, str]
) -> tuple[Path, tuple[Dump, ...]]:
    """Write every dump into ``folder`` and take ``facts`` and ``meta`` away as soon as they are read.

    N-Quads, TriG and JSON-LD hold every quad; Turtle knows no named graphs and holds every triple once.

    Return the whole as plain N-Quads, in their place, and the records of the dumps.
    """
    whole = facts.path.with_name("whole.nq")
    parts = facts.path.with_name("graphs")
    parts.mkdir()
    with ExitStack() as files:
        lines = heapq.merge(*(files.enter_context(part.path.open("rb")) for part in (facts, meta)))
        plain = files.enter_context(whole.open("wb"))
        packed = files.enter_context(open_gzip(folder / NQUADS_DUMP))
        graphs = files.enter_context(closing(_GraphFiles(parts)))
        for line in lines:
            plain.write(line)
            packed.write(line)
            graphs.write(line)
    for part in (facts, meta):
        part.path.unlink()
    for name, syntax in ((TRIG_DUMP, RdfFormat.TRIG), (JSONLD_DUMP, RdfFormat.JSON_LD)):
        with open_gzip(folder / name) as packed:
            ox.serialize(_read_parts(parts), packed, syntax, prefixes=dict(prefixes))
    shutil.rmtree(parts)
    _write_turtle(whole, folder / TURTLE_DUMP, prefixes)
    return whole, tuple(record_dump(folder / name) for name in (NQUADS_DUMP, TRIG_DUMP, TURTLE_DUMP, JSONLD_DUMP))


def _write_turtle(quads: Path, path: Path, prefixes: Mapping[str, str]) -> None:
    """Write the triples of sorted N-Quads as Turtle; a triple of several graphs is written once."""
    triples = quads.with_name("triples.nt")
    with quads.open("rb") as lines, triples.open("wb") as file:
        without_graph = (line[: line.rindex(b"<")] + b".\n" for line in lines)
        file.writelines(sort_lines(without_graph, quads.parent))
    with open_gzip(path) as packed:
        parsed = cast("Iterator[Quad]", ox.parse(path=triples, format=RdfFormat.N_TRIPLES))
        ox.serialize((quad.triple for quad in parsed), packed, RdfFormat.TURTLE, prefixes=dict(prefixes))
    triples.unlink()


class _GraphFiles:
    """One file of N-Quads per named graph, not all of them open at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[bytes, IO[bytes]] = {}

    def write(self, line: bytes) -> None:
        graph = find_graph(line)
        if graph not in self._open:
            if len(self._open) >= _MAX_OPEN_FILES:
                self.close()
            name = hashlib.sha256(graph).hexdigest()
            self._open[graph] = (self._folder / name).open("ab")
        self._open[graph].write(line)

    def close(self) -> None:
        for file in self._open.values():
            file.close()
        self._open.clear()


def _read_parts(folder: Path) -> Iterator[Quad]:
    by_graph = {}
    for path in folder.iterdir():
        with path.open("rb") as file:
            by_graph[find_graph(file.readline())] = path
    for graph in sorted(by_graph):
        yield from cast("Iterator[Quad]", ox.parse(path=by_graph[graph], format=RdfFormat.N_QUADS))


def write_store(quads: Path, folder: Path, expected: int) -> None:
    """Load sorted N-Quads into a new store on disk and optimise it for reading.

    Raises:
        ReleaseError: when the store does not hold as many quads as it should.
    """
    store = ox.Store(str(folder))
    store.bulk_load(path=quads, format=RdfFormat.N_QUADS)
    if len(store) != expected:
        raise ReleaseError(f"the store holds {len(store)} quads in place of {expected}", "build the graph again")
    load_merged_lines(store, quads)
    store.optimize()
    store.flush()


@contextmanager
def open_gzip(path: Path) -> Iterator[IO[bytes]]:
    """Open a gzip file for writing that records neither clock nor name: same content, same bytes."""
    with path.open("wb") as raw, gzip.GzipFile("", "wb", _COMPRESSION, raw, mtime=0) as packed:
        yield cast("IO[bytes]", packed)


def hash_facts(dump: Path, meta_graphs: Iterable[str]) -> str:
    """Return the SHA-256 of a dump's lines outside the meta graphs: a release's id, computed from what is there."""
    left_out = {graph.encode() for graph in meta_graphs}
    digest = hashlib.sha256()
    with gzip.open(dump) as lines:
        for line in lines:
            if find_graph(line) not in left_out:
                digest.update(line)
    return digest.hexdigest()
